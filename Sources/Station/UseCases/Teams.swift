public import Casework
import Foundation

/// One officer of a unit today.
public struct OfficerStanding: Sendable {
    public let account: Account
    /// Open tickets in their own hands.
    public let open: Int
    /// Nil while they are here.
    public let absence: EnteredAbsence?
    /// Who does their work today; nil while they are here, or if nobody does.
    public let standIn: Account?
    /// Those whose work they do besides their own.
    public let deputises: [Account]
    /// From tomorrow on, the earliest first.
    public let coming: [EnteredAbsence]
}

/// A unit's officers, who is here and who has how much.
public struct TeamView: Sendable {
    public let unit: UnitID
    public let balance: LoadBalance
    /// In the order of their logins.
    public let officers: [OfficerStanding]
    /// Open tickets the reader has to do: their own, and those of whoever they stand in for.
    public let own: [HeldTicket]
    public let mayEnterForOthers: Bool
}

/// An open ticket in somebody's hands.
public struct HeldTicket: Sendable {
    public let row: TicketRow
    /// Whose it is, if not the reader's own.
    public let instead: Account?
}

extension Station {
    /// How many tickets of one's own a page shows.
    private static let heldLimit = 100

    /// The team of `unit`, the reader's own if nil.
    public func team(_ unit: UnitID?, by principal: Principal) async throws -> TeamView {
        guard let unit = unit ?? access.team(principal, desk: policy.desk) ?? catalogue.units.first?.id else {
            throw StationError.notForRole
        }
        try access.requireTeam(of: unit, principal, desk: policy.desk)
        guard let card = catalogue.unit(unit) else { throw StationError.notFound }
        let today = policy.calendar.day(of: ambient.now())
        return try await database.read { [self] tx in
            let officers = try officers(of: unit, tx)
            let entered = try tx.team.absences(of: officers.map(\.id), endingFrom: today)
            let absences = Absences(entered.map(\.absence))
            let load = try tx.team.load(of: unit)
            let byID = Dictionary(officers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let standings = officers.map { officer in
                let own = entered.filter { $0.absence.officer == officer.id }
                let absence = own.first { $0.absence.covers(today) }
                return OfficerStanding(
                    account: officer, open: load[officer.id] ?? 0, absence: absence,
                    standIn: absence == nil ? nil : absences.standIn(for: officer.id, on: today).flatMap { byID[$0] },
                    deputises: absences.deputised(by: officer.id, on: today).compactMap { byID[$0] },
                    coming: own.filter { $0.absence.first > today })
            }
            return TeamView(
                unit: unit, balance: card.balance, officers: standings,
                own: try held(by: principal.account, absences, byID, on: today, tx),
                mayEnterForOthers: principal.isManager)
        }
    }

    /// Officers of a unit who can sign in, by login; the liaison officers are the desk's.
    func officers(of unit: UnitID, _ tx: borrowing StationTransaction) throws -> [Account] {
        let all = unit == policy.desk ? try tx.accounts.accounts(with: .liaison) : try tx.accounts.officers(of: unit)
        return all.filter { !$0.isDisabled }.sorted { $0.login < $1.login }
    }

    private func held(
        by account: Account, _ absences: Absences, _ team: [String: Account], on today: CivilDay,
        _ tx: borrowing StationTransaction
    ) throws -> [HeldTicket] {
        guard team[account.id] != nil else { return [] }
        let others = absences.deputised(by: account.id, on: today)
        let held = try tx.team.held(by: [account.id] + others, limit: Self.heldLimit)
        return zip(try rows(held.map(\.0), tx), held).map { row, held in
            HeldTicket(row: row, instead: held.1 == account.id ? nil : team[held.1])
        }
    }
}
