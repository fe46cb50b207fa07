// The C library's socket constants come through it on Linux.
import CCurl
import Foundation
import Glibc
import Station

/// A stream socket whose every step ends at a given moment.
struct ScannerSocket {
    private let descriptor: Int32

    /// The most bytes of an answer.
    private static let replyLimit = 4096

    /// - Parameter lookUp: finds the addresses of a host name; another in tests.
    init(
        _ address: ClamdAddress, until end: ContinuousClock.Instant,
        lookUp: @escaping HostLookup.Resolver = HostLookup.system
    ) throws(ScanFailure) {
        var failure = ScanFailure("\(address) has no address")
        for target in try Self.targets(address, until: end, lookUp) {
            do {
                descriptor = try Self.connected(target, until: end)
                return
            } catch {
                failure = ScanFailure("\(address): \(error)")
            }
        }
        throw failure
    }

    func close() { _ = Glibc.close(descriptor) }

    func send(_ data: Data, until end: ContinuousClock.Instant) throws(ScanFailure) {
        var sent = 0
        while sent < data.count {
            let count = data.withUnsafeBytes { bytes in
                Glibc.send(descriptor, bytes.baseAddress.map { $0 + sent }, data.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if count < 0, errno == EAGAIN || errno == EINTR {
                try Self.wait(descriptor, for: POLLOUT, until: end)
            } else {
                throw ScanFailure("clamd took no more: \(Self.reason)")
            }
        }
    }

    /// What comes until the daemon closes or ends with a zero byte.
    func reply(until end: ContinuousClock.Instant) throws(ScanFailure) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 512)
        while bytes.count < Self.replyLimit, bytes.last != 0 {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 {
                bytes += buffer.prefix(count)
            } else if count == 0 {
                break
            } else if errno == EAGAIN || errno == EINTR {
                try Self.wait(descriptor, for: POLLIN, until: end)
            } else {
                throw ScanFailure("clamd broke off: \(Self.reason)")
            }
        }
        guard !bytes.isEmpty else { throw ScanFailure("clamd closed without an answer") }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func targets(
        _ address: ClamdAddress, until end: ContinuousClock.Instant, _ lookUp: @escaping HostLookup.Resolver
    ) throws(ScanFailure) -> [SocketTarget] {
        switch address {
        case .unix(let path):
            var name = sockaddr_un()
            name.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &name.sun_path) { place in
                for (index, byte) in path.utf8.prefix(place.count - 1).enumerated() { place[index] = byte }
            }
            return [SocketTarget(family: AF_UNIX, bytes: withUnsafeBytes(of: name) { Array($0) })]
        case .tcp(let host, let port):
            guard let found = HostLookup.targets(host, port, until: end, lookUp) else {
                throw ScanFailure("\(address): its name was not found in time")
            }
            return found
        }
    }

    private static func connected(_ target: SocketTarget, until end: ContinuousClock.Instant) throws(ScanFailure)
        -> Int32
    {
        let descriptor = socket(target.family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw ScanFailure(reason) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        let result = target.bytes.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { name in
                connect(descriptor, name.baseAddress, socklen_t(bytes.count))
            }
        }
        do throws(ScanFailure) {
            if result != 0 {
                guard errno == EINPROGRESS else { throw ScanFailure(reason) }
                try finishConnecting(descriptor, until: end)
            }
            return descriptor
        } catch {
            _ = Glibc.close(descriptor)
            throw error
        }
    }

    private static func finishConnecting(
        _ descriptor: Int32, until end: ContinuousClock.Instant
    ) throws(ScanFailure) {
        try wait(descriptor, for: POLLOUT, until: end)
        var fault: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &fault, &length)
        guard fault == 0 else { throw ScanFailure(String(cString: strerror(fault))) }
    }

    private static func wait(
        _ descriptor: Int32, for event: Int32, until end: ContinuousClock.Instant
    ) throws(ScanFailure) {
        var polled = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        let left = (end - ContinuousClock.now) / .milliseconds(1)
        guard left > 0, poll(&polled, 1, Int32(clamping: Int64(left.rounded(.up)))) > 0 else {
            throw ScanFailure("no answer in time")
        }
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
