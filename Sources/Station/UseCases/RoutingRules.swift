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

extension Station {
    /// The rules that route tickets now.
    func routing(_ tx: borrowing StationTransaction) throws -> RoutingInForce {
        guard let number = try tx.routing.numberInForce() else { return ownRules }
        return try rules(number, tx) ?? ownRules
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
        let rules = decision.edition.flatMap(routingShelf.edition) ?? ownRules
        return (rules.version, rules.reasons[decision.rule])
    }

    /// Reads the rules that decided a ticket, so that its page can explain them.
    func prepareExplanation(of ticket: Ticket, _ tx: borrowing StationTransaction) throws {
        if let number = ticket.filing.suggestion.edition { _ = try rules(number, tx) }
    }

    private var ownRules: RoutingInForce {
        RoutingInForce(
            table: catalogue.routing, reasons: catalogue.routingReasons, edition: nil,
            version: catalogue.routing.version)
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
