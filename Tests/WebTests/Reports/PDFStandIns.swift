import Foundation
import Testing
import Web

/// A temporary folder with a script that stands in for the program.
final class PDFStandIn {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("pdf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func renderer(
        _ script: String, mode: Int = 0o755, timeLimit: Duration = .seconds(30), maxBytes: Int = 20 * 1024 * 1024
    ) throws -> PDFRenderer {
        let file = url.appendingPathComponent("weasyprint")
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        return PDFRenderer(executable: file.path, timeLimit: timeLimit, maxBytes: maxBytes, atOnce: 2)
    }

    func waitForChild() async throws {
        for _ in 0..<400 where child == nil { try await Task.sleep(for: .milliseconds(25)) }
        _ = try #require(child)
    }

    /// Whether what the script started has ended, given a moment to do so.
    func childIsGone() async throws -> Bool {
        let child = try #require(child)
        for _ in 0..<100 {
            if kill(child, 0) != 0 || Self.isZombie(child) { return true }
            try await Task.sleep(for: .milliseconds(25))
        }
        return false
    }

    private var child: pid_t? {
        let text = try? String(contentsOf: url.appendingPathComponent("child"), encoding: .utf8)
        return text.flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    private static func isZombie(_ process: pid_t) -> Bool {
        let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return text?.contains(") Z ") ?? false
    }
}

/// A socket on this machine that counts who calls.
final class CallCounter {
    let port: UInt16
    private let socket: Int32

    init() throws {
        #if canImport(Glibc)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        socket = Foundation.socket(AF_INET, stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = socket
        let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        try #require(isOpen)
        port = UInt16(bigEndian: address.sin_port)
        _ = fcntl(socket, F_SETFL, O_NONBLOCK)
    }

    deinit { close(socket) }

    /// How many have called since it was last asked.
    var callers: Int {
        var count = 0
        while accept(socket, nil, nil) >= 0 { count += 1 }
        return count
    }
}
