import Foundation
import Glibc

/// A socket that listens on a free port of 127.0.0.1; whoever accepts its connections closes it.
struct LoopbackListener: Sendable {
    let descriptor: Int32
    let port: UInt16

    /// Listens at once; `backlog` connections may wait.
    init(backlog: Int32) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr = in_addr(s_addr: UInt32(0x7f00_0001).bigEndian)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, backlog) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw CocoaError(.featureUnsupported) }
        self.descriptor = descriptor
        port = UInt16(bigEndian: address.sin_port)
    }
}
