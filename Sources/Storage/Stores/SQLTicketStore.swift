import Casework
import Foundation
import Station

/// Tickets: `body` is the whole fold, the other columns are what lists and figures ask for.
struct SQLTicketStore: TicketStore {
    let connection: any SQLConnection
    /// Seconds east of UTC in which a filing day is counted.
    let utcOffset: Int
    /// Nil in a transaction that writes.
    let shelf: TicketShelf?

    /// Sorts ended tickets behind every running deadline.
    static let ended: Int64 = 9_000_000_000_000_000
    /// Above every ticket number.
    private static let beyondNumbers: Int64 = 1_000_000_000_000

    /// What a list by deadline is sorted by: first what is due first; behind that what has ended, the newest first.
    static func sortDue(_ ticket: Ticket) -> SQLValue {
        ticket.deadline.map { .moment($0.due) } ?? .integer(ended + beyondNumbers - ticket.number.key)
    }

    func nextNumber(year: Int) throws -> TicketNumber {
        let row = try connection.first(
            """
            INSERT INTO ticket_numbers (year, last) VALUES (?, 1)
            ON CONFLICT (year) DO UPDATE SET last = ticket_numbers.last + 1 RETURNING last
            """,
            [.int(year)])
        guard let row, let number = TicketNumber(year: year, sequence: try row.int("last")) else {
            throw StoreError.unavailable("the ticket numbers of \(year) are used up")
        }
        return number
    }

    func add(_ ticket: Ticket, _ event: RecordedEvent) throws {
        try connection.execute(
            """
            INSERT INTO tickets (
                number, company, filed_at, filed_day,
                matter, lead, state, urgency, sort_due, due_at, missed_at, ended_at, remind_at, call_at,
                version, promised_by, stars, responded, solved, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .number(ticket.number), .text(ticket.filing.company.description),
                .moment(ticket.filedAt), .int(filedDay(ticket)),
            ] + Self.standing(ticket) + (try Self.content(ticket)))
        try append(event, to: ticket)
        try setLegs(ticket)
        try Self.index(ticket, connection)
    }

    /// In two steps: an opinion or a note leaves a ticket where it stands, and then no list need be put in order again.
    func save(_ ticket: Ticket, _ event: RecordedEvent) throws {
        let saved = try connection.execute(
            """
            UPDATE tickets SET
                version = ?, promised_by = ?, stars = ?, responded = ?, solved = ?, body = ?,
                answered_at = COALESCE(answered_at, ?), answered_seconds = COALESCE(answered_seconds, ?),
                answered_in_time = COALESCE(answered_in_time, ?)
            WHERE number = ? AND version = ?
            """,
            (try Self.content(ticket)) + Self.firstAnswer(ticket, event.event)
                + [.number(ticket.number), .int(ticket.version - 1)])
        guard saved == 1 else { throw StoreError.staleVersion }
        try connection.execute(
            """
            UPDATE tickets SET
                matter = ?, lead = ?, state = ?, urgency = ?, sort_due = ?, due_at = ?, missed_at = ?, ended_at = ?,
                remind_at = ?, call_at = ?
            WHERE number = ? AND (
                matter <> ? OR lead <> ? OR state <> ? OR urgency <> ? OR sort_due <> ? OR due_at IS DISTINCT FROM ?
                OR missed_at IS DISTINCT FROM ? OR ended_at IS DISTINCT FROM ? OR remind_at IS DISTINCT FROM ?
                OR call_at IS DISTINCT FROM ?)
            """,
            Self.standing(ticket) + [.number(ticket.number)] + Self.standing(ticket))
        try append(event, to: ticket)
        try setLegs(ticket)
    }

    func ticket(_ number: TicketNumber) throws -> Ticket? {
        try connection.first("SELECT number, version, body FROM tickets WHERE number = ?", [.number(number)])
            .map(ticket)
    }

    /// The ticket of a row with `number`, `version` and `body`.
    func ticket(_ row: SQLRow) throws(StoreError) -> Ticket {
        if let known = try shelf?.ticket(row.integer("number"), version: row.int("version")) { return known }
        let ticket = try row.json("body", as: Ticket.self)
        shelf?.put(ticket)
        return ticket
    }

    /// A change of nothing: from then on the row is this transaction's, as with every `save`, which asks for no lock.
    func hold(_ number: TicketNumber) throws {
        try connection.execute("UPDATE tickets SET version = version WHERE number = ?", [.number(number)])
    }

    func holdFindings(of company: CreditCode) throws { try connection.lock(.findings, company.description) }

    func openFromFindings(of company: CreditCode) throws -> [Ticket] {
        try connection.query(
            "SELECT body FROM tickets WHERE number IN (\(Self.fromFindings)) AND due_at IS NOT NULL ORDER BY number",
            [.text(company.description)]
        ).map { try $0.json("body", as: Ticket.self) }
    }

    func closedFromFindings(of company: CreditCode, since moment: Date) throws -> [Ticket] {
        try connection.query(
            """
            SELECT body FROM tickets WHERE number IN (\(Self.fromFindings)) AND state = 'closed' AND ended_at > ?
            ORDER BY ended_at DESC, number DESC
            """,
            [.text(company.description), .moment(moment)]
        ).map { try $0.json("body", as: Ticket.self) }
    }

    private static let fromFindings = "SELECT ticket FROM warnings WHERE company = ? AND ticket IS NOT NULL"

    func events(of number: TicketNumber) throws -> [RecordedEvent] {
        try connection.query(
            "SELECT body, actor FROM ticket_events WHERE number = ? ORDER BY sequence", [.number(number)]
        ).map { RecordedEvent(event: try $0.json("body", as: TicketEvent.self), actor: try $0.text("actor")) }
    }

    private func append(_ recorded: RecordedEvent, to ticket: Ticket) throws {
        let event = recorded.event
        guard event.sequence == ticket.version else {
            throw StoreError.damaged("event \(event.sequence) does not lead to version \(ticket.version)")
        }
        try connection.execute(
            "INSERT INTO ticket_events (number, sequence, at, kind, actor, body) VALUES (?, ?, ?, ?, ?, ?)",
            [
                .number(ticket.number), .int(event.sequence), .moment(event.at), .text(event.action.kind.rawValue),
                .text(recorded.actor), try JSONText.encode(event),
            ])
        connection.changes.insert(.ticket(ticket.number))
    }

    private func setLegs(_ ticket: Ticket) throws {
        guard !ticket.legs.isEmpty else { return }
        let wanted = ticket.openLegs.sorted { $0.id < $1.id }
            .map { leg in
                [
                    SQLValue.int(leg.id), .text(leg.unit.rawValue), .moment(leg.due), .flag(leg.missedAt != nil),
                    Self.sortDue(ticket),
                ]
            }
        let stored = try connection.query(
            "SELECT leg, unit, due_at, missed, sort_due FROM ticket_legs WHERE number = ? ORDER BY leg",
            [.number(ticket.number)])
        guard stored.map(\.values) != wanted else { return }
        try connection.execute("DELETE FROM ticket_legs WHERE number = ?", [.number(ticket.number)])
        for leg in wanted {
            try connection.execute(
                "INSERT INTO ticket_legs (number, leg, unit, due_at, missed, sort_due) VALUES (?, ?, ?, ?, ?, ?)",
                [.number(ticket.number)] + leg)
        }
    }

    private func filedDay(_ ticket: Ticket) -> Int {
        Int(((ticket.filedAt.timeIntervalSince1970 + Double(utcOffset)) / 86_400).rounded(.down))
    }

    /// Where a ticket stands in the lists; every indexed column that can change is one of these.
    private static func standing(_ ticket: Ticket) -> [SQLValue] {
        [
            .text(ticket.filing.matter), .text(ticket.lead.rawValue), .text(ticket.state.rawValue),
            .text(ticket.urgency.rawValue), sortDue(ticket), .optional(ticket.deadline?.due),
            .optional(ticket.deadline?.missedAt), .optional(ticket.endedAt), .optional(ticket.nextReminder),
            .optional(ticket.owedCall?.due),
        ]
    }

    private static func content(_ ticket: Ticket) throws -> [SQLValue] {
        [
            .int(ticket.version), .moment(ticket.promisedBy), .optional(ticket.rating?.stars),
            ticket.rating?.responded.map(SQLValue.flag) ?? .null,
            ticket.resolution.map { .flag($0 == .solved) } ?? .null, try JSONText.encode(ticket),
        ]
    }

    /// When, how fast and whether in time the ticket was answered; nulls for any other event leave it as it was.
    private static func firstAnswer(_ ticket: Ticket, _ event: TicketEvent) -> [SQLValue] {
        guard event.action.kind == .answer else { return [.null, .null, .null] }
        let seconds = max(0, event.at.milliseconds - ticket.filedAt.milliseconds) / 1000
        return [.moment(event.at), .integer(seconds), .flag(event.at <= ticket.promisedBy)]
    }
}
