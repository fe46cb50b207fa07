#if PostgreSQL
    import Foundation
    import Station
    import Testing

    @testable import Storage

    /// The server that `Tests/Support/with-postgres` started.
    enum PostgresServerUnderTest {
        private static let environment = ProcessInfo.processInfo.environment

        /// `postgres://station:…@127.0.0.1:PORT/station`, without a query.
        static let address = environment["CLOUDSTATION_TEST_DATABASE"]
        /// Whether this server may be stopped and its settings changed.
        static let isPrivate = address != nil && environment["CLOUDSTATION_TEST_POSTGRES_DATA"] != nil

        static func url(_ query: String = "", database: String? = nil) throws -> String {
            var address = try #require(address)
            if let database, let slash = address.lastIndex(of: "/") { address = address[..<slash] + "/" + database }
            return query.isEmpty ? address : address + "?" + query
        }

        /// The address with another value for one of its parts.
        static func url(_ change: (inout URLComponents) -> Void) throws -> String {
            var parts = try parts
            change(&parts)
            return try #require(parts.string)
        }

        static var port: Int { get throws { try #require(try parts.port) } }
        static var password: String { get throws { try #require(try parts.password) } }
        private static var parts: URLComponents {
            get throws {
                let address = try url()
                return try #require(URLComponents(string: address))
            }
        }

        /// Runs SQL beside the station, on a connection of its own; gives the first row.
        @discardableResult
        static func run(_ sql: String, url: String? = nil) async throws -> [String] {
            let url = try url ?? Self.url()
            return try await withCheckedThrowingContinuation { continuation in
                Thread { continuation.resume(with: Result { try runNow(sql, url: url) }) }.start()
            }
        }

        /// The same on the caller's thread.
        static func runNow(_ sql: String, url: String) throws -> [String] {
            let address = try PostgresAddress(url)
            let result = try PostgresLink(address, address.parameters).run(sql, within: .seconds(60))
            let columns = result.columns
            let row = try result.rows(columns: columns).first
            return try columns.compactMap { try row?.shown($0) }
        }
    }

    extension SQLRow {
        /// A value of either kind as text.
        fileprivate func shown(_ column: String) throws -> String {
            do { return try optionalText(column) ?? "" } catch { return "\(try integer(column))" }
        }
    }
#endif
