#if PostgreSQL
    import CPostgres
    import Foundation
    import Station

    /// One connection of libpq's. It stays on the thread that made it; every call waits for the server's answer.
    final class PostgresLink {
        let address: PostgresAddress
        let server: PostgresServer
        /// Statements by their portable text; see `PostgresLink+Statements`.
        var statements: [String: Statement] = [:]
        /// Named statements are the server's session's own, so not behind a pooler, where each transaction gets another one.
        var namesStatements: Bool
        var forgetsStatements = false
        var lastName = 0
        /// Arguments of the statement under way, one after the other, each closed by a zero; kept to spare allocations.
        var arena: [UInt8] = []

        let connection: OpaquePointer
        private let notices: Notices

        /// What the server remarked on the statement under way.
        private final class Notices { var warning: String? }

        /// How long libpq waits beyond the time in which the server itself gives a statement up.
        private static let grace: Duration = .seconds(10)

        /// Connects and passes the start gate, or throws `server` or `settingRefused`.
        init(_ address: PostgresAddress, _ parameters: PostgresAddress.Parameters) throws(OpeningError) {
            let keywords = Array(parameters.keys)
            let opened = Self.withCStrings(keywords) { keywords in
                Self.withCStrings(Array(parameters.values)) { PQconnectdbParams(keywords, $0, 0) }
            }
            guard let connection = opened else { throw .server(address.name, reason: "out of memory") }
            let notices = Notices()
            PQsetNoticeReceiver(
                connection,
                { context, notice in
                    guard let context, let severity = PQresultErrorField(notice, CPG_DIAG_SEVERITY),
                        String(cString: severity) == "WARNING"
                    else { return }
                    Unmanaged<Notices>.fromOpaque(context).takeUnretainedValue().warning =
                        PostgresFailure.sentence(PQresultErrorField(notice, CPG_DIAG_MESSAGE))
                }, Unmanaged.passUnretained(notices).toOpaque())
            do throws(OpeningError) {
                guard PQstatus(connection) == CONNECTION_OK else {
                    throw OpeningError.server(
                        address.name, reason: PostgresFailure.sentence(PQerrorMessage(connection)))
                }
                server = try PostgresServer(connection, address)
            } catch {
                PQfinish(connection)
                throw error
            }
            self.address = address
            self.connection = connection
            self.notices = notices
            namesStatements = !server.isPooled
        }

        deinit { PQfinish(connection) }

        var isLost: Bool { PQstatus(connection) != CONNECTION_OK }
        var isIdle: Bool { PQtransactionStatus(connection) == PQTRANS_IDLE }

        /// Runs statements without arguments in one round trip; gives the last one's result.
        func run(_ sql: String, within limit: Duration? = .seconds(20)) throws(PostgresFailure) -> PostgresResult {
            try finish(PQsendQuery(connection, sql), within: limit)
        }

        /// Ends the transaction; true if the server says that it is stored, with nothing to remark.
        func commit() throws(PostgresFailure) -> Bool {
            notices.warning = nil
            let tag = try run("COMMIT", within: .seconds(30)).tag
            if let warning = notices.warning { throw PostgresFailure(state: "01000", message: warning, isLost: true) }
            return tag == "COMMIT"
        }

        /// Waits for the answer to what was sent, at most a little longer than `limit`; then the connection counts as lost.
        func finish(_ isSent: Int32, within limit: Duration?) throws(PostgresFailure) -> PostgresResult {
            guard isSent != 0 else {
                throw PostgresFailure(
                    state: "", message: PostgresFailure.sentence(PQerrorMessage(connection)), isLost: isLost)
            }
            let end = limit.map { ContinuousClock.now + $0 + Self.grace }
            var last: OpaquePointer?
            while true {
                if let reason = waitForInput(until: end) {
                    guard let last else { throw .lost(reason) }
                    throw PostgresResult(last).failure(isLost: true) ?? .lost(reason)
                }
                guard let next = PQgetResult(connection) else { break }
                if let last { PQclear(last) }
                last = next
            }
            guard let last else { throw .lost(PostgresFailure.sentence(PQerrorMessage(connection))) }
            let result = PostgresResult(last)
            if let failure = result.failure(isLost: isLost) { throw failure }
            return result
        }

        /// Nil once libpq can go on without waiting, else why it never will.
        private func waitForInput(until end: ContinuousClock.Instant?) -> String? {
            while PQisBusy(connection) != 0 {
                guard SocketWait.forInput(PQsocket(connection), until: end) else {
                    return "the server did not answer in time"
                }
                guard PQconsumeInput(connection) != 0 else {
                    return PostgresFailure.sentence(PQerrorMessage(connection))
                }
            }
            return nil
        }

        /// `body` gets a list that is closed by nil, as libpq wants it.
        private static func withCStrings<Result>(
            _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
        ) -> Result {
            let copies = strings.map { strdup($0) }
            defer { for copy in copies { free(copy) } }
            return (copies.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { list in
                // why safe: the list holds at least the closing nil, so it has an address
                list.baseAddress.map(body) ?? withUnsafePointer(to: nil, body)
            }
        }
    }
#endif
