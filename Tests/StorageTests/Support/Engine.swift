import Foundation
import GRDB
import Station

@testable import Storage

/// The engines the contract is checked on; a new one joins here.
///
/// PostgreSQL joins in if the tests are built with its trait and run under `Tests/Support/with-postgres`.
enum Engine: String, CaseIterable, Sendable {
    case sqlite
    #if PostgreSQL
        case postgres
    #endif

    static var allCases: [Engine] {
        #if PostgreSQL
            PostgresServerUnderTest.address == nil ? [.sqlite] : [.sqlite, .postgres]
        #else
            [.sqlite]
        #endif
    }

    /// An empty store of its own.
    func open() throws -> TestStation {
        switch self {
        case .sqlite:
            let folder = try TemporaryFolder()
            let station = try SQLiteStation(path: folder.file)
            return TestStation(keeping: folder) { station }
        #if PostgreSQL
            case .postgres:
                let schema = try TemporarySchema()
                return TestStation(keeping: schema) { try await schema.open() }
        #endif
        }
    }
}

/// A store that vanishes with its folder or schema.
final class TestStation: Sendable {
    private let opening: Task<any SQLEngine, any Error>
    private let place: any Sendable

    init(keeping place: any Sendable, open: @escaping @Sendable () async throws -> any SQLEngine) {
        self.place = place
        opening = Task { try await open() }
    }

    /// The store itself, once it is open.
    var engine: any SQLEngine { get async throws { try await opening.value } }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value { try await engine.write(body) }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value { try await engine.read(body) }
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
        try DatabaseQueue(path: file).inDatabase { try $0.execute(sql: sql) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
