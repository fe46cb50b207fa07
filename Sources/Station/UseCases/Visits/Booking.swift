public import Casework
public import Foundation

/// What somebody books. A clerk names the company; a company books for itself.
public struct BookingRequest: Hashable, Sendable {
    public let matter: String
    public let site: String
    /// When the visit begins; nil for a place on the waiting list of `day`.
    public let start: Date?
    public let day: CivilDay?
    public let visitorName: String
    public let visitorPhone: String
    public let note: String
    public let company: CreditCode?

    public init(
        matter: String, site: String, start: Date?, day: CivilDay? = nil, visitorName: String, visitorPhone: String,
        note: String = "", company: CreditCode? = nil
    ) {
        self.matter = matter
        self.site = site
        self.start = start
        self.day = day
        self.visitorName = visitorName
        self.visitorPhone = visitorPhone
        self.note = note
        self.company = company
    }

    /// Longest texts, in characters.
    public static let nameLimit = 40
    public static let phoneLimit = 30
    public static let noteLimit = 500
}

extension Station {
    /// Books a slot: exactly one of any number who ask for the last place gets it, the others throw `slotFull` with the
    /// next free ones.
    ///
    /// Throws `invalid` at `/start` for a moment at which nobody can come (lunch, a holiday, the past, too far ahead).
    public func book(
        _ request: BookingRequest, by principal: Principal, key: IdempotencyKey? = nil
    ) async throws -> Appointment {
        let code = try company(of: request, principal)
        let place = try place(of: request)
        guard let start = request.start else { throw StationError.invalid([FieldProblem("/start", .missing)]) }
        let now = ambient.now()
        let slot: Slot
        do throws(SlotRefusal) { slot = try place.plan.slot(at: start, now: now) } catch {
            throw StationError.invalid([FieldProblem("/start", .slot(error))])
        }
        return try await storing(key, by: principal) { [self] tx in
            let company = try requireRoom(for: code, tx)
            let seat = try freeSeat(place, slot, now: now, tx)
            let appointment = Appointment(
                id: ambient.newID(), company: code, matter: request.matter, site: place.site.id,
                counter: place.counter.id, visitor: request.visitor, note: request.note,
                bookedBy: principal.account.login, createdAt: now, day: policy.calendar.day(of: slot.start), slot: slot,
                seat: seat, state: .booked,
                remindAt: Appointment.reminder(of: slot, decidedAt: now, policy.calendar))
            try tx.visits.add(appointment)
            try tell(.appointmentBooked, of: appointment, company, by: principal, tx)
            try audit("appointment.book", appointment.id, by: principal.account.login, tx)
            return appointment
        }
    }

    /// Puts the company on the waiting list of a day on which the counter is full. Whoever waits longest is offered the
    /// first place that becomes free.
    ///
    /// Throws `invalid` at `/day` for a day that cannot be booked, or on which there is room.
    public func waitForSlot(
        _ request: BookingRequest, by principal: Principal, key: IdempotencyKey? = nil
    ) async throws -> Appointment {
        let code = try company(of: request, principal)
        let place = try place(of: request)
        let now = ambient.now()
        guard let day = request.day else { throw StationError.invalid([FieldProblem("/day", .missing)]) }
        guard place.plan.days(at: now).contains(day) else {
            throw StationError.invalid([FieldProblem("/day", .slot(place.plan.refusal(of: day, at: now)))])
        }
        return try await storing(key, by: principal) { [self] tx in
            _ = try requireRoom(for: code, tx)
            try tx.visits.hold(place.site.id, place.counter.id, day)
            let taken = try tx.visits.taken(place.site.id, place.counter.id, from: day, to: day)
            guard place.plan.free(on: day, taken: taken, at: now).isEmpty else {
                throw StationError.invalid([FieldProblem("/day", .dayHasRoom)])
            }
            guard
                try !tx.visits.waiting(place.site.id, place.counter.id, on: day).contains(where: { $0.company == code })
            else { throw StationError.invalid([FieldProblem("/day", .waitsAlready)]) }
            let appointment = Appointment(
                id: ambient.newID(), company: code, matter: request.matter, site: place.site.id,
                counter: place.counter.id, visitor: request.visitor, note: request.note,
                bookedBy: principal.account.login, createdAt: now, day: day, slot: nil, seat: nil, state: .waiting)
            try tx.visits.add(appointment)
            try audit("appointment.wait", appointment.id, by: principal.account.login, tx)
            return appointment
        }
    }

    /// Runs `create` once for `key`; a repeat gives what stands there now.
    private func storing(
        _ key: IdempotencyKey?, by principal: Principal,
        _ create: @escaping @Sendable (borrowing StationTransaction) throws -> Appointment
    ) async throws -> Appointment {
        try await database.write { [self] tx in
            let id = try once(key, by: principal, tx) { tx in try create(tx).id }
            guard let appointment = try tx.visits.appointment(id) else { throw StationError.notFound }
            return appointment
        }
    }

    private func company(of request: BookingRequest, _ principal: Principal) throws(StationError) -> CreditCode {
        var problems = Self.problems(of: request.visitorName, at: "/visitorName", limit: BookingRequest.nameLimit)
        problems += Self.problems(of: request.visitorPhone, at: "/visitorPhone", limit: BookingRequest.phoneLimit)
        if request.note.count > BookingRequest.noteLimit {
            problems.append(FieldProblem("/note", .tooLong(limit: BookingRequest.noteLimit)))
        }
        guard let code = request.company ?? principal.company else {
            try access.requireDesk(principal)
            throw .invalid([FieldProblem("/company", .missing)] + problems)
        }
        try access.requireFiling(for: code, principal)
        guard problems.isEmpty else { throw .invalid(problems) }
        return code
    }

    /// The company, if it exists and may hold one more.
    private func requireRoom(for code: CreditCode, _ tx: borrowing StationTransaction) throws -> Company {
        try tx.visits.hold(bookingsOf: code)
        guard let company = try tx.companies.company(code) else {
            throw StationError.invalid([FieldProblem("/company", .unknownCompany)])
        }
        let limit = catalogue.sites.rules.openLimit
        guard try tx.visits.countOpen(of: code) < limit else {
            throw StationError.invalid([FieldProblem("/start", .bookingLimit(limit))])
        }
        return company
    }
}

extension BookingRequest {
    fileprivate var visitor: Appointment.Visitor { Appointment.Visitor(name: visitorName, phone: visitorPhone) }
}
