import Foundation
import Station

/// Moves a whole station from one store into another, whatever their engines.
public struct StoreCopy: Sendable {
    private let source: StoreLocation
    private let target: StoreLocation

    public init(from source: StoreLocation, to target: StoreLocation) {
        self.source = source
        self.target = target
    }

    /// Copies, verifies and gives every table's digest, found equal in both.
    ///
    /// Killed at any moment, the next run with the same two goes on where this one stopped. A SQLite source belongs to
    /// this process meanwhile, so that nobody writes to it; the target must be empty.
    public func run(_ report: @escaping OperationProgress.Report) async throws(OperationError) -> [TableDigest] {
        guard source.identity != target.identity else { throw .sameStore(source.identity) }
        do {
            let from = try await openSource()
            do {
                let into = try await target.engine()
                let digests = await result(from, into, report)
                await into.close()
                await from.close()
                return try digests.get()
            } catch {
                await from.close()
                throw error
            }
        } catch {
            throw OperationError(error, store: target.description)
        }
    }

    private func result(
        _ from: any SQLEngine, _ into: any SQLEngine, _ report: @escaping OperationProgress.Report
    ) async -> Result<[TableDigest], any Error> {
        let copy = EngineCopy(
            source: from, target: into, sourceName: source.identity, targetName: target.description, report: report)
        do { return .success(try await copy.run()) } catch { return .failure(error) }
    }

    private func openSource() async throws(OpeningError) -> any SQLEngine {
        // Opening to write would migrate it, and the source stays as it is.
        try source.requireFile()
        let plan = try await source.inspect()
        guard plan.pending.isEmpty else { throw .notMigrated(pending: plan.pending) }
        switch source {
        case .sqlite: return try await source.engine()
        case .postgres: return try await source.engine(readOnly: true)
        }
    }
}

extension StoreLocation {
    /// The same text for the same store, however it was written; without the password.
    var identity: String {
        switch self {
        case .sqlite(let path):
            let whole = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
            return "sqlite:\(whole)"
        case .postgres: return description
        }
    }

    /// Throws if this is a file that is not there.
    func requireFile() throws(OpeningError) {
        if case .sqlite(let path) = self { _ = try SQLiteFile.existing(path) }
    }
}
