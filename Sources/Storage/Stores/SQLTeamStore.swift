import Casework
import Foundation
import Station

/// Absences, and who in a unit has which open ticket.
struct SQLTeamStore: TeamStore {
    let connection: any SQLConnection

    func hold(_ unit: UnitID) throws { try connection.lock(.team, unit.rawValue) }

    func absences(of officers: [String], endingFrom day: CivilDay) throws -> [EnteredAbsence] {
        guard !officers.isEmpty else { return [] }
        return try connection.query(
            """
            SELECT * FROM absences
            WHERE withdrawn_at IS NULL AND officer IN (\(Conditions.marks(officers.count))) AND last_day >= ?
            ORDER BY first_day, id
            """,
            officers.map { .text($0) } + [.int(day.number)]
        ).map(Self.absence)
    }

    func absence(_ id: String) throws -> EnteredAbsence? {
        try connection.first("SELECT * FROM absences WHERE id = ?", [.text(id)]).map(Self.absence)
    }

    func add(_ entered: EnteredAbsence) throws {
        let absence = entered.absence
        try connection.execute(
            """
            INSERT INTO absences (id, officer, deputy, first_day, last_day, entered_by, entered_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(absence.id), .text(absence.officer), .text(absence.deputy), .int(absence.first.number),
                .int(absence.last.number), .text(entered.enteredBy), .moment(entered.enteredAt),
            ])
    }

    func setWithdrawn(_ id: String, at moment: Date?) throws {
        try connection.execute(
            "UPDATE absences SET withdrawn_at = ? WHERE id = ?", [.optional(moment), .text(id)])
    }

    func holder(of ticket: TicketNumber) throws -> Holding? {
        try connection.first(
            """
            SELECT h.* FROM holdings h JOIN holders o ON o.ticket = h.ticket
            WHERE h.ticket = ? ORDER BY h.sequence DESC LIMIT 1
            """,
            [.number(ticket)]
        ).map(Self.holding)
    }

    func holdings(of ticket: TicketNumber) throws -> [Holding] {
        try connection.query("SELECT * FROM holdings WHERE ticket = ? ORDER BY sequence", [.number(ticket)])
            .map(Self.holding)
    }

    func assign(_ holding: Holding) throws {
        let last = try connection.first(
            "SELECT MAX(sequence) AS last FROM holdings WHERE ticket = ?", [.number(holding.ticket)])?
            .optionalInteger("last")
        let place = Place(unit: holding.unit.rawValue, officer: holding.officer)
        try connection.execute(
            """
            INSERT INTO holdings (ticket, sequence, unit, officer, at, assigned_by, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [.number(holding.ticket), .integer((last ?? 0) + 1)] + place.values
                + [.moment(holding.at), .text(holding.by), try JSONText.encode(holding.reason)])
        let former = last == nil ? nil : try takeOut(holding.ticket)
        try connection.execute(
            "INSERT INTO holders (ticket, unit, officer) VALUES (?, ?, ?)", [.number(holding.ticket)] + place.values)
        try count(from: former, to: place)
    }

    func release(_ ticket: TicketNumber) throws {
        try count(from: takeOut(ticket), to: nil)
    }

    func load(of unit: UnitID) throws -> [String: Int] {
        try connection.query(
            "SELECT officer, open FROM officer_loads WHERE unit = ? AND open > 0", [.text(unit.rawValue)]
        ).reduce(into: [:]) { $0[try $1.text("officer")] = try $1.int("open") }
    }

    /// In whose hands a ticket counts.
    private struct Place: Hashable {
        let unit: String
        let officer: String

        var values: [SQLValue] { [.text(unit), .text(officer)] }
    }

    private func takeOut(_ ticket: TicketNumber) throws -> Place? {
        try connection.first("DELETE FROM holders WHERE ticket = ? RETURNING unit, officer", [.number(ticket)])
            .map { Place(unit: try $0.text("unit"), officer: try $0.text("officer")) }
    }

    /// Keeps `officer_loads`, which a filing reads instead of counting all that is open. In the order of the key, so that
    /// two tickets that change places do not wait for each other.
    private func count(from former: Place?, to place: Place?) throws {
        guard former != place else { return }
        let changes = [(former, -1), (place, 1)].compactMap { place, change in place.map { ($0, change) } }
        for (place, change) in changes.sorted(by: { ($0.0.unit, $0.0.officer) < ($1.0.unit, $1.0.officer) }) {
            try connection.execute(
                """
                INSERT INTO officer_loads (unit, officer, open) VALUES (?, ?, ?)
                ON CONFLICT (unit, officer) DO UPDATE SET open = officer_loads.open + ?
                """,
                place.values + [.int(max(0, change)), .int(change)])
        }
    }

    func held(by officers: [String], limit: Int) throws -> [(ticket: Ticket, officer: String)] {
        guard !officers.isEmpty else { return [] }
        return try connection.query(
            """
            SELECT t.body, h.officer FROM holders h JOIN tickets t ON t.number = h.ticket
            WHERE h.officer IN (\(Conditions.marks(officers.count))) ORDER BY t.sort_due, t.number LIMIT ?
            """,
            officers.map { .text($0) } + [.int(limit)]
        ).map { (try $0.json("body", as: Ticket.self), try $0.text("officer")) }
    }

    private static func absence(_ row: SQLRow) throws(StoreError) -> EnteredAbsence {
        EnteredAbsence(
            absence: Absence(
                id: try row.text("id"), officer: try row.text("officer"), deputy: try row.text("deputy"),
                first: CivilDay(number: try row.int("first_day")), last: CivilDay(number: try row.int("last_day"))),
            enteredBy: try row.text("entered_by"), enteredAt: try row.moment("entered_at"),
            withdrawnAt: try row.optionalMoment("withdrawn_at"))
    }

    private static func holding(_ row: SQLRow) throws(StoreError) -> Holding {
        Holding(
            ticket: try row.number("ticket"), unit: UnitID(rawValue: try row.text("unit")),
            officer: try row.text("officer"), at: try row.moment("at"), by: try row.text("assigned_by"),
            reason: try row.json("reason", as: HoldingReason.self))
    }
}
