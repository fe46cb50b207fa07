#if PostgreSQL
    import Foundation

    /// Waits on file descriptors.
    enum SocketWait {
        /// True when `descriptor` has something to read or is closed, false when `end` came first.
        static func forInput(_ descriptor: Int32, until end: ContinuousClock.Instant?) -> Bool {
            forInput([descriptor], until: end) != nil
        }

        /// Which of `descriptors` have something to read or are closed; nil when `end` came first.
        static func forInput(_ descriptors: [Int32], until end: ContinuousClock.Instant?) -> Set<Int32>? {
            var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            while true {
                let found = poll(&polled, nfds_t(polled.count), milliseconds(until: end))
                if found > 0 { return Set(polled.filter { $0.revents != 0 }.map(\.fd)) }
                if found < 0, errno != EINTR { return Set(descriptors) }
                if let end, ContinuousClock.now >= end { return nil }
            }
        }

        /// Rounded up; -1 waits for ever.
        private static func milliseconds(until end: ContinuousClock.Instant?) -> Int32 {
            guard let end else { return -1 }
            let left = max(.zero, end - ContinuousClock.now) / .milliseconds(1)
            return Int32(clamping: Int64(min(left.rounded(.up), 1e9)))
        }
    }
#endif
