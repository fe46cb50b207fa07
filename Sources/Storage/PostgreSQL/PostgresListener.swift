#if PostgreSQL
    import CPostgres
    import Foundation
    import Station
    import Synchronization

    /// Tells the other nodes on a store what this one committed, and hears the same from them.
    ///
    /// A connection and a thread of its own: a NOTIFY inside a writing transaction would make all commits wait for each
    /// other. What comes together within a moment goes out together.
    final class PostgresListener: Sendable {
        private struct State {
            var outgoing: Set<StationChange> = []
            var isClosed = false
            var isEnded = false
            /// Why this node does not hear of the others' changes.
            var warning: String?
            var hasTried = false
            var waiting: [CheckedContinuation<Void, Never>] = []
        }

        static let channel = "cloudstation"
        /// How long changes gather before they go out.
        private static let gathering = Duration.milliseconds(20)
        /// More than that wait only while the server is away; the rest is left out, they are hints.
        private static let mostWaiting = 4096

        private let address: PostgresAddress
        private let hub: ChangeHub
        private let node = UUID().uuidString
        private let bell: WakeUp
        private let state = Mutex(State())

        /// Starts the thread; nil if the process has no file descriptors left.
        init?(_ address: PostgresAddress, hub: ChangeHub) {
            guard let bell = WakeUp() else { return nil }
            self.address = address
            self.hub = hub
            self.bell = bell
            let thread = Thread { [self] in
                run()
                end()
            }
            thread.name = "postgres listener"
            thread.start()
        }

        var warning: String? { state.withLock(\.warning) }

        /// Puts changes in line for the other nodes.
        func announce(_ changes: Set<StationChange>) {
            guard !changes.isEmpty else { return }
            let isFirst = state.withLock { state in
                guard state.outgoing.count < Self.mostWaiting else { return false }
                defer { state.outgoing.formUnion(changes) }
                return state.outgoing.isEmpty
            }
            if isFirst { bell.ring() }
        }

        /// Returns once the first connection stands or failed.
        func started() async { await wait { $0.hasTried || $0.isEnded } }

        /// Ends thread and connection as soon as what waits has gone out.
        func close() {
            state.withLock { $0.isClosed = true }
            bell.ring()
        }

        func ended() async { await wait(for: \.isEnded) }

        private func wait(for isOver: @Sendable (State) -> Bool) async {
            while !state.withLock({ isOver($0) }) {
                await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                    let isReached = state.withLock { state in
                        if !isOver(state) { state.waiting.append(continuation) }
                        return isOver(state)
                    }
                    if isReached { continuation.resume() }
                }
            }
        }

        private func note(_ change: (inout State) -> Void) {
            let waiting = state.withLock { state in
                change(&state)
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in waiting { continuation.resume() }
        }

        private func end() { note { $0.isEnded = true } }

        /// The thread's whole life: connect, serve until the connection breaks, wait a little, begin anew.
        private func run() {
            var failures = 0
            while !state.withLock(\.isClosed) {
                do {
                    let link = try PostgresLink(address, address.listening)
                    try listen(link)
                    failures = 0
                    try serve(link)
                } catch {
                    failures = min(failures + 1, 5)
                    note {
                        $0.hasTried = true
                        $0.warning = "changes by other nodes are not heard of at once: \(Self.reason(error))"
                    }
                    let pause = Duration.milliseconds(100) * (1 << failures) * Double.random(in: 0.75...1.25)
                    pauseUnlessClosed(pause)
                }
            }
        }

        private func listen(_ link: PostgresLink) throws(PostgresFailure) {
            if !link.server.isPooled { _ = try link.run("LISTEN \(Self.channel)") }
            note {
                $0.hasTried = true
                $0.warning =
                    link.server.isPooled
                    ? "changes by other nodes are not heard of at once, because the address leads through a pooler; give "
                        + "the server's own with listen_host and listen_port" : nil
            }
        }

        /// Goes on until the connection breaks or the store is closed and nothing waits any more.
        private func serve(_ link: PostgresLink) throws(PostgresFailure) {
            while true {
                hear(link)
                let (isWaiting, isClosed) = state.withLock { (!$0.outgoing.isEmpty, $0.isClosed) }
                if isWaiting {
                    if !isClosed { Thread.sleep(forTimeInterval: Self.gathering / .seconds(1)) }
                    try send(link)
                    continue
                }
                if isClosed { return }
                let ready = SocketWait.forInput([PQsocket(link.connection), bell.descriptor], until: nil) ?? []
                if ready.contains(bell.descriptor) { bell.clear() }
                if ready.contains(PQsocket(link.connection)), PQconsumeInput(link.connection) == 0 {
                    throw .lost(PostgresFailure.sentence(PQerrorMessage(link.connection)))
                }
            }
        }

        private func send(_ link: PostgresLink) throws(PostgresFailure) {
            let changes = state.withLock { state in
                defer { state.outgoing = [] }
                return state.outgoing
            }
            for message in ChangeMessage.messages(node: node, schema: link.server.schemaID, changes: changes) {
                // A lost hint does no harm, so nobody waits for the disk.
                _ = try link.run(
                    link.statement(
                        "SELECT set_config('synchronous_commit', 'off', true), pg_notify('\(Self.channel)', ?)"),
                    [.text(message.payload)], within: .seconds(20))
            }
        }

        private func hear(_ link: PostgresLink) {
            while let notification = PQnotifies(link.connection) {
                defer { PQfreemem(notification) }
                guard let payload = notification.pointee.extra, let message = ChangeMessage(String(cString: payload)),
                    message.node != node, message.schema == link.server.schemaID
                else { continue }
                hub.send(message.changes)
            }
        }

        private func pauseUnlessClosed(_ pause: Duration) {
            let end = ContinuousClock.now + pause
            while !state.withLock(\.isClosed), SocketWait.forInput(bell.descriptor, until: end) { bell.clear() }
        }

        private static func reason(_ error: any Error) -> String {
            switch error {
            case let failure as PostgresFailure: failure.message
            case let error as OpeningError: error.description
            default: "\(error)"
            }
        }
    }
#endif
