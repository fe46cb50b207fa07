/// Why a store cannot be opened, as a sentence for the operator. Nothing was changed.
public enum OpeningError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another process owns the file; `pid` is nil if it did not say which.
    case inUse(path: String, pid: Int32?)
    case noSuchFile(path: String)
    /// The folder or the disk does not take files from this process.
    case notWritable(path: String, reason: String)
    case notADatabase(path: String)
    /// The engine did not take a setting without which the station does not start.
    case settingRefused(name: String, wanted: String, found: String)
    case migration(MigrationError)
    /// Opened for reading only, but steps are pending.
    case notMigrated(pending: [MigrationPlan.Step])
    /// The program was built without the driver that the address needs.
    case notBuilt
    /// The server cannot be reached or does not let this program in; `server` is its address without the password.
    case server(_ server: String, reason: String)
    case engine(path: String, reason: String)

    /// A sentence that names the file and what to do.
    public var description: String {
        switch self {
        case .inUse(let path, let pid):
            "\(path) is in use by \(pid.map { "process \($0)" } ?? "another process"); stop it first or use its API."
        case .noSuchFile(let path): "There is no store at \(path)."
        case .notWritable(let path, let reason): "\(path) cannot be written: \(reason)."
        case .notADatabase(let path): "\(path) is not a database of this station."
        case .settingRefused(let name, let wanted, let found):
            "The database engine runs with \(name) = \(found), but the station needs \(wanted)."
        case .migration(let error): error.description
        case .notMigrated(let pending):
            "The store still needs \(pending.map(\.description).joined(separator: ", ")); run “cloudstation migrate”."
        case .notBuilt:
            "This program was built without PostgreSQL; build it with “swift build -c release --traits PostgreSQL” "
                + "(needs libpq-dev), or use sqlite:PATH."
        case .server(let server, let reason): "\(server) cannot be used: \(reason)."
        case .engine(let path, let reason): "\(path) cannot be opened: \(reason)."
        }
    }
}
