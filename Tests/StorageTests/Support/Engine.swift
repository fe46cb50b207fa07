import Foundation
import GRDB
import Station

@testable import Storage

/// The engines the contract is checked on; a new one joins here.
enum Engine: String, CaseIterable, Sendable {
    case sqlite

    /// An empty store of its own.
    func open() throws -> TestStation {
        switch self {
        case .sqlite:
            let folder = try TemporaryFolder()
            return TestStation(database: try SQLiteStation(path: folder.file), folder: folder)
        }
    }
}

/// A store that vanishes with its folder.
final class TestStation: Sendable {
    let database: any StationDatabase
    let folder: TemporaryFolder

    init(database: any StationDatabase, folder: TemporaryFolder) {
        self.database = database
        self.folder = folder
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value { try await database.write(body) }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value { try await database.read(body) }
}

/// A folder that is removed with its last owner.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "station-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    var file: String { url.appending(path: "station.sqlite").path }

    /// Changes the file behind the station's back.
    func tamper(_ sql: String) throws {
        var configuration = Configuration()
        // A station that was just dropped may still be closing its file.
        configuration.busyMode = .timeout(5)
        try DatabaseQueue(path: file, configuration: configuration).inDatabase { try $0.execute(sql: sql) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
