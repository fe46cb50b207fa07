import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

extension Site {
    func bookingPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        guard principal.company != nil || principal.isLiaison else { throw StationError.notForRole }
        let parameters = request.uri.queryParameters
        var form = BookingForm()
        form.matter = parameters["matter"].map(String.init)
        form.site = parameters["site"].map(String.init)
        form.day = parameters["day"].map(String.init)
        if let code = principal.company {
            let company = try await station.companyProfile(code, by: principal).company
            form.visitorName = company.contactName
            form.visitorPhone = company.contactPhone
        }
        return try await bookingPage(form, [], search: request.search ?? "", context)
    }

    func book(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let body = try await request.body(context)
        let form = try FormDecoding.decode(BookingForm.self, from: body)
        let principal = try context.requirePrincipal()
        do {
            let key = form.idempotencyKey.flatMap(\.nonEmpty).map { IdempotencyKey($0, request: body) }
            let booking = try bookingRequest(form)
            let appointment =
                form.waiting == "yes"
                ? try await station.waitForSlot(booking, by: principal, key: key)
                : try await station.book(booking, by: principal, key: key)
            return .seeOther("/appointments/\(appointment.id)?new=1")
        } catch StationError.invalid(let problems) {
            return try await bookingPage(form, problems, context)
        } catch StationError.slotFull(let next) {
            return try await bookingPage(form, [], full: next, context)
        }
    }

    /// Another time for an appointment.
    func moveVisitPage(_ request: Request, _ context: StationContext) async throws -> Response {
        var form = BookingForm()
        form.day = request.uri.queryParameters["day"].map(String.init)
        return try await movePage(form, [], context)
    }

    func moveVisit(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(BookingForm.self, context)
        let id = try context.parameters.require("id")
        do {
            _ = try await station.moveAppointment(
                id, version: form.version, to: try Self.start(form.start), by: try context.requirePrincipal())
            return .seeOther("/appointments/\(id)?moved=1")
        } catch StationError.invalid(let problems) {
            return try await movePage(form, problems, context)
        } catch StationError.slotFull(let next) {
            return try await movePage(form, [], full: next, context)
        }
    }

    /// A moment as forms and JSON send it.
    static func start(_ text: String?) throws(StationError) -> Date {
        guard let text = text?.nonEmpty else { throw .invalid([FieldProblem("/start", .missing)]) }
        guard let date = try? Date(text, strategy: .iso8601) else {
            throw .invalid([FieldProblem("/start", .wrongType(expected: "date"))])
        }
        return date
    }

    private func bookingRequest(_ form: BookingForm) throws -> BookingRequest {
        var company: CreditCode?
        if let text = form.company?.nonEmpty {
            do { company = try CreditCode(text) } catch {
                throw StationError.invalid([FieldProblem("/company", .creditCode(error))])
            }
        }
        return BookingRequest(
            matter: form.matter ?? "", site: form.site ?? "",
            start: form.waiting == "yes" ? nil : try form.start?.nonEmpty.map { try Self.start($0) },
            day: form.day.flatMap { CivilDay($0) }, visitorName: form.visitorName ?? "",
            visitorPhone: form.visitorPhone ?? "", note: form.note ?? "", company: company)
    }

    private func movePage(
        _ form: BookingForm, _ problems: [FieldProblem], full: [Date]? = nil, _ context: StationContext
    ) async throws -> Response {
        let principal = try context.requirePrincipal()
        let appointment = try await station.appointment(try context.parameters.require("id"), by: principal)
        var form = form
        form.matter = appointment.matter
        form.site = appointment.site
        return try await bookingPage(form, problems, full: full, moving: appointment, context)
    }

    private func bookingPage(
        _ form: BookingForm, _ problems: [FieldProblem], full: [Date]? = nil, moving: Appointment? = nil,
        search: String = "", _ context: StationContext
    ) async throws -> Response {
        let principal = try context.requirePrincipal()
        let wording = wording(context)
        var errors = problems.isEmpty ? nil : errors(problems, context)
        if let full { errors = slotFull(full, context) }
        let matter = form.matter.flatMap { station.catalogue.matter($0) }
        let offered = matter.map { station.catalogue.sites.sites(for: $0.code) } ?? []
        let site = offered.first { $0.id == form.site } ?? (offered.count == 1 ? offered.first : nil)
        var choice: BookingPage.Choice?
        if let matter, let site {
            choice = BookingPage.Choice(
                site, matter: matter, days: try await station.slots(of: matter.code, at: site.id, by: principal),
                form: form, errors: errors, isOfficer: principal.isLiaison && moving == nil, moving: moving,
                key: form.idempotencyKey?.nonEmpty ?? station.ambient.newID(), wording)
        }
        var sites: [BookingPage.SiteCard] = []
        if let matter, choice == nil {
            for site in offered {
                let days = try await station.slots(of: matter.code, at: site.id, by: principal)
                sites.append(wording.card(site, matter: matter.code, days: days))
            }
        }
        let model = BookingPage(
            title: moving != nil
                ? wording.say("booking.move") : matter?.name[wording.language] ?? wording.say("booking.which"),
            lead: site.map { "\($0.name[wording.language]) · \($0.address[wording.language])" },
            back: moving.map { "/appointments/\($0.id)" } ?? (matter == nil ? "/appointments" : "/appointments/new"),
            search: search, groups: matter == nil ? wording.bookable(search) : [], asksMatter: matter == nil,
            noneFound: matter == nil && wording.bookable(search).isEmpty,
            sites: sites, asksSite: matter != nil && choice == nil, choice: choice, errors: errors)
        return pages.response(
            "booking", model, title: model.title, context, path: "/appointments/new",
            status: full != nil ? .conflict : problems.isEmpty ? .ok : .unprocessableContent,
            hasErrors: errors != nil)
    }

    /// Somebody was faster, said at the time.
    private func slotFull(_ next: [Date], _ context: StationContext) -> ErrorSummary {
        let messages = VisitMessages(catalogue: station.catalogue, language: context.reader.language)
        return ErrorSummary(
            title: wording(context).say("error.slot-full"),
            items: [ErrorSummary.Item(field: "start", text: messages.full(next))])
    }
}

extension Wording {
    /// Matters that can be booked, by kind; those a search finds.
    fileprivate func bookable(_ search: String) -> [BookingPage.Group] {
        let catalogue = station.catalogue
        let sought = FoldedText(search.trimmingCharacters(in: .whitespaces))
        let open = catalogue.sites.matters
        let found = catalogue.matters.filter { matter in
            open.contains(matter.code)
                && ([matter.code, matter.name[language]] + matter.keywords).contains { FoldedText($0).contains(sought) }
        }
        var groups: [String] = []
        for matter in found where !groups.contains(matter.group) { groups.append(matter.group) }
        return groups.map { group in
            BookingPage.Group(
                heading: say("matter-group.\(group)"),
                matters: found.filter { $0.group == group }.map { matter in
                    let sites = catalogue.sites.sites(for: matter.code).map { $0.name[language] }
                    return BookingPage.Link(
                        href: "/appointments/new?matter=\(matter.code)", text: matter.name[language],
                        note: sites.joined(separator: say("list.comma")))
                })
        }
    }

    fileprivate func card(_ site: ServiceSite, matter: String, days: [DayOfSlots]) -> BookingPage.SiteCard {
        let first = days.lazy.flatMap(\.slots).first { $0.free > 0 }
        return BookingPage.SiteCard(
            href: "/appointments/new?matter=\(matter)&site=\(site.id)", name: site.name[language],
            address: site.address[language],
            first: first.map { say("booking.first", ["time": dates.moment($0.slot.start)]) } ?? say("booking.full"))
    }
}
