public import Casework
public import Foundation
import HealthCheck

extension Station {
    /// To another time at the same counter; a place that is freed goes to whoever waits. See `book` for errors.
    public func moveAppointment(
        _ id: String, version: Int?, to start: Date, by principal: Principal
    ) async throws -> Appointment {
        let now = ambient.now()
        return try await changing(id, version: version, by: principal) { [self] appointment, tx in
            guard let place = place(of: appointment) else { throw StationError.notFound }
            let slot: Slot
            do throws(SlotRefusal) { slot = try place.plan.slot(at: start, now: now) } catch {
                throw StationError.invalid([FieldProblem("/start", .slot(error))])
            }
            if slot == appointment.slot { return appointment }
            // In order of day, so that two who change places do not wait for each other.
            for day in Set([appointment.day, policy.calendar.day(of: start)]).sorted() {
                try tx.visits.hold(place.site.id, place.counter.id, day)
            }
            let seat = try freeSeat(place, slot, now: now, tx)
            let moved = try applying(.move(slot, seat: seat), to: appointment, tx)
            try tellCompany(.appointmentMoved, of: moved, by: principal, tx)
            try audit("appointment.move", id, by: principal.account.login, tx)
            try offerFreed(appointment, at: now, tx)
            return moved
        }
    }

    /// Takes it back: an appointment, an offer, or a place on a waiting list.
    public func cancelAppointment(
        _ id: String, version: Int?, by principal: Principal
    ) async throws -> Appointment {
        let now = ambient.now()
        return try await changing(id, version: version, by: principal) { [self] appointment, tx in
            if let place = place(of: appointment) {
                try tx.visits.hold(place.site.id, place.counter.id, appointment.day)
            }
            let cancelled = try applying(.cancel, to: appointment, tx)
            if appointment.state == .booked { try tellCompany(.appointmentCancelled, of: cancelled, by: principal, tx) }
            try audit("appointment.cancel", id, by: principal.account.login, tx)
            try offerFreed(appointment, at: now, tx)
            return cancelled
        }
    }

    /// Whoever was offered a freed place takes it.
    public func confirmAppointment(
        _ id: String, version: Int?, by principal: Principal
    ) async throws -> Appointment {
        try await changing(id, version: version, by: principal) { [self] appointment, tx in
            let booked = try applying(.confirm, to: appointment, tx)
            try tellCompany(.appointmentBooked, of: booked, by: principal, tx)
            try audit("appointment.confirm", id, by: principal.account.login, tx)
            return booked
        }
    }

    /// An officer of the site notes who came and who did not.
    public func noteVisit(
        _ id: String, version: Int?, arrived: Bool, by principal: Principal
    ) async throws -> Appointment {
        try await changing(id, version: version, by: principal, isOfficers: true) { [self] appointment, tx in
            let noted = try applying(arrived ? .arrive : .miss, to: appointment, tx)
            try audit(arrived ? "appointment.arrive" : "appointment.miss", id, by: principal.account.login, tx)
            return noted
        }
    }

    /// The visit becomes a ticket that came in by appointment; the same appointment gives the same ticket.
    public func takeInVisit(
        _ id: String, version: Int?, by principal: Principal
    ) async throws -> (appointment: Appointment, ticket: TicketNumber) {
        let done = try await changing(id, version: version, by: principal, isOfficers: true) { [self] appointment, tx in
            if appointment.ticket != nil { return appointment }
            guard let company = try tx.companies.company(appointment.company) else { throw StationError.notFound }
            let matter = catalogue.matter(appointment.matter)?.name[company.language] ?? appointment.matter
            let ticket = try open(
                FiledNeed(
                    company: company, matter: appointment.matter,
                    title: catalogue.locales.text("appointment.ticket-title", company.language, ["matter": matter]),
                    body: appointment.note.isEmpty
                        ? catalogue.locales.text("appointment.ticket-body", company.language) : appointment.note,
                    urgency: .normal, origin: .appointment, warning: nil, grade: nil,
                    caller: Filing.Caller(name: appointment.visitor.name, phone: appointment.visitor.phone)),
                by: principal, tx)
            let taken = try applying(.intake(ticket.number), to: appointment, tx)
            try audit("appointment.intake", id, by: principal.account.login, result: ticket.number.description, tx)
            return taken
        }
        guard let ticket = done.ticket else { throw StationError.unavailable }
        return (done, ticket)
    }

    /// Loads it, checks whose it is and its version, and lets `change` store what becomes of it.
    private func changing(
        _ id: String, version: Int?, by principal: Principal, isOfficers: Bool = false,
        _ change: @escaping @Sendable (Appointment, borrowing StationTransaction) throws -> Appointment
    ) async throws -> Appointment {
        do {
            return try await database.write { [self] tx in
                guard let appointment = try tx.visits.appointment(id) else { throw StationError.notFound }
                let site = catalogue.sites.site(appointment.site)
                try access.requireReading(appointment, at: site, principal)
                if isOfficers {
                    try access.requireReceiving(at: site, principal)
                } else {
                    try access.requireBooking(appointment, principal)
                }
                if let version, version != appointment.version {
                    throw StationError.stale(version: appointment.version)
                }
                return try change(appointment, tx)
            }
        } catch StoreError.staleVersion {
            throw StationError.stale(version: try await appointment(id, by: principal).version)
        }
    }

    func applying(
        _ act: AppointmentAct, to appointment: Appointment, _ tx: borrowing StationTransaction
    ) throws -> Appointment {
        let next: Appointment
        do throws(AppointmentError) { next = try appointment.applying(act, at: ambient.now(), policy.calendar) } catch {
            throw StationError.appointment(error)
        }
        try tx.visits.update(next)
        return next
    }

}
