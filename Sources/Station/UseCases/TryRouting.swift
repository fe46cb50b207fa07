public import Casework
public import Foundation

/// What an edition would have done with the tickets of a span of time.
public struct RoutingTrial: Sendable {
    /// Nil for rules that were not brought in.
    public let edition: Int?
    /// What it is compared with: the edition in force; nil for the catalogue's own file.
    public let against: Int?
    public let from: Date
    public let to: Date
    public let comparison: RoutingComparison
}

extension Station {
    /// Days a trial looks back unless told otherwise, and at most.
    public static let trialDays = 30
    public static let trialDaysLimit = 366

    /// Dry run: decides every ticket filed in the last `days` by the edition and by the rules in force, and says what would
    /// differ. Changes nothing; reads in short pieces, so that nobody waits for it. `progress` hears of tickets done
    /// and of how many there are.
    public func tryRouting(
        _ number: Int, days: Int, by principal: Principal,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) async -> Void = { _, _ in }
    ) async throws -> RoutingTrial {
        try access.requireReadingRules(principal)
        let edition = try await database.read { tx in try tx.routing.edition(number) }
        guard let edition else { throw StationError.notFound }
        return try await tryRouting(edition.content, edition: number, days: days, progress: progress)
    }

    /// The same for rules that nobody brought in yet; whoever holds the store may ask.
    public func tryRouting(
        _ content: RoutingContent, edition: Int? = nil, days: Int,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) async -> Void = { _, _ in }
    ) async throws -> RoutingTrial {
        guard let candidate = RoutingTable(version: content.version, rules: content.rules, edition: edition) else {
            throw StationError.invalid([FieldProblem("/edition", .routingFlaw(.noCatchAll))])
        }
        let now = ambient.now()
        let start = now.addingTimeInterval(-Double(min(max(1, days), Self.trialDaysLimit)) * 86_400)
        let (current, total) = try await database.read { [self] tx in
            (try routing(tx), try tx.routing.countFiled(from: start, to: now))
        }
        var comparison = RoutingComparison()
        var cursor: String?
        repeat {
            let page = try await database.read { [self, cursor] tx in
                let page = try tx.tickets.list(TicketQuery(order: .filed, limit: 100, cursor: cursor))
                let changes = try page.items.filter { $0.filedAt >= start && $0.filedAt < now }
                    .map { try change(of: $0, from: current.table, to: candidate, tx) }
                return (changes: changes, next: page.items.last.map { $0.filedAt < start } == true ? nil : page.next)
            }
            for change in page.changes { comparison.add(change) }
            cursor = page.next
            await progress(comparison.looked, max(total, comparison.looked))
            try Task.checkCancellation()
        } while cursor != nil
        return RoutingTrial(
            edition: edition, against: current.edition, from: start, to: now, comparison: comparison)
    }

    private func change(
        of ticket: Ticket, from old: RoutingTable, to new: RoutingTable, _ tx: borrowing StationTransaction
    ) throws -> RoutingChange {
        let filing = ticket.filing
        let asking = old.asksDestination ? old : new
        let unit = catalogue.matter(filing.matter)?.unit ?? filing.suggestion.lead
        let facts = try facts(of: ticket, as: filing.matter, of: unit, for: asking, tx)
        return RoutingChange(
            ticket: ticket.number, title: filing.title, matter: filing.matter, before: old.decide(facts),
            after: new.decide(facts))
    }

    /// What rules look at in a ticket that was filed before, if its matter is `matter` of `unit`.
    func facts(
        of ticket: Ticket, as matter: String, of unit: UnitID, for table: RoutingTable,
        _ tx: borrowing StationTransaction
    ) throws -> RoutingFacts {
        let filing = ticket.filing
        return RoutingFacts(
            matter: matter, matterUnit: unit, title: filing.title, body: filing.body,
            urgency: filing.asked?.urgency ?? guessedUrgency(filing), origin: filing.origin,
            industry: try tx.companies.company(filing.company)?.industry, grade: filing.asked?.grade,
            countries: filing.countries ?? [],
            destinations: destinations(in: [filing.title, filing.body], for: table), minute: minute(of: ticket.filedAt))
    }

    /// From before it was kept: urgent was asked for unless the rule of then raised it.
    private func guessedUrgency(_ filing: Filing) -> Urgency {
        let rules = catalogue.routing.rules
        let raised = rules.first { $0.id == filing.suggestion.rule }?.urgency == .expedited
        return raised ? .normal : filing.suggestion.urgency
    }
}
