import Foundation
import Station

/// Puts a station from a backup where there is none, or in place of another.
public struct StoreRestoration: Sendable {
    /// What was restored.
    public struct Outcome: Hashable, Sendable {
        public let manifest: BackupManifest
        /// Where the store that stood there before is kept now.
        public let kept: String?
    }

    let backup: String
    let target: StoreLocation
    let replaces: Bool

    /// `replaces` keeps a SQLite store that stands there under a dated name; a PostgreSQL database must be empty.
    public init(from backup: String, to target: StoreLocation, replaces: Bool = false) {
        self.backup = backup
        self.target = target
        self.replaces = replaces
    }

    /// Verifies the whole file before anything is made, and what was unpacked before it takes its place.
    ///
    /// Killed at any moment, either the old store or the new one stands there whole; one that could not be read any more
    /// may be found under its dated name only.
    public func run(_ report: @escaping OperationProgress.Report) async throws(OperationError) -> Outcome {
        do {
            let envelope = try BackupEnvelope(verifying: backup, report: report)
            try requireKnown(envelope.manifest)
            switch target {
            case .sqlite(let path):
                let kept = try restore(envelope, into: path, report)
                return Outcome(manifest: envelope.manifest, kept: kept)
            case .postgres:
                try await copy(envelope, report)
                return Outcome(manifest: envelope.manifest, kept: nil)
            }
        } catch let error as OperationError {
            throw error
        } catch {
            throw OperationError(OpeningError(operation: error, path: target.description), store: target.description)
        }
    }

    /// A schema that this program does not know is refused before anything is unpacked.
    private func requireKnown(_ manifest: BackupManifest) throws(OperationError) {
        for (index, step) in manifest.migrations.enumerated() {
            guard index < Migration.all.count else {
                throw .history(path: backup, .unknown(number: step.number, name: step.name))
            }
            let known = Migration.all[index].step
            let found = MigrationPlan.Step(number: step.number, name: step.name)
            guard known == found else { throw .history(path: backup, .reordered(expected: known, found: found)) }
        }
    }

    /// Unpacks the database to `path` and throws unless all of it is as the manifest says.
    func unpack(_ envelope: BackupEnvelope, to path: String, _ report: OperationProgress.Report) throws {
        Files.removeDatabase(path)
        try Files.requireRoom(envelope.manifest.databaseBytes + (1 << 20), for: path)
        try envelope.extract(to: path, report: report)
        try SQLiteSnapshot(existing: path).read { connection in
            try SQLiteSoundness.require(connection, store: backup)
            let steps: [MigrationPlan.Step]
            do throws(MigrationError) {
                steps = try Migrator().plan(connection).applied
            } catch {
                throw OperationError.history(path: backup, error)
            }
            guard steps.map({ BackupManifest.Step(number: $0.number, name: $0.name) }) == envelope.manifest.migrations
            else {
                throw OperationError.damagedBackup(path: backup, what: "its schema's history is not the one it names")
            }
            let found = try StoredTable.digests(connection, report: report)
            guard found.map(\.name) == envelope.manifest.tables.map(\.name) else {
                throw OperationError.damagedBackup(path: backup, what: "its tables are not the ones it names")
            }
            for (expected, found) in zip(envelope.manifest.tables, found) where expected != found {
                throw OperationError.damagedBackup(
                    path: backup,
                    what: "the table \(expected.name) should hold \(expected.sentence) and holds \(found.sentence)")
            }
        }
    }

    /// Into PostgreSQL: unpacked aside, then copied like any other station.
    private func copy(_ envelope: BackupEnvelope, _ report: @escaping OperationProgress.Report) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cloudstation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("station.sqlite").path
        try unpack(envelope, to: path, report)
        let source = try SQLiteStation(path: path)
        let into = try await target.engine()
        let copy = EngineCopy(
            source: source, target: into, sourceName: envelope.identity, targetName: target.description,
            report: report)
        let outcome: Result<[TableDigest], any Error>
        do { outcome = .success(try await copy.run()) } catch { outcome = .failure(error) }
        await into.close()
        await source.close()
        _ = try outcome.get()
    }
}
