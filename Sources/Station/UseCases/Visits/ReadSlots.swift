public import Casework
import Foundation
public import HealthCheck

/// One day of a counter as somebody who wants to book sees it.
public struct DayOfSlots: Hashable, Sendable {
    public let day: CivilDay
    /// Those that can be booked at all; full ones have none free.
    public let slots: [FreeSlot]
    /// How many wait for a place on that day.
    public let waiting: Int

    public var free: Int { slots.reduce(0) { $0 + $1.free } }
}

extension Station {
    /// The bookable days of the counter that serves `matter` at `site`, with what is free; from `day` on if it is given,
    /// at most `limit` of them.
    public func slots(
        of matter: String, at site: String, from day: CivilDay? = nil, limit: Int = 40, by principal: Principal
    ) async throws -> [DayOfSlots] {
        guard principal.company != nil || principal.party != nil else { throw StationError.notForRole }
        let place = try place(
            of: BookingRequest(matter: matter, site: site, start: nil, visitorName: "", visitorPhone: ""))
        let now = ambient.now()
        let days = Array(place.plan.days(at: now).filter { $0 >= day ?? $0 }.prefix(limit))
        guard let first = days.first, let last = days.last else { return [] }
        return try await database.read { tx in
            let taken = try tx.visits.taken(place.site.id, place.counter.id, from: first, to: last)
            return try days.map { day in
                let slots = place.plan.bookable(on: day, taken: taken, at: now)
                let isFull = slots.allSatisfy { $0.free == 0 }
                return DayOfSlots(
                    day: day, slots: slots,
                    waiting: isFull ? try tx.visits.waiting(place.site.id, place.counter.id, on: day).count : 0)
            }
        }
    }

    /// One appointment, for its own company and the officers of its site.
    public func appointment(_ id: String, by principal: Principal) async throws -> Appointment {
        try await database.read { [self] tx in
            guard let appointment = try tx.visits.appointment(id) else { throw StationError.notFound }
            try access.requireReading(appointment, at: catalogue.sites.site(appointment.site), principal)
            return appointment
        }
    }

    /// The same with its company and the newest pre-review of the papers.
    public func visit(_ id: String, by principal: Principal) async throws -> Visit {
        let appointment = try await appointment(id, by: principal)
        return try await database.read { tx in
            Visit(
                appointment: appointment, company: try tx.companies.company(appointment.company),
                preReview: try tx.preReviews.reviews(of: appointment.company).first { $0.matter == appointment.matter })
        }
    }

    /// The appointment as an invitation for a calendar, in the reader's language. Throws `notFound` for what has no time.
    public func invitation(_ id: String, by principal: Principal, language: Language) async throws -> String {
        let appointment = try await appointment(id, by: principal)
        let company = try await database.read { tx in try tx.companies.company(appointment.company) }
        guard let text = invitation(to: appointment, company: company, language: language)?.file else {
            throw StationError.notFound
        }
        return text
    }

    /// The company's own, newest day first.
    public func appointments(by principal: Principal) async throws -> [Appointment] {
        let code = try access.requireCompany(principal)
        return try await database.read { tx in try tx.visits.appointments(of: code) }
    }

    /// The sites whose day somebody may see: all of them at the desk, a unit's own.
    public func sites(for principal: Principal) throws(StationError) -> [ServiceSite] {
        try access.requireSites(catalogue.sites.sites, principal)
    }

    /// Who comes to a site on a day, by time, with the company's record; who waits comes last.
    public func visitors(
        at site: String, on day: CivilDay, by principal: Principal
    ) async throws -> [Visit] {
        guard try sites(for: principal).contains(where: { $0.id == site }) else { throw StationError.notFound }
        return try await database.read { tx in
            try tx.visits.appointments(at: site, on: day).map { appointment in
                Visit(
                    appointment: appointment, company: try tx.companies.company(appointment.company),
                    preReview: try tx.preReviews.reviews(of: appointment.company)
                        .first { $0.matter == appointment.matter })
            }
        }
    }
}

/// An appointment with what an officer at the counter wants to know.
public struct Visit: Sendable {
    public let appointment: Appointment
    public let company: Company?
    /// The newest pre-review of the company's papers for the matter.
    public let preReview: PreReview?
}
