import Foundation
import Glibc
import Synchronization

@testable import Delivery

/// Speaks clamd's INSTREAM command on a free port, or misbehaves.
final class FakeClamd: Sendable {
    enum Habit: Sendable {
        /// Reads the stream and says this.
        case answer(String)
        /// Takes the connection and reads nothing.
        case silent
        /// Hangs up at once.
        case closes
        /// Never ends its answer.
        case babbles
    }

    let port: UInt16
    private let listener: Int32
    private let habit: Habit
    private let content = Mutex(Data())

    var address: ClamdAddress { .tcp(host: "127.0.0.1", port: port) }
    var received: Data { content.withLock { $0 } }

    init(_ habit: Habit) throws {
        self.habit = habit
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr = in_addr(s_addr: UInt32(0x7f00_0001).bigEndian)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw CocoaError(.featureUnsupported) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { self.accept() }
    }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func accept() {
        while true {
            let connection = Glibc.accept(listener, nil, nil)
            guard connection >= 0 else { break }
            Thread.detachNewThread { self.serve(connection) }
        }
        close(listener)
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        switch habit {
        case .closes: return
        case .silent: Thread.sleep(forTimeInterval: 3)
        case .babbles:
            let text = Array("stream: ".utf8)
            for _ in 0..<300 where send(connection, text, text.count, Int32(MSG_NOSIGNAL)) > 0 { usleep(10_000) }
        case .answer(let text):
            guard read(10, connection) == Data("zINSTREAM\0".utf8) else { return }
            while let length = read(4, connection)?.reduce(0, { $0 << 8 | Int($1) }), length > 0 {
                guard let piece = read(length, connection) else { return }
                content.withLock { $0 += piece }
            }
            send(connection, text, text.utf8.count, Int32(MSG_NOSIGNAL))
        }
    }

    private func read(_ count: Int, _ connection: Int32) -> Data? {
        var buffer = [UInt8](repeating: 0, count: count)
        return recv(connection, &buffer, count, Int32(MSG_WAITALL)) == count ? Data(buffer) : nil
    }
}
