#if PostgreSQL
    import Foundation

    /// A pipe by which other threads wake one that waits on sockets.
    final class WakeUp: Sendable {
        /// Has something to read after `ring` until `clear`.
        let descriptor: Int32
        private let entrance: Int32

        /// Nil if the process has no file descriptors left.
        init?() {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { return nil }
            (descriptor, entrance) = (ends[0], ends[1])
            for end in ends {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
        }

        deinit {
            close(descriptor)
            close(entrance)
        }

        /// A full pipe is as good as a ring.
        func ring() {
            var byte: UInt8 = 1
            _ = write(entrance, &byte, 1)
        }

        func clear() {
            var bytes = [UInt8](repeating: 0, count: 64)
            while read(descriptor, &bytes, bytes.count) > 0 {}
        }
    }
#endif
