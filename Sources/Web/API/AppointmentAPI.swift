import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// An appointment as the API shows it.
private struct AppointmentJSON: Encodable {
    let id: String
    let version: Int
    let company: String
    let matter: String
    let site: String
    let counter: String
    let day: String
    let start: String?
    let end: String?
    let state: String
    let visitorName: String
    let visitorPhone: String
    let note: String
    let offerEnds: String?
    let ticket: String?
    let sequence: Int
    let createdAt: String

    init(_ appointment: Appointment, _ dates: DateText) {
        id = appointment.id
        version = appointment.version
        company = appointment.company.description
        matter = appointment.matter
        site = appointment.site
        counter = appointment.counter
        day = appointment.day.description
        start = appointment.slot.map { dates.rfc3339($0.start) }
        end = appointment.slot.map { dates.rfc3339($0.end) }
        state = appointment.state.rawValue
        visitorName = appointment.visitor.name
        visitorPhone = appointment.visitor.phone
        note = appointment.note
        offerEnds = appointment.offerEnds.map(dates.rfc3339)
        ticket = appointment.ticket?.description
        sequence = appointment.sequence
        createdAt = dates.rfc3339(appointment.createdAt)
    }
}

private struct AppointmentListJSON: Encodable {
    let items: [AppointmentJSON]
}

private struct SiteJSON: Encodable {
    let id: String
    let name: LocalizedText
    let address: LocalizedText
    let phone: String
    let matters: [String]

    init(_ site: ServiceSite) {
        id = site.id
        name = site.name
        address = site.address
        phone = site.phone
        matters = site.counters.flatMap(\.counter.matters)
    }
}

private struct SiteListJSON: Encodable {
    let items: [SiteJSON]
}

private struct SlotDaysJSON: Encodable {
    let days: [Day]

    struct Day: Encodable {
        let day: String
        let slots: [SlotJSON]
        let waiting: Int
    }

    struct SlotJSON: Encodable {
        let start: String
        let end: String
        let free: Int
    }

    init(_ days: [DayOfSlots], _ dates: DateText) {
        self.days = days.map { day in
            Day(
                day: day.day.description,
                slots: day.slots.map {
                    SlotJSON(start: dates.rfc3339($0.slot.start), end: dates.rfc3339($0.slot.end), free: $0.free)
                }, waiting: day.waiting)
        }
    }
}

private struct AppointmentRequest: Decodable {
    let matter: String
    let site: String
    var start: String?
    var day: String?
    var waiting: Bool?
    let visitorName: String
    let visitorPhone: String
    var note: String?
    var company: String?
}

extension Site {
    /// Sites, of `matter` where it is given.
    func apiSites(_ request: Request, _ context: StationContext) async throws -> Response {
        _ = try context.requirePrincipal()
        let sites = station.catalogue.sites
        let matter = request.uri.queryParameters["matter"].map(String.init)
        return .json(SiteListJSON(items: (matter.map(sites.sites(for:)) ?? sites.sites).map(SiteJSON.init)))
    }

    func apiSlots(_ request: Request, _ context: StationContext) async throws -> Response {
        let parameters = request.uri.queryParameters
        let id = try context.parameters.require("id")
        let principal = try context.requirePrincipal()
        guard station.catalogue.sites.site(id) != nil else { throw StationError.notFound }
        let days = try await station.slots(
            of: parameters["matter"].map(String.init) ?? "", at: id,
            from: try Self.day(parameters["from"].map(String.init), at: "/from"), by: principal)
        return .json(SlotDaysJSON(days, wording(context).dates))
    }

    /// A company's own; with `site` and `day` an officer's list of who comes.
    func apiAppointments(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let parameters = request.uri.queryParameters
        let dates = wording(context).dates
        if principal.company != nil {
            let own = try await station.appointments(by: principal)
            return .json(AppointmentListJSON(items: own.map { AppointmentJSON($0, dates) }))
        }
        let sites = try station.sites(for: principal)
        let day =
            try Self.day(parameters["day"].map(String.init), at: "/day")
            ?? dates.calendar.day(of: station.ambient.now())
        guard let site = parameters["site"].map(String.init) ?? sites.first?.id else { throw StationError.notFound }
        let visits = try await station.visitors(at: site, on: day, by: principal)
        return .json(AppointmentListJSON(items: visits.map { AppointmentJSON($0.appointment, dates) }))
    }

    /// Books a slot, or with `waiting` a place on the waiting list of `day`. A slot that is full answers 409 with
    /// `nextFree`.
    func apiBook(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let data = try await request.body(context)
        let body = try FormDecoding.decodeJSON(AppointmentRequest.self, from: data)
        let principal = try context.requirePrincipal()
        let company: CreditCode?
        do { company = try body.company.map { try CreditCode($0) } } catch let mistake as CreditCode.Mistake {
            throw StationError.invalid([FieldProblem("/company", .creditCode(mistake))])
        }
        let isWaiting = body.waiting == true
        let booking = BookingRequest(
            matter: body.matter, site: body.site, start: isWaiting ? nil : try Self.start(body.start),
            day: try Self.day(body.day, at: "/day"), visitorName: body.visitorName, visitorPhone: body.visitorPhone,
            note: body.note ?? "", company: company)
        let key = idempotencyKey(request, data)
        let appointment =
            isWaiting
            ? try await station.waitForSlot(booking, by: principal, key: key)
            : try await station.book(booking, by: principal, key: key)
        var response = answer(appointment, context, status: .created)
        response.headers[.location] = "/api/v1/appointments/\(appointment.id)"
        return response
    }

    func apiAppointment(_ request: Request, _ context: StationContext) async throws -> Response {
        answer(
            try await station.appointment(
                try context.parameters.require("id"), by: try context.requirePrincipal()), context)
    }

    /// `If-Match` is required, so that nobody changes what they did not see.
    func apiMoveVisit(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Body: Decodable { var start: String? }
        var request = request
        let data = try await request.body(context)
        let principal = try context.requirePrincipal()
        guard let match = request.headers[.ifMatch] else { throw RequestProblem.versionRequired }
        let body = try FormDecoding.decodeJSON(Body.self, from: data)
        return answer(
            try await station.moveAppointment(
                try context.parameters.require("id"), version: Self.version(match), to: try Self.start(body.start),
                by: principal), context, status: .created)
    }

    func apiActOnVisit(_ request: Request, _ context: StationContext) async throws -> Response {
        guard let noun = VisitNoun(rawValue: try context.parameters.require("noun")) else {
            throw StationError.notFound
        }
        let principal = try context.requirePrincipal()
        guard let match = request.headers[.ifMatch] else { throw RequestProblem.versionRequired }
        return answer(
            try await station.perform(
                noun, on: try context.parameters.require("id"), version: Self.version(match), by: principal), context,
            status: .created)
    }

    /// Nil for nothing given; a day that is none is a problem of the field.
    static func day(_ text: String?, at pointer: String) throws(StationError) -> CivilDay? {
        guard let text = text?.nonEmpty else { return nil }
        guard let day = CivilDay(text) else { throw .invalid([FieldProblem(pointer, .answer(.expectsDay))]) }
        return day
    }

    private func answer(
        _ appointment: Appointment, _ context: StationContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        var response = Response.json(AppointmentJSON(appointment, wording(context).dates), status: status)
        response.headers[.eTag] = "\"\(appointment.version)\""
        return response
    }
}
