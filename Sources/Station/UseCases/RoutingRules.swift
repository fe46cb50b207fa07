public import Casework
import Foundation
public import HealthCheck
import Synchronization

/// Editions read once: they never change, so whoever has one need not read it again.
final class RoutingShelf: Sendable {
    private let editions = Mutex<[Int: RoutingInForce]>([:])

    func edition(_ number: Int) -> RoutingInForce? { editions.withLock { $0[number] } }

    func put(_ rules: RoutingInForce, _ number: Int) { editions.withLock { $0[number] = rules } }
}

extension StationCatalogue {
    /// The rules of its own file, which decide while no edition is published.
    public var rules: RoutingInForce {
        RoutingInForce(table: routing, reasons: routingReasons, edition: nil, version: routing.version)
    }
}

extension Station {
    /// The rules that route tickets now, for commands.
    public func rulesInForce() async throws -> RoutingInForce {
        try await database.read { [self] tx in try routing(tx) }
    }

    /// The same inside a transaction.
    func routing(_ tx: borrowing StationTransaction) throws -> RoutingInForce {
        guard let number = try tx.routing.numberInForce() else { return catalogue.rules }
        return try rules(number, tx) ?? catalogue.rules
    }

    /// One edition's rules; nil if there is none of that number.
    func rules(_ number: Int, _ tx: borrowing StationTransaction) throws -> RoutingInForce? {
        if let known = routingShelf.edition(number) { return known }
        guard let edition = try tx.routing.edition(number), let rules = edition.rules else { return nil }
        routingShelf.put(rules, number)
        return rules
    }

    /// The rules that decided a ticket, as far as they were read before; see `prepareExplanation`.
    public func rules(of decision: RoutingDecision) -> (version: String, reason: LocalizedText?) {
        let rules = decision.edition.flatMap(routingShelf.edition) ?? catalogue.rules
        return (rules.version, rules.reasons[decision.rule])
    }

    /// Reads the rules that decided a ticket, so that its page can explain them.
    func prepareExplanation(of ticket: Ticket, _ tx: borrowing StationTransaction) throws {
        if let number = ticket.filing.suggestion.edition { _ = try rules(number, tx) }
    }

    /// The countries the texts name; empty where no rule asks for them.
    func destinations(in texts: [String], for table: RoutingTable) -> [String] {
        table.asksDestination ? catalogue.countries.mentioned(in: texts.joined(separator: "\n")) : []
    }

    /// Minutes since Beijing's midnight.
    func minute(of moment: Date) -> Int {
        let local = Int(moment.timeIntervalSince1970.rounded(.down)) + policy.calendar.utcOffset
        return (local % 86_400 + 86_400) % 86_400 / 60
    }
}

extension RoutingEdition {
    /// Ready to decide; nil for rules that were never fit to be published.
    var rules: RoutingInForce? {
        RoutingTable(version: content.version, rules: content.rules, edition: number).map {
            RoutingInForce(table: $0, reasons: content.reasons, edition: number, version: content.version)
        }
    }
}
