public import Casework
import Foundation

/// Who in its unit has a ticket, as an officer sees it.
public struct HolderView: Sendable {
    public let officer: Account
    public let reason: HoldingReason
    /// Who does it today in their place; nil while they are here.
    public let standIn: Account?
    /// Whom it can be handed to, if the reader may.
    public let colleagues: [Account]
}

extension Station {
    /// Puts a ticket that has just changed into the right hands: a new lead unit's officer with the least open work, nobody
    /// once it has ended. In the transaction of the change.
    func settle(_ ticket: Ticket, before: Ticket?, by login: String, _ tx: borrowing StationTransaction) throws {
        guard ticket.deadline != nil else {
            if before?.deadline != nil { try tx.team.release(ticket.number) }
            return
        }
        guard before?.lead != ticket.lead || before?.deadline == nil else { return }
        guard let balance = catalogue.unit(ticket.lead)?.balance, balance != .oneQueue else {
            if before != nil { try tx.team.release(ticket.number) }
            return
        }
        // Two tickets at once would both find the same officer idle.
        try tx.team.hold(ticket.lead)
        let team = try officers(of: ticket.lead, tx)
        let now = ambient.now()
        let today = policy.calendar.day(of: now)
        let absences = try absences(of: team, from: today, tx)
        let load = try tx.team.load(of: ticket.lead)
        let loads = team.map {
            OfficerLoad(
                officer: $0.id, login: $0.login, open: load[$0.id] ?? 0, isHere: absences.isHere($0.id, on: today))
        }
        let previous = try tx.team.holdings(of: ticket.number).last { $0.unit == ticket.lead }?.officer
        guard let choice = balance.choose(from: loads, previous: previous) else {
            if before != nil { try tx.team.release(ticket.number) }
            return
        }
        try tx.team.assign(
            Holding(
                ticket: ticket.number, unit: ticket.lead, officer: choice.officer, at: now, by: login,
                reason: choice.reason))
    }

    /// Hands an open ticket to another officer of its unit; to undo it, hand it back.
    public func hand(_ number: TicketNumber, to officer: String, by principal: Principal) async throws {
        try await database.write { [self] tx in
            // Nobody hands the ticket to another unit meanwhile, whose officers these are not.
            try tx.tickets.hold(number)
            guard let ticket = try tx.tickets.ticket(number) else { throw StationError.notFound }
            try access.requireReading(ticket, principal)
            guard mayHand(ticket, principal) else { throw StationError.notForRole }
            guard ticket.deadline != nil else { throw StationError.invalid([FieldProblem("/officer", .ticketEnded)]) }
            try tx.team.hold(ticket.lead)
            guard let chosen = try officers(of: ticket.lead, tx).first(where: { $0.id == officer }) else {
                throw StationError.invalid([FieldProblem("/officer", officer.isEmpty ? .missing : .notAColleague)])
            }
            guard try tx.team.holder(of: number)?.officer != officer else { return }
            try tx.team.assign(
                Holding(
                    ticket: number, unit: ticket.lead, officer: officer, at: ambient.now(),
                    by: principal.account.login, reason: .handed))
            try audit("ticket.hand", "\(number) \(chosen.login)", by: principal.account.login, tx)
        }
    }

    /// Nil for a company, and where nobody in particular has it.
    public func holder(of ticket: Ticket, by principal: Principal) async throws -> HolderView? {
        guard principal.company == nil else { return nil }
        let today = policy.calendar.day(of: ambient.now())
        return try await database.read { [self] tx in
            guard let holding = try tx.team.holder(of: ticket.number),
                let officer = try tx.accounts.account(holding.officer)
            else { return nil }
            let team = try officers(of: ticket.lead, tx)
            let absences = try absences(of: team, from: today, tx)
            let standIn = absences.standIn(for: officer.id, on: today)
            return HolderView(
                officer: officer, reason: holding.reason,
                standIn: standIn == officer.id ? nil : team.first { $0.id == standIn },
                colleagues: mayHand(ticket, principal) ? team.filter { $0.id != officer.id } : [])
        }
    }

    /// Who of `officers` is away on `day` or later, and who stands in.
    func absences(
        of officers: [Account], from day: CivilDay, _ tx: borrowing StationTransaction
    ) throws -> Absences {
        Absences(try tx.team.absences(of: officers.map(\.id), endingFrom: day).map(\.absence))
    }

    private func mayHand(_ ticket: Ticket, _ principal: Principal) -> Bool {
        principal.isManager || access.team(principal, desk: policy.desk) == ticket.lead
    }
}
