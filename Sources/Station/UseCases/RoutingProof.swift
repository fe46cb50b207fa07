public import Casework
import Foundation

/// The proof that a version of the rules leaves no ticket without a unit and sends none round for ever.
extension Station {
    /// More moves than this before a ticket comes to rest is going round.
    private static let movesLimit = 24

    /// Everything wrong with `content` as rules of this station.
    public func flaws(of content: RoutingContent) -> [RoutingFlaw] {
        guard let table = RoutingTable(version: content.version, rules: content.rules) else { return [.noCatchAll] }
        let units = Set(catalogue.units.map(\.id))
        let matters = catalogue.matters.map { (code: $0.code, unit: $0.unit) }
        let found = table.flaws(units: units, matters: matters)
        guard !found.contains(where: \.isGrave) else { return found }
        return found + goingRound(table, matters)
    }

    /// Every unit the table can lead to pushes a ticket away as often as the loop lets it; in the end somebody must keep
    /// it.
    private func goingRound(_ table: RoutingTable, _ matters: [(code: String, unit: UnitID)]) -> [RoutingFlaw] {
        var leads: Set<UnitID> = []
        for rule in table.rules {
            switch rule.lead {
            case .unit(let unit): leads.insert(unit)
            case .matterUnit: leads.formUnion(matters.map(\.unit))
            }
        }
        return leads.sorted { $0.rawValue < $1.rawValue }.filter { !comesToRest(with: $0, table) }
            .map { .goesRound(unit: $0.rawValue) }
    }

    private func comesToRest(with unit: UnitID, _ table: RoutingTable) -> Bool {
        guard var ticket = trialTicket(unit) else { return false }
        let others = catalogue.units.map(\.id).filter { $0 != unit && $0 != policy.desk }
        var now = ticket.filedAt
        for move in 0..<Self.movesLimit {
            now += 60
            let party: Party = ticket.lead == policy.desk ? .desk : .unit(ticket.lead)
            let other = ticket.lead == unit ? others.first ?? policy.desk : unit
            let tries: [TicketAction] =
                party == .desk
                ? [.accept(lead: unit, assisting: [], rule: nil)]
                : [.transfer(to: other, reason: "\(move)"), .sendBack(reason: "\(move)"), .take]
            guard
                let step = tries.lazy.compactMap({ [policy] in
                    try? ticket.applying($0, by: party, at: now, policy: policy)
                })
                .first
            else { return ticket.state == .inProgress || party == .desk }
            ticket = step.ticket
        }
        return false
    }

    private func trialTicket(_ unit: UnitID) -> Ticket? {
        guard let company = try? CreditCode("91330109MA2BENCH1B"), let number = TicketNumber(year: 2000, sequence: 1)
        else { return nil }
        let filing = Filing(
            company: company, matter: "", title: "1", body: "1", origin: .api, warning: nil, promise: .days(1),
            suggestion: RoutingDecision(rule: "", lead: unit, assisting: [], urgency: .normal, matched: []))
        return try? Ticket.opening(filing, number: number, by: .company, at: ambient.now(), policy: policy).ticket
    }
}
