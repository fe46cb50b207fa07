public import Casework
import Foundation

/// What somebody types to enter an absence.
public struct NewAbsence: Sendable {
    /// Account ids; nil for the person who enters it.
    public let officer: String?
    public let deputy: String
    public let first: CivilDay?
    public let last: CivilDay?

    public init(officer: String? = nil, deputy: String, first: CivilDay?, last: CivilDay?) {
        self.officer = officer
        self.deputy = deputy
        self.first = first
        self.last = last
    }
}

extension Station {
    /// Enters that an officer is away, with who stands in. Every mistake is told at its field.
    @discardableResult
    public func enterAbsence(_ new: NewAbsence, by principal: Principal) async throws -> EnteredAbsence {
        let now = ambient.now()
        let today = policy.calendar.day(of: now)
        return try await database.write { [self] tx in
            let officer = try officer(new.officer ?? principal.account.id, by: principal, tx)
            guard let unit = access.team(Principal(officer), desk: policy.desk) else { throw StationError.notForRole }
            try tx.team.hold(unit)
            let team = try officers(of: unit, tx)
            var problems: [FieldProblem] = []
            if new.first == nil { problems.append(FieldProblem("/from", .missing)) }
            if new.last == nil { problems.append(FieldProblem("/to", .missing)) }
            if let first = new.first, let last = new.last,
                let flaw = AbsenceFlaw.ofDays(from: first, to: last, today: today)
            {
                problems.append(problem(flaw, team))
            }
            if !team.contains(where: { $0.id == new.deputy }) {
                problems.append(FieldProblem("/deputy", new.deputy.isEmpty ? .missing : .notAColleague))
            }
            guard problems.isEmpty, let first = new.first, let last = new.last else {
                throw StationError.invalid(problems)
            }
            let absence = Absence(
                id: ambient.newID(), officer: officer.id, deputy: new.deputy, first: first, last: last)
            let flaws = try absences(of: team, from: min(first, today), tx).flaws(of: absence, today: today)
            guard flaws.isEmpty else { throw StationError.invalid(flaws.map { problem($0, team) }) }
            let entered = EnteredAbsence(absence: absence, enteredBy: principal.account.login, enteredAt: now)
            try tx.team.add(entered)
            try audit("absence.enter", "\(officer.login) \(first)/\(last)", by: principal.account.login, tx)
            return entered
        }
    }

    /// Takes an absence back.
    public func withdrawAbsence(_ id: String, by principal: Principal) async throws {
        try await change(id, "absence.withdraw", by: principal) { [self] absence, _, tx in
            guard absence.withdrawnAt == nil else { throw StationError.notFound }
            try tx.team.setWithdrawn(id, at: ambient.now())
        }
    }

    /// Undoes that; refused at the field if something else was entered meanwhile.
    public func restoreAbsence(_ id: String, by principal: Principal) async throws {
        let today = policy.calendar.day(of: ambient.now())
        try await change(id, "absence.restore", by: principal) { [self] entered, team, tx in
            guard entered.withdrawnAt != nil else { throw StationError.notFound }
            let first = entered.absence.first
            let flaws = try absences(of: team, from: min(first, today), tx).flaws(of: entered.absence, today: first)
            guard flaws.isEmpty else { throw StationError.invalid(flaws.map { problem($0, team) }) }
            try tx.team.setWithdrawn(id, at: nil)
        }
    }

    private func change(
        _ id: String, _ action: String, by principal: Principal,
        _ body: @escaping @Sendable (EnteredAbsence, [Account], borrowing StationTransaction) throws -> Void
    ) async throws {
        try await database.write { [self] tx in
            guard let found = try tx.team.absence(id) else { throw StationError.notFound }
            let officer = try officer(found.absence.officer, by: principal, tx)
            guard let unit = access.team(Principal(officer), desk: policy.desk) else { throw StationError.notFound }
            try tx.team.hold(unit)
            // Read again behind the lock: somebody may have been faster.
            guard let entered = try tx.team.absence(id) else { throw StationError.notFound }
            try body(entered, try officers(of: unit, tx), tx)
            let days = "\(entered.absence.first)/\(entered.absence.last)"
            try audit(action, "\(officer.login) \(days)", by: principal.account.login, tx)
        }
    }

    /// The officer whose absence it is, if the person may enter it.
    private func officer(
        _ id: String, by principal: Principal, _ tx: borrowing StationTransaction
    ) throws -> Account {
        guard let officer = try tx.accounts.account(id), access.mayEnterAbsence(of: officer, principal) else {
            throw StationError.notFound
        }
        return officer
    }

    private func problem(_ flaw: AbsenceFlaw, _ team: [Account]) -> FieldProblem {
        func name(_ id: String) -> String { team.first { $0.id == id }?.displayName ?? id }
        return switch flaw {
        case .endsBeforeItBegins: FieldProblem("/to", .endsBeforeItBegins)
        case .dayPassed: FieldProblem("/from", .dayPassed)
        case .deputyIsSelf: FieldProblem("/deputy", .deputyIsSelf)
        case .overlaps(let other): FieldProblem("/from", .absenceOverlaps(from: other.first, to: other.last))
        case .deputyAway(let other):
            FieldProblem("/deputy", .deputyAway(name: name(other.officer), from: other.first, to: other.last))
        case .circle(let ids): FieldProblem("/deputy", .deputiesInCircle(names: ids.map(name)))
        }
    }
}
