public import Casework
import Crypto
import Foundation

/// The rules with their editions, as those who keep them see them.
public struct RoutingOverview: Sendable {
    /// Nil while the catalogue's own file decides.
    public let inForce: Int?
    /// The version in force, as the file calls itself.
    public let version: String
    public let rules: Int
    /// Newest first.
    public let editions: [RoutingEdition]
    public let publications: [RoutingPublication]
    public let mayChange: Bool
}

/// One edition with what keeps it from being published.
public struct RoutingEditionView: Sendable {
    public let edition: RoutingEdition
    public let isInForce: Bool
    /// Whether it was in force at some time.
    public let wasPublished: Bool
    public let flaws: [RoutingFlaw]
    public let mayChange: Bool
}

extension Station {
    /// Longest note and reason, in characters.
    public static let routingNoteLimit = 300
    /// How many editions and publications a page shows.
    private static let routingListLimit = 50

    public func routingOverview(by principal: Principal) async throws -> RoutingOverview {
        try access.requireReadingRules(principal)
        return try await database.read { [self] tx in
            let now = try routing(tx)
            return RoutingOverview(
                inForce: now.edition, version: now.version, rules: now.table.rules.count,
                editions: try tx.routing.editions(limit: Self.routingListLimit),
                publications: try tx.routing.publications(limit: Self.routingListLimit),
                mayChange: access.mayChangeRules(principal))
        }
    }

    public func routingEdition(_ number: Int, by principal: Principal) async throws -> RoutingEditionView {
        try access.requireReadingRules(principal)
        return try await database.read { [self] tx in
            guard let edition = try tx.routing.edition(number) else { throw StationError.notFound }
            return RoutingEditionView(
                edition: edition, isInForce: try tx.routing.numberInForce() == number,
                wasPublished: try tx.routing.publications(limit: Int(Int32.max)).contains { $0.edition == number },
                flaws: flaws(of: edition.content), mayChange: access.mayChangeRules(principal))
        }
    }

    /// The file the rules in force come from, to begin the next version with.
    public func routingSource(by principal: Principal) async throws -> String {
        try access.requireReadingRules(principal)
        return try await database.read { [self] tx in
            guard let number = try tx.routing.numberInForce(), let edition = try tx.routing.edition(number) else {
                return catalogue.routingSource
            }
            return edition.source
        }
    }

    /// Brings in a version of the rules as an edition of its own; it decides nothing before it is published. The same
    /// text twice is the same edition.
    ///
    /// Throws `invalid` with every mistake at its line.
    public func bringRouting(
        _ source: String, note: String, by principal: Principal
    ) async throws -> RoutingEdition {
        try access.requireChangingRules(principal)
        var problems = Self.problems(of: note, at: "/note", limit: Self.routingNoteLimit)
        let reading = catalogue.routingReader.read(source)
        problems += reading.findings.filter(\.isError).map { FieldProblem("/source", .routingLine($0)) }
        guard problems.isEmpty, let content = reading.content else { throw StationError.invalid(problems) }
        return try await database.write { [self] tx in
            let edition = try bring(content, source, note: note, by: principal.account.login, tx)
            return edition
        }
    }

    /// Brings an edition into force, a new one or one of before; refused with the reason if some ticket would reach nobody
    /// or go round for ever.
    public func publishRouting(
        _ number: Int, reason: String, by principal: Principal
    ) async throws -> RoutingPublication {
        try access.requireChangingRules(principal)
        let problems = Self.problems(of: reason, at: "/reason", limit: Self.routingNoteLimit)
        guard problems.isEmpty else { throw StationError.invalid(problems) }
        return try await database.write { [self] tx in
            try tx.routing.hold()
            guard let edition = try tx.routing.edition(number) else { throw StationError.notFound }
            guard try tx.routing.numberInForce() != number else {
                throw StationError.invalid([FieldProblem("/edition", .inForceAlready)])
            }
            try publish(edition, reason: reason, by: principal.account.login, tx)
            guard let done = try tx.routing.publications(limit: 1).first else { throw StationError.unavailable }
            return done
        }
    }

    /// Who stands for a person where the station took up its own files.
    public static let ownFiles = "catalogue"

    /// Takes up the catalogue's own file when the station starts: content nobody has seen comes into force, as it always
    /// did; content that is known changes nothing, whichever edition is in force.
    public func adoptRouting() async throws {
        let source = catalogue.routingSource
        guard !source.isEmpty else { return }
        let content = RoutingContent(
            version: catalogue.routing.version, rules: catalogue.routing.rules, reasons: catalogue.routingReasons)
        try await database.write { [self] tx in
            // Nodes that start together come one after the other; the second finds what the first brought.
            try tx.routing.hold()
            guard try tx.routing.edition(contentHash: Self.hash(source)) == nil else { return }
            let edition = try bring(content, source, note: "station/routing.yaml", by: Self.ownFiles, tx)
            try publish(edition, reason: "station/routing.yaml", by: Self.ownFiles, tx)
        }
    }

    private func bring(
        _ content: RoutingContent, _ source: String, note: String, by login: String, _ tx: borrowing StationTransaction
    ) throws -> RoutingEdition {
        try tx.routing.hold()
        let hash = Self.hash(source)
        if let known = try tx.routing.edition(contentHash: hash) { return known }
        let edition = RoutingEdition(
            number: try tx.routing.nextNumber(), contentHash: hash, source: source, content: content,
            note: note.oneLine, broughtAt: ambient.now(), broughtBy: login)
        try tx.routing.add(edition)
        try audit("routing.bring", "\(edition.number) \(hash.prefix(12))", by: login, tx)
        return edition
    }

    private func publish(
        _ edition: RoutingEdition, reason: String, by login: String, _ tx: borrowing StationTransaction
    ) throws {
        let grave = flaws(of: edition.content).filter(\.isGrave)
        guard grave.isEmpty else {
            throw StationError.invalid(grave.map { FieldProblem("/edition", .routingFlaw($0)) })
        }
        try tx.routing.publish(edition.number, at: ambient.now(), by: login, reason: reason.oneLine)
        try audit("routing.publish", "\(edition.number) \(edition.contentHash.prefix(12))", by: login, tx)
    }

    private static func hash(_ source: String) -> String {
        SHA256.hash(data: Data(source.utf8)).hexadecimal
    }
}
