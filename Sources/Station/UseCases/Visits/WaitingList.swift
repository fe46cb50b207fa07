import Casework
import Foundation

extension Station {
    /// The place `freed` held goes to whoever waits longest for that day, for a while; nothing happens when nobody waits
    /// or it is too late to come.
    ///
    /// Whoever calls it holds the counter's day.
    func offerFreed(_ freed: Appointment, at now: Date, _ tx: borrowing StationTransaction) throws {
        guard freed.state.holdsSeat, let slot = freed.slot, let seat = freed.seat, let place = place(of: freed),
            place.plan.isBookable(slot, at: now), seat <= place.counter.capacity,
            let first = try tx.visits.waiting(freed.site, freed.counter, on: freed.day).first
        else { return }
        // The company may answer until it would be too late for the next one.
        let last = slot.start.addingTimeInterval(-Double(place.plan.rules.leadMinutes) * 60)
        let until = min(policy.calendar.date(adding: place.plan.rules.offer, to: now), last)
        guard until > now else { return }
        let offered = try applying(.offer(slot, seat: seat, until: until), to: first, tx)
        try tellCompany(.appointmentOffered, of: offered, by: nil, tx)
        try audit("appointment.offer", offered.id, by: "system", tx)
    }

    /// Reminds of tomorrow's visits, ends offers nobody took and lists whose day is over. Gives how much there was to do.
    ///
    /// Each is its own transaction; of several processes at once each appointment is dealt with once, for it is saved
    /// with its version checked.
    public func runAppointmentClock() async throws -> Int {
        let now = ambient.now()
        let today = policy.calendar.day(of: now)
        let isQuiet = policy.isQuiet(now)
        let (over, due) = try await database.read { tx in
            (
                try tx.visits.toLapse(at: now, today: today, limit: Self.visitRound),
                isQuiet ? [] : try tx.visits.toRemind(at: now, limit: Self.visitRound)
            )
        }
        var done = 0
        var failure: (any Error)?
        for (id, step) in over.map({ ($0, lapse) }) + due.map({ ($0, remindOfVisit) }) {
            do {
                if try await step(id, now) { done += 1 }
            } catch StoreError.staleVersion {
                // Somebody acted between our look and our save.
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return done
    }

    /// Most appointments of one round.
    private static let visitRound = 200

    @Sendable private func lapse(_ id: String, at now: Date) async throws -> Bool {
        try await database.write { [self] tx in
            guard let found = try tx.visits.appointment(id) else { return false }
            try tx.visits.hold(found.site, found.counter, found.day)
            guard let appointment = try tx.visits.appointment(id), appointment.isOver(at: now, policy.calendar) else {
                return false
            }
            let lapsed = try applying(.lapse, to: appointment, tx)
            try tellCompany(.appointmentLapsed, of: lapsed, by: nil, tx)
            try audit("appointment.lapse", id, by: "system", tx)
            try offerFreed(appointment, at: now, tx)
            return true
        }
    }

    @Sendable private func remindOfVisit(_ id: String, at now: Date) async throws -> Bool {
        try await database.write { [self] tx in
            guard var appointment = try tx.visits.appointment(id), let at = appointment.remindAt, at <= now,
                let slot = appointment.slot
            else { return false }
            appointment.remindAt = nil
            appointment.version += 1
            try tx.visits.update(appointment)
            // A station that stood still over night reminds nobody of what is over.
            guard appointment.state == .booked, slot.start > now else { return false }
            try tellCompany(.appointmentDue, of: appointment, by: nil, tx)
            try audit("appointment.remind", id, by: "system", tx)
            return true
        }
    }
}
