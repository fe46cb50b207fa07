import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// Who comes to a site on a day: the officer's list, and the sheet that hangs at the counter.
struct DayPage {
    let site: String
    let siteID: String
    let day: String
    let dayText: String
    let sites: [TicketsPage.StateOption]
    let previous: String
    let next: String
    let today: String?
    let rows: [Row]
    let isEmpty: Bool
    let emptyText: String
    let waiting: [Row]
    let hasWaiting: Bool
    let summary: String
    let mayBook: Bool
    let mayAct: Bool
    let printed: String

    struct Row {
        let id: String
        let href: String
        let version: Int
        let time: String
        let company: String
        let visitor: String
        let phone: String
        let matter: String
        let counter: String
        let note: String?
        let state: String
        let stateKind: String
        let review: AppointmentPage.ReviewLink?
        let ticket: String?
        let canArrive: Bool
        let canMiss: Bool
        let canTakeIn: Bool
    }
}

extension DayPage.Row {
    init(_ visit: Visit, mayAct: Bool, now: Date, _ wording: Wording) {
        let appointment = visit.appointment
        let calendar = wording.station.catalogue.policy.calendar
        let site = wording.station.catalogue.sites.site(appointment.site)
        let isDay = calendar.day(of: now) >= appointment.day
        id = appointment.id
        href = "/appointments/\(appointment.id)"
        version = appointment.version
        time = appointment.slot.map { "\(wording.dates.time($0.start))–\(wording.dates.time($0.end))" } ?? ""
        company = visit.company?.name ?? appointment.company.description
        visitor = appointment.visitor.name
        phone = appointment.visitor.phone
        matter = wording.matter(appointment.matter)
        counter = site?.counter(appointment.counter)?.name[wording.language] ?? appointment.counter
        note = appointment.note.nonEmpty
        state = wording.say("appointment.state.\(appointment.state.rawValue)")
        stateKind = appointment.state.chip
        review = visit.preReview.map { AppointmentPage.ReviewLink($0, wording) }
        ticket = appointment.ticket?.description
        canArrive = mayAct && isDay && [.booked, .noShow].contains(appointment.state)
        canMiss =
            mayAct && appointment.ticket == nil && [.booked, .arrived].contains(appointment.state)
            && (appointment.slot.map { $0.start <= now } ?? false)
        canTakeIn = mayAct && isDay && appointment.ticket == nil && [.booked, .arrived].contains(appointment.state)
    }
}

extension Site {
    func visitDayPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let sites = try station.sites(for: principal)
        let parameters = request.uri.queryParameters
        let calendar = station.catalogue.policy.calendar
        let now = station.ambient.now()
        let today = calendar.day(of: now)
        let day = parameters["day"].flatMap { CivilDay(String($0)) } ?? today
        let wording = wording(context)
        let asked = parameters["site"].map(String.init)
        guard let site = asked.map({ id in sites.first { $0.id == id } }) ?? sites.first else {
            throw StationError.notFound
        }
        let visits = try await station.visitors(at: site.id, on: day, by: principal)
        let mayAct = !principal.isManager || principal.isLiaison || principal.unit != nil
        let rows = visits.map { DayPage.Row($0, mayAct: mayAct, now: now, wording) }
        let coming = zip(visits, rows).filter { $0.0.appointment.slot != nil }
        let waiting = zip(visits, rows).filter { $0.0.appointment.slot == nil }.map(\.1)
        func count(_ state: Appointment.State) -> String { "\(visits.count { $0.appointment.state == state })" }
        let isOpen = calendar.isWorkingDay(day) && !site.closed.contains(day)
        let link = "/appointments/day?site=\(site.id)&day="
        let model = DayPage(
            site: site.name[wording.language], siteID: site.id, day: day.description,
            dayText: wording.dayText(day),
            sites: sites.map { .init(value: $0.id, text: $0.name[wording.language], isChosen: $0.id == site.id) },
            previous: link + day.advanced(by: -1).description, next: link + day.advanced(by: 1).description,
            today: day == today ? nil : link + today.description, rows: coming.map(\.1), isEmpty: coming.isEmpty,
            emptyText: wording.say(isOpen ? "visits.none" : "visits.closed"), waiting: waiting,
            hasWaiting: !waiting.isEmpty,
            summary: wording.say(
                "visits.summary",
                [
                    "booked": count(.booked), "arrived": count(.arrived), "missed": count(.noShow),
                    "waiting": count(.waiting),
                ]),
            mayBook: principal.isLiaison, mayAct: mayAct,
            printed: wording.say("plan.printed", ["date": wording.dates.fullDay(now)]))
        return pages.response(
            "visit-day", model, title: wording.say("visits.title"), context, path: "/appointments/day")
    }
}
