#if PostgreSQL
    import DequeModule
    import Dispatch
    import Foundation
    import Station
    import Synchronization

    /// Where transactions wait for a connection, each of which is a thread of its own.
    ///
    /// Some connections carry reads only and some writes only, so that neither waits for ever behind the other. The line is
    /// bounded: what finds it full is refused at once.
    final class PostgresLine: Sendable {
        /// A waiting transaction.
        struct Job: Sendable {
            let mode: TransactionMode
            let run: @Sendable (PostgresSession) -> Void
            let refuse: @Sendable (StoreError) -> Void
        }

        /// What a connection carries.
        private enum Share: Sendable {
            case reads, writes, both

            func takes(_ mode: TransactionMode) -> Bool {
                switch self {
                case .both: true
                case .reads: mode == .reading
                case .writes: mode == .writing
                }
            }
        }

        private struct State {
            var reads = Deque<(place: UInt64, job: Job)>()
            var writes = Deque<(place: UInt64, job: Job)>()
            var nextPlace: UInt64 = 0
            /// Seats that wait for a job, the one that worked last at the end: few warm connections rather than many cold.
            var idle: [Int] = []
            /// What a waiting seat was given.
            var handed: [Int: Job] = [:]
            var working: Int
            var isClosed = false
            var whenEnded: [CheckedContinuation<Void, Never>] = []
        }

        /// Most transactions of one kind that wait.
        static let longest = 2048

        private let shares: [Share]
        private let bells: [DispatchSemaphore]
        private let state: Mutex<State>

        /// Starts `size` threads, each with a session of its own.
        init(size: Int, session: @escaping @Sendable () -> PostgresSession) {
            shares = Self.shares(size)
            bells = shares.map { _ in DispatchSemaphore(value: 0) }
            state = Mutex(State(working: size))
            for seat in shares.indices {
                let thread = Thread { [self] in
                    let session = session()
                    while let job = next(seat) { job.run(session) }
                    end()
                }
                thread.name = "postgres \(seat)"
                thread.start()
            }
        }

        /// Queues a transaction, or refuses it.
        func add(_ job: Job) {
            let (refusal, bell) = state.withLock { state -> (StoreError?, Int?) in
                if state.isClosed { return (.unavailable("the store is closed"), nil) }
                if let index = state.idle.lastIndex(where: { shares[$0].takes(job.mode) }) {
                    let seat = state.idle.remove(at: index)
                    state.handed[seat] = job
                    return (nil, seat)
                }
                guard (job.mode == .reading ? state.reads : state.writes).count < Self.longest else {
                    return (.busy, nil)
                }
                state.nextPlace += 1
                switch job.mode {
                case .reading: state.reads.append((state.nextPlace, job))
                case .writing: state.writes.append((state.nextPlace, job))
                }
                return (nil, nil)
            }
            if let refusal { job.refuse(refusal) }
            if let bell { bells[bell].signal() }
        }

        /// Takes nothing more; what waits already is still done.
        func close() {
            let waiting = state.withLock { state in
                state.isClosed = true
                defer { state.idle = [] }
                return state.idle
            }
            for seat in waiting { bells[seat].signal() }
        }

        /// Returns when every thread has ended and every connection is closed.
        func ended() async {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.working > 0 { state.whenEnded.append(continuation) }
                    return state.working == 0
                }
                if isOver { continuation.resume() }
            }
        }

        /// The next job for `seat`, waiting for one; nil when there will be none.
        private func next(_ seat: Int) -> Job? {
            let (job, isClosed) = state.withLock { state -> (Job?, Bool) in
                if let job = Self.oldest(shares[seat], &state) { return (job, false) }
                if !state.isClosed { state.idle.append(seat) }
                return (nil, state.isClosed)
            }
            if let job { return job }
            guard !isClosed else { return nil }
            bells[seat].wait()
            return state.withLock { $0.handed.removeValue(forKey: seat) }
        }

        private static func oldest(_ share: Share, _ state: inout State) -> Job? {
            let read = share.takes(.reading) ? state.reads.first?.place : nil
            let write = share.takes(.writing) ? state.writes.first?.place : nil
            switch (read, write) {
            case (let read?, let write?) where read < write: return state.reads.popFirst()?.job
            case (_, _?): return state.writes.popFirst()?.job
            case (_?, nil): return state.reads.popFirst()?.job
            case (nil, nil): return nil
            }
        }

        private func end() {
            let waiting = state.withLock { state in
                state.working -= 1
                guard state.working == 0 else { return [CheckedContinuation<Void, Never>]() }
                defer { state.whenEnded = [] }
                return state.whenEnded
            }
            for continuation in waiting { continuation.resume() }
        }

        /// A quarter for reads alone, a quarter for writes alone, as far as there are enough.
        private static func shares(_ size: Int) -> [Share] {
            let reserved = size >= 4 ? size / 4 : 0
            let reads = size == 2 || size == 3 ? 1 : reserved
            return Array(repeating: .reads, count: reads) + Array(repeating: .writes, count: reserved)
                + Array(repeating: .both, count: size - reads - reserved)
        }
    }
#endif
