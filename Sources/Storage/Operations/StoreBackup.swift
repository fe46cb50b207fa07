import Foundation
import Station

/// Writes a whole station into one file, also beside a running one.
public struct StoreBackup: Sendable {
    private let store: StoreLocation
    private let path: String
    private let overwrites: Bool

    /// `path` names the file; an existing one is replaced only if `overwrites`.
    public init(of store: StoreLocation, to path: String, overwrites: Bool = false) {
        self.store = store
        self.path = path
        self.overwrites = overwrites
    }

    /// Gives what the backup says of itself, after the file is on the disk under its name.
    ///
    /// What it holds is one moment of the station, checked by the engine. A store that is not sound throws: nobody
    /// should believe that they have a backup.
    public func write(_ report: @escaping OperationProgress.Report) async throws(OperationError) -> BackupManifest {
        guard overwrites || !Files.exists(path) else { throw .fileExists(path: path) }
        do {
            // Whoever holds the unfinished file may also use the name of the snapshot beside it.
            let file = try OpenFile(writing: path + ".partial")
            let database = path + ".snapshot"
            Files.removeDatabase(database)
            var isDone = false
            defer {
                // Once renamed, both names may be another backup's already.
                if !isDone {
                    Files.removeDatabase(database)
                    unlink(file.path)
                }
            }
            let manifest = try await manifest(try await snapshot(at: database, report), report)
            try BackupEnvelope.write(
                manifest, database: try OpenFile(reading: database), to: file, report: report)
            Files.removeDatabase(database)
            try Files.rename(file.path, to: path)
            isDone = true
            return manifest
        } catch let error as OperationError {
            throw error
        } catch {
            throw OperationError(OpeningError(operation: error, path: path), store: store.description)
        }
    }

    private func snapshot(
        at database: String, _ report: @escaping OperationProgress.Report
    ) async throws -> (SQLiteSnapshot, engine: String) {
        switch store {
        case .sqlite(let path):
            let path = try SQLiteFile.existing(path)
            // The snapshot and the file it goes into stand beside each other for a while.
            let size = Files.size(path) + Files.size(path + "-wal")
            try Files.requireRoom(size * 2 + (1 << 20), for: database)
            return (try SQLiteSnapshot(of: path, at: database, report: report), Dialect.sqlite.name)
        case .postgres:
            let source = try await store.engine(readOnly: true)
            let copy = try SQLiteStation(path: database)
            let outcome: Result<[TableDigest], any Error>
            do {
                outcome = .success(
                    try await EngineCopy(
                        source: source, target: copy, sourceName: store.identity, targetName: database,
                        comparesSource: false, report: report
                    ).run())
            } catch {
                outcome = .failure(error)
            }
            await copy.close()
            await source.close()
            _ = try outcome.get()
            let snapshot = SQLiteSnapshot(existing: database)
            try snapshot.makePlain()
            return (snapshot, Dialect.postgres.name)
        }
    }

    private func manifest(
        _ taken: (SQLiteSnapshot, engine: String), _ report: OperationProgress.Report
    ) async throws -> BackupManifest {
        let (snapshot, engine) = taken
        return try snapshot.read { connection in
            try SQLiteSoundness.require(connection, store: store.description)
            if let source = try CopyProgress.unfinished(connection) {
                throw OperationError.otherCopy(target: store.description, source: source)
            }
            return BackupManifest(
                madeAt: Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)), engine: engine,
                migrations: try Migrator().plan(connection).applied.map {
                    BackupManifest.Step(number: $0.number, name: $0.name)
                },
                tables: try StoredTable.digests(connection, report: report),
                databaseBytes: Files.size(snapshot.path))
        }
    }
}

extension OpeningError {
    /// An engine's error in the middle of an operation, in the words of opening: it names the file and the reason.
    init(operation error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = .engine(path: path, reason: error.sentence)
        default: self.init(error, path: path)
        }
    }
}
