public import Casework
import Foundation

/// A counter with all that is known of it.
struct CounterPlace: Sendable {
    let site: ServiceSite
    let counter: Counter
    let plan: SlotPlan
}

extension Station {
    /// The counter somebody asks for; says at its field what there is not.
    func place(of request: BookingRequest) throws(StationError) -> CounterPlace {
        guard catalogue.matter(request.matter) != nil else {
            throw .invalid([FieldProblem("/matter", .unknownMatter)])
        }
        guard let site = catalogue.sites.site(request.site) else {
            throw .invalid([FieldProblem("/site", .notOneOf(catalogue.sites.sites(for: request.matter).map(\.id)))])
        }
        guard let found = site.counter(for: request.matter) else {
            throw .invalid([FieldProblem("/matter", .notAtSite)])
        }
        return place(site, found)
    }

    /// The counter of an appointment; nil once an editor has taken it out of the catalogue.
    func place(of appointment: Appointment) -> CounterPlace? {
        guard let site = catalogue.sites.site(appointment.site), let found = site.counter(appointment.counter) else {
            return nil
        }
        return place(site, found)
    }

    private func place(_ site: ServiceSite, _ found: SiteCounter) -> CounterPlace {
        CounterPlace(
            site: site, counter: found.counter,
            plan: SlotPlan(
                counter: found.counter, calendar: policy.calendar, closed: site.closed, rules: catalogue.sites.rules))
    }

    /// A free seat of `slot`, held until the transaction ends; throws `slotFull` with the next free slots.
    func freeSeat(
        _ place: CounterPlace, _ slot: Slot, now: Date, _ tx: borrowing StationTransaction
    ) throws -> Int {
        let day = policy.calendar.day(of: slot.start)
        try tx.visits.hold(place.site.id, place.counter.id, day)
        let last = policy.calendar.day(of: now).advanced(by: place.plan.rules.horizonDays)
        let taken = try tx.visits.taken(place.site.id, place.counter.id, from: day, to: last)
        let seats = taken[slot.start] ?? []
        if let seat = (1...place.counter.capacity).first(where: { !seats.contains($0) }) { return seat }
        let next = place.plan.days(at: now).filter { $0 >= day }.lazy
            .flatMap { place.plan.free(on: $0, taken: taken, at: now) }
            .filter { $0.slot.start > slot.start }.prefix(Self.proposedSlots).map(\.slot.start)
        throw StationError.slotFull(next: Array(next))
    }

    /// How many free slots are proposed to somebody who came too late.
    private static let proposedSlots = 3
}

/// A slot with the places left in it.
public struct FreeSlot: Hashable, Sendable {
    public let slot: Slot
    public let free: Int
    public let capacity: Int
}

extension SlotPlan {
    /// The slots of a day that can be booked at `now` and have room.
    func free(on day: CivilDay, taken: [Date: Set<Int>], at now: Date) -> [FreeSlot] {
        bookable(on: day, taken: taken, at: now).filter { $0.free > 0 }
    }

    /// Every slot of a day that is neither too near nor too far, full ones among them.
    func bookable(on day: CivilDay, taken: [Date: Set<Int>], at now: Date) -> [FreeSlot] {
        slots(on: day).filter { isBookable($0, at: now) }.map { slot in
            // An editor may have made the counter smaller than what was booked before.
            let used = (taken[slot.start] ?? []).count
            return FreeSlot(slot: slot, free: max(0, counter.capacity - used), capacity: counter.capacity)
        }
    }

    /// Why nothing can be booked on a day at all.
    func refusal(of day: CivilDay, at now: Date) -> SlotRefusal {
        let first = slots(on: day).last?.start ?? calendar.date(day, minute: counter.hours.first?.lowerBound ?? 0)
        do throws(SlotRefusal) { _ = try slot(at: first, now: now) } catch { return error }
        return .past
    }
}
