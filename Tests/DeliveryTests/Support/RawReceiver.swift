import Foundation
import Synchronization

/// A small HTTP/1.1 receiver on 127.0.0.1 that can misbehave in every way a test asks for; one thread per connection.
final class RawReceiver: Sendable {
    struct Request: Sendable {
        let path: String
        /// Names in lower case.
        let headers: [String: String]
        let body: String
    }

    enum Answer: Sendable {
        case status(Int, headers: [String] = [])
        /// These bytes, piece by piece with a pause between them, then the end of the connection.
        case pieces([String], pause: TimeInterval = 0)
        /// The same piece until the other side hangs up.
        case endless(start: String, piece: String)
        /// The connection is reset.
        case reset
        /// Nothing, with the connection open.
        case silence
    }

    private struct State {
        var requests: [Request] = []
        var connections = 0
        var descriptors: [Int32] = []
        var isStopped = false
    }

    private let listener: LoopbackListener
    private let state = Mutex(State())
    private let answer: @Sendable (Request) -> Answer

    var port: UInt16 { listener.port }
    var requests: [Request] { state.withLock(\.requests) }
    var connections: Int { state.withLock(\.connections) }

    /// Listens at once, on a free port.
    init(answer: @escaping @Sendable (Request) -> Answer) throws {
        self.answer = answer
        listener = try LoopbackListener(backlog: 512)
        Thread.detachNewThread { self.accept() }
    }

    /// Closes every connection and the port.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            for descriptor in state.descriptors { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
        shutdown(listener.descriptor, Int32(SHUT_RDWR))
    }

    private func accept() {
        while true {
            let connection = Glibc.accept(listener.descriptor, nil, nil)
            guard connection >= 0 else { break }
            let isWelcome = state.withLock { state in
                state.connections += 1
                state.descriptors.append(connection)
                return !state.isStopped
            }
            guard isWelcome else { break }
            Thread.detachNewThread { self.serve(connection) }
        }
        close(listener.descriptor)
    }

    private func serve(_ connection: Int32) {
        var buffer = [UInt8]()
        while let request = read(connection, &buffer) {
            state.withLock { $0.requests.append(request) }
            guard respond(answer(request), connection) else { break }
        }
        state.withLock { $0.descriptors.removeAll { $0 == connection } }
        close(connection)
    }

    /// Whether the connection goes on.
    private func respond(_ answer: Answer, _ connection: Int32) -> Bool {
        switch answer {
        case .status(let status, let headers):
            let head = ["HTTP/1.1 \(status) x", "Content-Length: 0"] + headers
            return send(head.joined(separator: "\r\n") + "\r\n\r\n", connection)
        case .pieces(let pieces, let pause):
            for piece in pieces {
                guard send(piece, connection) else { break }
                Thread.sleep(forTimeInterval: pause)
            }
        case .endless(let start, let piece):
            guard send(start, connection) else { break }
            while send(piece, connection) {}
        case .reset:
            var rude = linger(l_onoff: 1, l_linger: 0)
            setsockopt(connection, SOL_SOCKET, SO_LINGER, &rude, socklen_t(MemoryLayout<linger>.size))
        case .silence:
            var byte: UInt8 = 0
            while recv(connection, &byte, 1, 0) > 0 {}
        }
        return false
    }

    private func send(_ text: String, _ connection: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func read(_ connection: Int32, _ buffer: inout [UInt8]) -> Request? {
        while true {
            if let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) {
                let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
                var headers: [String: String] = [:]
                for line in lines.dropFirst() {
                    let parts = line.split(separator: ":", maxSplits: 1)
                    guard parts.count == 2 else { continue }
                    headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
                }
                let length = Int(headers["content-length"] ?? "0") ?? 0
                if buffer.count >= end.upperBound + length {
                    let body = String(decoding: buffer[end.upperBound..<end.upperBound + length], as: UTF8.self)
                    buffer.removeFirst(end.upperBound + length)
                    let path = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? ""
                    return Request(path: path, headers: headers, body: body)
                }
            }
            var piece = [UInt8](repeating: 0, count: 16_384)
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            buffer += piece.prefix(count)
        }
    }
}
