import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// One visit, as the company and the officers of the site see it.
struct AppointmentPage {
    let id: String
    let version: Int
    let matter: String
    let state: String
    let stateKind: String
    let headline: String
    let hint: String?
    let isNew: Bool
    let wasMoved: Bool
    let time: String?
    let site: String
    let address: String
    let phone: String
    let phoneLink: String
    let counter: String
    let visitor: String
    let visitorPhone: String
    let company: String?
    let note: String?
    let papers: [String]
    let review: ReviewLink?
    let offersReview: Bool
    let beginReview: String
    let invitation: String?
    let canMove: Bool
    let canCancel: Bool
    let canConfirm: Bool
    let offerEnds: String?
    let ticket: String?
    let isOfficer: Bool
    let back: String
    let conflict: String?

    struct ReviewLink {
        let href: String
        let text: String
        let kind: String
    }
}

extension AppointmentPage {
    init(
        _ appointment: Appointment, review: PreReview?, principal: Principal, company: Company?, isNew: Bool,
        wasMoved: Bool, conflict: String?, _ wording: Wording
    ) {
        let catalogue = wording.station.catalogue
        let language = wording.language
        let now = wording.station.ambient.now()
        let found = catalogue.sites.site(appointment.site)
        let isAhead = appointment.slot.map { $0.start > now } ?? (appointment.state == .waiting)
        let mayChange = principal.company == appointment.company || principal.isLiaison
        id = appointment.id
        version = appointment.version
        matter = wording.matter(appointment.matter)
        state = wording.say("appointment.state.\(appointment.state.rawValue)")
        stateKind = appointment.state.chip
        time = appointment.slot.map { "\(wording.dates.moment($0.start))–\(wording.dates.time($0.end))" }
        headline = time ?? wording.say("appointment.waits-for", ["date": wording.dates.day(appointment.day)])
        hint =
            ["booked", "waiting", "offered", "lapsed", "no-show"].contains(appointment.state.rawValue)
            ? wording.say("appointment.hint.\(appointment.state.rawValue)") : nil
        self.isNew = isNew
        self.wasMoved = wasMoved
        site = found?.name[language] ?? appointment.site
        address = found?.address[language] ?? ""
        phone = found?.phone ?? ""
        phoneLink = "tel:" + phone.filter(\.isNumber)
        counter = found?.counter(appointment.counter)?.name[language] ?? ""
        visitor = appointment.visitor.name
        visitorPhone = appointment.visitor.phone
        self.company = principal.company == nil ? company?.name : nil
        note = appointment.note.nonEmpty
        papers = catalogue.matter(appointment.matter)?.papers.map { $0[language] } ?? []
        self.review = review.map { ReviewLink($0, wording) }
        offersReview = review == nil && principal.company != nil && appointment.state.isOpen && !papers.isEmpty
        beginReview = appointment.matter
        invitation =
            [.booked, .cancelled].contains(appointment.state) && appointment.slot != nil
            ? "/appointments/\(appointment.id)/invitation.ics" : nil
        canMove = mayChange && appointment.state == .booked && isAhead
        canCancel = mayChange && appointment.state.isOpen && isAhead
        canConfirm = mayChange && appointment.state == .offered
        offerEnds = appointment.offerEnds.map {
            wording.say("appointment.offer-ends", ["time": wording.dates.moment($0)])
        }
        ticket = appointment.ticket?.description
        isOfficer = principal.company == nil
        back =
            principal.company == nil
            ? "/appointments/day?site=\(appointment.site)&day=\(appointment.day)" : "/appointments"
        self.conflict = conflict
    }
}

extension AppointmentPage.ReviewLink {
    /// How far the papers are, in one line.
    init(_ review: PreReview, _ wording: Wording, named: Bool = false) {
        href = "/pre-reviews/\(review.id)"
        let name = named ? wording.matter(review.matter) + wording.say("list.colon") : ""
        text = name + wording.standing(review)
        kind = review.isComplete ? "ok" : review.missing.isEmpty ? "info" : "warn"
    }
}

extension Appointment.State {
    /// The colour of its tag; the word says it first.
    var chip: String {
        switch self {
        case .booked, .arrived: "ok"
        case .offered: "warn"
        case .waiting: "info"
        case .noShow: "danger"
        case .cancelled, .lapsed: "none"
        }
    }
}

/// A company's appointments, those ahead first.
struct AppointmentsPage {
    let ahead: [Row]
    let past: [Row]
    let hasAhead: Bool
    let hasPast: Bool
    let reviews: [AppointmentPage.ReviewLink]
    let hasReviews: Bool

    struct Row {
        let href: String
        let matter: String
        let when: String
        let place: String
        let state: String
        let stateKind: String
    }
}

extension AppointmentsPage.Row {
    init(_ appointment: Appointment, _ wording: Wording) {
        href = "/appointments/\(appointment.id)"
        matter = wording.matter(appointment.matter)
        when =
            appointment.slot.map { wording.dates.moment($0.start) }
            ?? wording.say("appointment.waits-for", ["date": wording.dates.day(appointment.day)])
        place = wording.station.catalogue.sites.site(appointment.site)?.name[wording.language] ?? appointment.site
        state = wording.say("appointment.state.\(appointment.state.rawValue)")
        stateKind = appointment.state.chip
    }
}

extension Site {
    func appointmentsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        guard principal.company != nil else { return .seeOther("/appointments/day") }
        let now = station.ambient.now()
        let wording = wording(context)
        let all = try await station.appointments(by: principal)
        let ahead = all.filter { $0.state.isOpen && ($0.slot?.end ?? now) >= now }
            .sorted { ($0.slot?.start ?? .distantFuture, $0.id) < ($1.slot?.start ?? .distantFuture, $1.id) }
        let past = all.filter { one in !ahead.contains { $0.id == one.id } }
        let reviews = try await station.preReviews(by: principal).map { review in
            AppointmentPage.ReviewLink(review, wording, named: true)
        }
        let model = AppointmentsPage(
            ahead: ahead.map { AppointmentsPage.Row($0, wording) },
            past: past.map { AppointmentsPage.Row($0, wording) },
            hasAhead: !ahead.isEmpty, hasPast: !past.isEmpty, reviews: reviews, hasReviews: !reviews.isEmpty)
        return pages.response(
            "appointments", model, title: wording.say("appointments.title"), context, path: "/appointments")
    }

    func appointmentPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let parameters = request.uri.queryParameters
        return try await appointmentPage(
            context, isNew: parameters["new"] != nil, wasMoved: parameters["moved"] != nil)
    }

    /// The invitation, to be opened by a calendar.
    func appointmentInvitation(_ request: Request, _ context: StationContext) async throws -> Response {
        let text = try await station.invitation(
            try context.parameters.require("id"), by: try context.requirePrincipal(), language: context.reader.language)
        return .file(text, type: "text/calendar; charset=utf-8", name: "appointment.ics")
    }

    /// What can be pressed on an appointment; the last part of the path says what.
    func actOnVisit(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable { var version: Int?, back: String? }
        var request = request
        let form = try await request.form(Form.self, context)
        guard let noun = VisitNoun(rawValue: try context.parameters.require("noun")) else {
            throw StationError.notFound
        }
        let id = try context.parameters.require("id")
        let principal = try context.requirePrincipal()
        do {
            let done = try await station.perform(noun, on: id, version: form.version, by: principal)
            if noun == .ticket, let ticket = done.ticket { return .seeOther("/tickets/\(ticket)") }
            // Back to the day's list where the button stood there.
            let day = "/appointments/day?site=\(done.site)&day=\(done.day)#\(id)"
            return .seeOther(form.back == "day" ? day : "/appointments/\(id)")
        } catch StationError.stale {
            return try await appointmentPage(
                context, conflict: wording(context).say("appointment.stale"), status: .preconditionFailed)
        } catch StationError.appointment(let error) {
            let messages = VisitMessages(catalogue: station.catalogue, language: context.reader.language)
            return try await appointmentPage(context, conflict: messages.text(error), status: .conflict)
        }
    }

    private func appointmentPage(
        _ context: StationContext, isNew: Bool = false, wasMoved: Bool = false, conflict: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let principal = try context.requirePrincipal()
        let visit = try await station.visit(try context.parameters.require("id"), by: principal)
        let model = AppointmentPage(
            visit.appointment, review: visit.preReview, principal: principal, company: visit.company, isNew: isNew,
            wasMoved: wasMoved, conflict: conflict, wording(context))
        return pages.response(
            "appointment", model, title: wording(context).say("appointment.title"), context,
            path: "/appointments/\(visit.appointment.id)", status: status, hasErrors: conflict != nil)
    }
}

/// The last part of an address that does something to an appointment, the same for pages and the API.
enum VisitNoun: String, CaseIterable, Sendable {
    case cancellation, confirmation, arrival, ticket
    case noShow = "no-show"
}

extension Station {
    /// What `noun` asks for.
    func perform(_ noun: VisitNoun, on id: String, version: Int?, by principal: Principal) async throws -> Appointment {
        switch noun {
        case .cancellation: try await cancelAppointment(id, version: version, by: principal)
        case .confirmation: try await confirmAppointment(id, version: version, by: principal)
        case .arrival: try await noteVisit(id, version: version, arrived: true, by: principal)
        case .noShow: try await noteVisit(id, version: version, arrived: false, by: principal)
        case .ticket: try await takeInVisit(id, version: version, by: principal).appointment
        }
    }
}

extension Wording {
    /// An offer that waits for the company's word.
    func task(_ appointment: Appointment) -> HomePage.Task? {
        guard appointment.state == .offered, let ends = appointment.offerEnds else { return nil }
        return HomePage.Task(
            href: "/appointments/\(appointment.id)",
            text: say("home.task-offer", ["matter": matter(appointment.matter)]),
            note: say("appointment.offer-ends", ["time": dates.moment(ends)]), chip: nil)
    }

    /// Papers that wait for the company.
    func task(_ review: PreReview) -> HomePage.Task? {
        guard review.handedInAt == nil, !review.isComplete else { return nil }
        return HomePage.Task(
            href: "/pre-reviews/\(review.id)", text: say("home.task-papers", ["matter": matter(review.matter)]),
            note: standing(review), chip: nil)
    }
}
