import Foundation
import Station

/// Where a store is, as people write it: `sqlite:PATH` or `postgres://…`.
public enum StoreLocation: Hashable, Sendable, CustomStringConvertible {
    case sqlite(path: String)
    /// A libpq connection address; it may hold a password.
    case postgres(url: String)

    /// Nil unless `text` begins like one of the two.
    public init?(_ text: String) {
        if text.hasPrefix("sqlite:"), text.utf8.count > "sqlite:".utf8.count {
            self = .sqlite(path: String(text.dropFirst("sqlite:".count)))
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgres(url: text)
        } else {
            return nil
        }
    }

    /// For people and logs: without the password.
    public var description: String {
        switch self {
        case .sqlite(let path): return "sqlite:\(path)"
        case .postgres(let url): return Self.masked(url)
        }
    }

    /// Without passwords, found as libpq finds them: name and password end at the first `@` before the first `/`.
    private static func masked(_ url: String) -> String {
        guard let scheme = url.range(of: "://") else { return "postgres://…" }
        var rest = url[scheme.upperBound...]
        var masked = String(url[..<scheme.upperBound])
        if let at = rest.prefix(while: { $0 != "/" }).firstIndex(of: "@") {
            let name = rest[..<at].prefix { $0 != ":" }
            masked += name + (name.endIndex == at ? "@" : ":…@")
            rest = rest[rest.index(after: at)...]
        }
        guard let query = rest.firstIndex(of: "?") else { return masked + rest }
        let parameters = rest[rest.index(after: query)...].split(separator: "&", omittingEmptySubsequences: false)
            .map { parameter in
                let name = parameter.prefix { $0 != "=" }
                let isSecret = ["password", "sslpassword"].contains(name.removingPercentEncoding ?? String(name))
                return isSecret ? "\(name)=…" : String(parameter)
            }
        return masked + rest[...query] + parameters.joined(separator: "&")
    }

    /// Opens the store to read and write and brings its schema up to date.
    public func open() async throws(OpeningError) -> any OpenedStore { try await whole() }

    /// Opens a store for commands that only read, also beside a running station; `write` throws `unavailable`.
    public func openReadOnly() async throws(OpeningError) -> any OpenedStore { try await whole(readOnly: true) }

    /// What a store's schema has seen and what opening it would apply; changes nothing.
    public func inspect() async throws(OpeningError) -> MigrationPlan {
        switch self {
        case .sqlite(let path): return try SQLiteStation.inspect(path: path)
        #if PostgreSQL
            case .postgres(let url): return try await PostgresStation.inspect(url: url)
        #else
            case .postgres: throw .notBuilt
        #endif
        }
    }

    /// The opened store, unless it is half of a copy.
    private func whole(readOnly: Bool = false) async throws(OpeningError) -> any SQLEngine {
        let engine = try await engine(readOnly: readOnly)
        do {
            try await engine.refuseUnfinishedCopy(name: description)
        } catch {
            await engine.close()
            throw error
        }
        return engine
    }

    /// The opened store down to its connections.
    func engine(readOnly: Bool = false) async throws(OpeningError) -> any SQLEngine {
        switch self {
        case .sqlite(let path):
            return readOnly ? try SQLiteStation.openReadOnly(path: path) : try SQLiteStation(path: path)
        #if PostgreSQL
            case .postgres(let url): return try await PostgresStation(url: url, readOnly: readOnly)
        #else
            case .postgres: throw .notBuilt
        #endif
        }
    }
}
