// The C library's socket constants come through it on Linux.
import CCurl
import Foundation
import Glibc
import Synchronization

/// An address as the kernel takes it.
struct SocketTarget: Hashable, Sendable {
    let family: Int32
    let bytes: [UInt8]
}

/// Finds the addresses of a host name within a time. The system's own look-up knows no limit and cannot be called off, so
/// it runs on a thread of its own, which is left alone when time is up and ends with the system's patience.
enum HostLookup {
    typealias Resolver = @Sendable (_ host: String, _ port: UInt16, _ flags: Int32) -> [SocketTarget]

    /// What one thread leaves for the other.
    private final class Answer: Sendable {
        let found = Mutex<[SocketTarget]>([])
        let isThere = DispatchSemaphore(value: 0)
    }

    /// Nil when `end` comes first; empty where the name leads nowhere.
    static func targets(
        _ host: String, _ port: UInt16, until end: ContinuousClock.Instant, _ lookUp: @escaping Resolver
    ) -> [SocketTarget]? {
        // A number is read at once, without asking anybody.
        let literal = system(host, port, AI_NUMERICHOST)
        guard literal.isEmpty else { return literal }
        let answer = Answer()
        let thread = Thread {
            let found = lookUp(host, port, 0)
            answer.found.withLock { $0 = found }
            answer.isThere.signal()
        }
        thread.name = "host look-up"
        thread.start()
        let left = max(0, (end - ContinuousClock.now) / .milliseconds(1))
        guard answer.isThere.wait(timeout: .now() + .milliseconds(Int(left.rounded(.up)))) == .success else {
            return nil
        }
        return answer.found.withLock(\.self)
    }

    static let system: Resolver = { host, port, flags in
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = flags
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var targets: [SocketTarget] = []
        var next = list
        while let entry = next {
            let bytes = UnsafeRawBufferPointer(start: entry.pointee.ai_addr, count: Int(entry.pointee.ai_addrlen))
            targets.append(SocketTarget(family: entry.pointee.ai_family, bytes: Array(bytes)))
            next = entry.pointee.ai_next
        }
        return targets
    }
}
