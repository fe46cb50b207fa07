import Crypto
import Foundation
import Station

/// One numbered step of the schema. Once released it never changes; a mistake is mended by the next one.
struct Migration: Sendable {
    /// 1, 2, 3 … without gaps.
    let number: Int
    let name: String
    let statements: [String]
    /// Tables whose rows are never changed or deleted; the dialect guards them.
    let appendOnlyTables: [String]
    /// Tables that go before anything else, to be made anew.
    var droppedFirst: [String] = []
    /// Tables in which the engine finds rows by words, made before `statements`; see `Dialect.termIndex`.
    var termIndexes: [String] = []
    /// Whether every ticket there is enters the search index in the end.
    var indexesTickets = false

    /// SHA-256 over all of it, lower-case hex.
    var checksum: String {
        let parts =
            droppedFirst.map { "drop \($0)" } + termIndexes.map { "term index \($0)" } + statements
            + appendOnlyTables.map { "append-only \($0)" }
            + (indexesTickets ? ["index tickets"] : [])
        let text = parts.joined(separator: ";\n")
        return SHA256.hash(data: Data(text.utf8)).hexadecimal
    }

    /// Every step, in order.
    static let all: [Migration] = [
        .first, .manyNodes, .selfTestDepth, .draftVersions, .cohortRefreshes, .filesLookedAt, .notifications,
        .ticketLoop, .atTheTicket, .deliveryCare, .rulesAndTeams, .visits, .callBacks, .fairQueue, .endpointCaps,
        .lateCalls,
    ]
}

/// What a store's schema has seen and what is still to come.
public struct MigrationPlan: Hashable, Sendable {
    /// A step by number and name.
    public struct Step: Hashable, Sendable, CustomStringConvertible {
        /// From 1, without gaps.
        public let number: Int
        /// A few words for people.
        public let name: String

        /// `1 first schema`
        public var description: String { "\(number) \(name)" }
    }

    /// In the order they were applied.
    public let applied: [Step]
    /// In the order they will be.
    public let pending: [Step]
}

/// Why a store's history does not fit this program. Nothing was changed.
public enum MigrationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The store is newer than the program.
    case unknown(number: Int, name: String)
    /// The store has `found` where this program has `expected`.
    case reordered(expected: MigrationPlan.Step, found: MigrationPlan.Step)
    /// The step was applied with other SQL than this program carries.
    case altered(number: Int, name: String)
    case failed(String)

    /// A sentence for the operator.
    public var description: String {
        switch self {
        case .unknown(let number, let name):
            "The store has migration \(number) “\(name)”, which this program does not know; use a newer program."
        case .reordered(let expected, let found):
            "The store has migration “\(found)” where this program expects “\(expected)”."
        case .altered(let number, let name):
            "Migration \(number) “\(name)” was applied with different SQL than this program carries."
        case .failed(let reason): "The store could not be migrated: \(reason)"
        }
    }
}
