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

    private let listener: LoopbackListener
    private let habit: Habit
    private let content = Mutex(Data())

    var port: UInt16 { listener.port }
    var address: ClamdAddress { .tcp(host: "127.0.0.1", port: port) }
    var received: Data { content.withLock { $0 } }

    init(_ habit: Habit) throws {
        self.habit = habit
        listener = try LoopbackListener(backlog: 16)
        Thread.detachNewThread { self.accept() }
    }

    func stop() { shutdown(listener.descriptor, Int32(SHUT_RDWR)) }

    private func accept() {
        while true {
            let connection = Glibc.accept(listener.descriptor, nil, nil)
            guard connection >= 0 else { break }
            Thread.detachNewThread { self.serve(connection) }
        }
        close(listener.descriptor)
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
