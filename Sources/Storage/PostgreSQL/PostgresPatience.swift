#if PostgreSQL
    /// How long a transaction waits before the server gives it up.
    struct PostgresPatience: Sendable {
        /// For one statement; nil for any time.
        var statement: Duration?
        /// For a lock that another transaction holds.
        var lock: Duration
        /// Between two statements, while the program computes.
        var idle: Duration?

        static let writing = PostgresPatience(statement: .seconds(15), lock: .seconds(5), idle: .seconds(30))
        static let reading = PostgresPatience(statement: .seconds(30), lock: .seconds(5), idle: .seconds(60))
        /// A large station's migration takes its time, and a second node waits for it.
        static let migrating = PostgresPatience(statement: nil, lock: .seconds(3600), idle: nil)

        /// Begins a transaction with these limits. They end with it, so that they hold behind a pooler too.
        func begin(_ mode: TransactionMode, forgetting: String = "") -> String {
            let start =
                switch mode {
                // Readers of a row that another transaction changes wait for it and then see it: versions are checked.
                case .writing: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; "
                case .reading: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; "
                }
            let durable = mode == .writing ? "SET LOCAL synchronous_commit = on; " : ""
            return start + forgetting + durable
                + """
                SET LOCAL statement_timeout = \(Self.milliseconds(statement)); \
                SET LOCAL lock_timeout = \(Self.milliseconds(lock)); \
                SET LOCAL idle_in_transaction_session_timeout = \(Self.milliseconds(idle))
                """
        }

        /// 0 is PostgreSQL's word for no limit.
        private static func milliseconds(_ duration: Duration?) -> Int {
            duration.map { max(1, Int(($0 / .milliseconds(1)).rounded())) } ?? 0
        }
    }
#endif
