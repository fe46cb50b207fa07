public import Foundation

/// What can happen to an appointment once it is there.
public enum AppointmentAct: Hashable, Sendable {
    /// To another time and one of the places there.
    case move(Slot, seat: Int)
    case cancel
    /// A freed place is held for somebody who waits.
    case offer(Slot, seat: Int, until: Date)
    /// Who waited takes the place.
    case confirm
    case arrive
    case miss
    /// The visit becomes a ticket.
    case intake(TicketNumber)
    /// Time ran out: on the list, or for an offer.
    case lapse
}

/// Why something cannot happen to an appointment.
public enum AppointmentError: Error, Hashable, Sendable {
    /// It stands otherwise by now.
    case notPossible(in: Appointment.State)
    /// The visit has begun; whoever comes later talks to the counter.
    case begun(Date)
    case offerOver(Date)
    /// Nobody arrives on an earlier day, and nobody has missed what has not begun.
    case notYet(Date)
    /// It became a ticket already.
    case ticketAlready(TicketNumber)
    /// Time has not run out.
    case stillRuns
}

extension Appointment {
    /// What `act` at `now` makes of it; pure and total. Its version is one higher then.
    public func applying(
        _ act: AppointmentAct, at now: Date, _ calendar: WorkingCalendar
    ) throws(AppointmentError) -> Appointment {
        var next = self
        next.version += 1
        switch act {
        case .move(let slot, let seat):
            try require([.booked])
            try requireAhead(now)
            next.take(slot, seat, now, calendar)
            next.sequence += 1
        case .cancel:
            try require([.waiting, .offered, .booked])
            try requireAhead(now)
            if state == .booked { next.sequence += 1 }
            next.end(.cancelled)
        case .offer(let slot, let seat, let until):
            try require([.waiting])
            next.take(slot, seat, now, calendar)
            next.remindAt = nil
            next.state = .offered
            next.offerEnds = until
        case .confirm:
            try require([.offered])
            if let offerEnds, now > offerEnds { throw .offerOver(offerEnds) }
            if let slot { next.take(slot, seat ?? 1, now, calendar) }
            next.state = .booked
            next.offerEnds = nil
        case .arrive:
            try require([.booked, .noShow])
            guard calendar.day(of: now) >= day else { throw .notYet(calendar.date(day, minute: 0)) }
            next.state = .arrived
            next.remindAt = nil
        case .miss:
            try require([.booked, .arrived])
            if let ticket { throw .ticketAlready(ticket) }
            if let slot, now < slot.start { throw .notYet(slot.start) }
            next.state = .noShow
            next.remindAt = nil
        case .intake(let number):
            if let ticket { throw .ticketAlready(ticket) }
            try require([.booked, .arrived, .noShow])
            guard calendar.day(of: now) >= day else { throw .notYet(calendar.date(day, minute: 0)) }
            next.state = .arrived
            next.remindAt = nil
            next.ticket = number
        case .lapse:
            try require([.waiting, .offered])
            guard isOver(at: now, calendar) else { throw .stillRuns }
            next.end(.lapsed)
        }
        return next
    }

    /// Whether the clock has to end it: an offer not taken, a waiting list whose day has begun.
    public func isOver(at now: Date, _ calendar: WorkingCalendar) -> Bool {
        switch state {
        case .waiting: calendar.day(of: now) > day
        case .offered: offerEnds.map { now > $0 } ?? false
        case .booked, .arrived, .noShow, .cancelled, .lapsed: false
        }
    }

    private mutating func take(_ slot: Slot, _ seat: Int, _ now: Date, _ calendar: WorkingCalendar) {
        self.slot = slot
        self.seat = seat
        day = calendar.day(of: slot.start)
        remindAt = Self.reminder(of: slot, decidedAt: now, calendar)
    }

    private mutating func end(_ ending: State) {
        state = ending
        seat = nil
        offerEnds = nil
        remindAt = nil
    }

    private func require(_ states: Set<State>) throws(AppointmentError) {
        guard states.contains(state) else { throw .notPossible(in: state) }
    }

    private func requireAhead(_ now: Date) throws(AppointmentError) {
        if let slot, now >= slot.start { throw .begun(slot.start) }
    }
}
