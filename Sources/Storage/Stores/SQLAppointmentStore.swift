import Casework
import Foundation
import Station

/// Appointments; the unique index over seats is what keeps two visitors off one seat.
struct SQLAppointmentStore: AppointmentStore {
    let connection: any SQLConnection

    func hold(_ site: String, _ counter: String, _ day: CivilDay) throws {
        try connection.lock(.counterDay, "\(site)/\(counter)/\(day)")
    }

    func hold(bookingsOf company: CreditCode) throws { try connection.lock(.bookings, company.description) }

    func add(_ appointment: Appointment) throws {
        try requireFree(appointment)
        try connection.execute(
            """
            INSERT INTO appointments (
                company, matter, site, counter, visitor_name, visitor_phone, note, booked_by, created_at,
                day, start_at, end_at, seat, state, offer_ends_at, remind_at, ticket, sequence, version, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(appointment.company.description), .text(appointment.matter), .text(appointment.site),
                .text(appointment.counter), .text(appointment.visitor.name), .text(appointment.visitor.phone),
                .text(appointment.note), .text(appointment.bookedBy), .moment(appointment.createdAt),
            ] + Self.changing(appointment) + [.int(appointment.version), .text(appointment.id)])
    }

    func update(_ appointment: Appointment) throws {
        try requireFree(appointment)
        let changed = try connection.execute(
            """
            UPDATE appointments SET day = ?, start_at = ?, end_at = ?, seat = ?, state = ?, offer_ends_at = ?,
                remind_at = ?, ticket = ?, sequence = ?, version = ?
            WHERE id = ? AND version = ?
            """,
            Self.changing(appointment) + [
                .int(appointment.version), .text(appointment.id), .int(appointment.version - 1),
            ])
        guard changed == 1 else { throw StoreError.staleVersion }
    }

    func appointment(_ id: String) throws -> Appointment? {
        try connection.first("SELECT * FROM appointments WHERE id = ?", [.text(id)]).map(Self.appointment)
    }

    func appointments(of company: CreditCode) throws -> [Appointment] {
        try connection.query(
            """
            SELECT * FROM appointments WHERE company = ?
            ORDER BY day DESC, CASE WHEN start_at IS NULL THEN 1 ELSE 0 END, start_at DESC, id DESC LIMIT 200
            """,
            [.text(company.description)]
        ).map(Self.appointment)
    }

    func appointments(at site: String, on day: CivilDay) throws -> [Appointment] {
        try connection.query(
            """
            SELECT * FROM appointments WHERE site = ? AND day = ? AND state NOT IN ('cancelled', 'lapsed')
            ORDER BY CASE WHEN start_at IS NULL THEN 1 ELSE 0 END, start_at, counter, seat, created_at, id
            """,
            [.text(site), .int(day.number)]
        ).map(Self.appointment)
    }

    func taken(_ site: String, _ counter: String, from first: CivilDay, to last: CivilDay) throws -> [Date: Set<Int>] {
        let rows = try connection.query(
            """
            SELECT start_at, seat FROM appointments
            WHERE site = ? AND counter = ? AND day >= ? AND day <= ? AND seat IS NOT NULL
            """,
            [.text(site), .text(counter), .int(first.number), .int(last.number)])
        return try rows.reduce(into: [:]) { $0[try $1.moment("start_at"), default: []].insert(try $1.int("seat")) }
    }

    func waiting(_ site: String, _ counter: String, on day: CivilDay) throws -> [Appointment] {
        try connection.query(
            """
            SELECT * FROM appointments WHERE site = ? AND counter = ? AND day = ? AND state = 'waiting'
            ORDER BY created_at, id
            """,
            [.text(site), .text(counter), .int(day.number)]
        ).map(Self.appointment)
    }

    func countOpen(of company: CreditCode) throws -> Int {
        try connection.first(
            """
            SELECT COUNT(*) AS total FROM appointments
            WHERE company = ? AND state IN ('waiting', 'offered', 'booked')
            """,
            [.text(company.description)])?.int("total") ?? 0
    }

    func toRemind(at now: Date, limit: Int) throws -> [String] {
        try connection.query(
            "SELECT id FROM appointments WHERE remind_at IS NOT NULL AND remind_at <= ? ORDER BY remind_at, id LIMIT ?",
            [.moment(now), .int(limit)]
        ).map { try $0.text("id") }
    }

    func toLapse(at now: Date, today: CivilDay, limit: Int) throws -> [String] {
        try connection.query(
            """
            SELECT id FROM appointments
            WHERE (state = 'offered' AND offer_ends_at < ?) OR (state = 'waiting' AND day < ?)
            ORDER BY day, id LIMIT ?
            """,
            [.moment(now), .int(today.number), .int(limit)]
        ).map { try $0.text("id") }
    }

    /// The engines say a broken index in different words; who asks first learns it in ours. The index has the last word.
    private func requireFree(_ appointment: Appointment) throws {
        guard let seat = appointment.seat, let slot = appointment.slot else { return }
        let other = try connection.first(
            "SELECT id FROM appointments WHERE site = ? AND counter = ? AND start_at = ? AND seat = ? AND id <> ?",
            [
                .text(appointment.site), .text(appointment.counter), .moment(slot.start), .int(seat),
                .text(appointment.id),
            ])
        if other != nil { throw StoreError.alreadyExists("seat") }
    }

    private static func changing(_ appointment: Appointment) -> [SQLValue] {
        [
            .int(appointment.day.number), .optional(appointment.slot?.start), .optional(appointment.slot?.end),
            .optional(appointment.seat), .text(appointment.state.rawValue), .optional(appointment.offerEnds),
            .optional(appointment.remindAt), .optional(appointment.ticket), .int(appointment.sequence),
        ]
    }

    private static func appointment(_ row: SQLRow) throws(StoreError) -> Appointment {
        let start = try row.optionalMoment("start_at")
        let end = try row.optionalMoment("end_at")
        var slot: Slot?
        if let start, let end { slot = Slot(start: start, end: end) }
        return Appointment(
            id: try row.text("id"), company: try row.code("company"), matter: try row.text("matter"),
            site: try row.text("site"), counter: try row.text("counter"),
            visitor: Appointment.Visitor(
                name: try row.text("visitor_name"), phone: try row.text("visitor_phone")),
            note: try row.text("note"), bookedBy: try row.text("booked_by"), createdAt: try row.moment("created_at"),
            day: CivilDay(number: try row.int("day")), slot: slot,
            seat: try row.optionalInteger("seat").map { Int($0) },
            state: try row.word("state", as: Appointment.State.self),
            offerEnds: try row.optionalMoment("offer_ends_at"), remindAt: try row.optionalMoment("remind_at"),
            ticket: try row.optionalNumber("ticket"), sequence: try row.int("sequence"),
            version: try row.int("version"))
    }
}
