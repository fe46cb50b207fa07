import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

struct FilingPage {
    let isOfficer: Bool
    let groups: [Group]
    let hasMatters: Bool
    let search: String
    let showsAll: Bool
    let chosen: MatterCard?
    let papers: [String]
    let promise: String
    let limit: String?
    let fee: String?
    let ways: String?
    let title: String
    let body: String
    let company: String
    let isExpedited: Bool
    let isHotline: Bool
    let idempotencyKey: String
    let errors: ErrorSummary?
    let titleError: String?
    let bodyError: String?
    let companyError: String?
    let deskPhone: String
    let callerName: String
    let callerPhone: String
    let callerError: String?
    let wantsCallBack: Bool
    /// The grounds on which the 办不成事 window takes it; empty for every other matter.
    let admissions: [Admission]
    let admissionError: String?
    let isWindow: Bool
    let concerns: String
    let concernsError: String?
    /// The first country's field; the others are folded away.
    let countries: [CountryField]
    let otherCountries: [CountryField]
    let showsOtherCountries: Bool
    let countryOptions: [QuestionTable.CountryOption]

    struct CountryField {
        let number: Int
        let typed: String
        let error: String?
    }
    /// Open ones of the same company and matter; go on is allowed.
    let lookAlikes: [LookAlike]
    let fileLimits: String
    let fileTypes: String
    let filesError: String?
    /// Where to book a visit; nil for a matter that no counter takes.
    let bookHref: String?

    struct Admission {
        let value: String
        let text: String
        let hint: String
        let isChosen: Bool
    }

    struct LookAlike {
        let number: String
        let title: String
        let standing: String

        init(_ ticket: Ticket, _ wording: Wording) {
            number = ticket.number.description
            title = ticket.filing.title
            standing = wording.standing(ticket)
        }
    }

    /// What earlier tickets say about the words looked for; officers only.
    var learned: Learned?

    struct Learned {
        let text: String
        let href: String
        let name: String
        let evidence: [String]
    }

    /// Matters of one kind; the eight commonest and what a search found have no title.
    struct Group {
        let heading: String?
        let matters: [MatterCard]
    }

    struct MatterCard {
        let code: String
        let name: String
        let unit: String
        let href: String
        let note: String
        let isGreenChannel: Bool
        /// Why it is suggested for what was typed; nil where the words were looked for.
        var because: String?
    }
}

extension Site {
    /// Filing in two steps: which matter, then what about it.
    func filingPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        guard principal.company != nil || principal.isLiaison else { throw StationError.notForRole }
        let parameters = request.uri.queryParameters
        var form = FilingForm()
        form.matter = parameters["matter"].map(String.init)
        form.title = parameters["title"].map(String.init)
        form.concerns = parameters["concerns"].map(String.init)
        var alike: [Ticket] = []
        if let company = principal.company, let matter = form.matter {
            alike = try await station.lookAlikes(of: matter, company: company, by: principal)
        }
        let search = request.search ?? ""
        let learned =
            principal.isLiaison && !search.isEmpty ? try await station.learned(from: search, by: principal).matter : nil
        return filingPage(
            form, [], search: search, showsAll: parameters["all"] != nil, alike: alike, learned: learned, context)
    }

    func fileTicket(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let body = try await request.sentForm(context)
        var form = try FormDecoding.decode(FilingForm.self, from: body.fields.encoded)
        form.countries = CountryFields.typed(body.fields)
        let principal = try context.requirePrincipal()
        if body.isTooLarge {
            let problem = EvidenceProblem.tooLarge(bytes: 0, limit: SentForm.filesLimit)
            return filingPage(
                form, [FieldProblem("/files", .evidence(problem))], search: "", showsAll: false,
                status: .contentTooLarge, context)
        }
        do {
            var company: CreditCode?
            if let text = form.company, !text.isEmpty {
                do {
                    company = try CreditCode(text)
                } catch {
                    throw StationError.invalid([FieldProblem("/company", .creditCode(error))])
                }
            }
            let isWindow = !station.catalogue.grounds.admissions(to: form.matter ?? "").isEmpty
            if isWindow, (form.admission ?? "").isEmpty {
                throw StationError.invalid([FieldProblem("/admission", .missing)])
            }
            let concerns = try form.concerns.flatMap(\.nonEmpty).map { try TicketNumber.named($0, at: "/concerns") }
            let outcome = try await station.fileTicket(
                TicketFiling(
                    matter: form.matter ?? "", title: form.title ?? "", body: form.body ?? "",
                    urgency: form.urgency.flatMap(Urgency.init(rawValue:)) ?? .normal,
                    origin: principal.company != nil
                        ? .portal : form.origin.flatMap(Origin.init(rawValue:)) ?? .window,
                    company: company, caller: form.caller, admission: form.admission.flatMap(\.nonEmpty),
                    concerns: concerns, countries: form.countries ?? []),
                by: principal, key: form.idempotencyKey.map { IdempotencyKey($0, request: body.fingerprint) },
                files: body.files)
            return .seeOther("/tickets/\(outcome.ticket.number)?new=1")
        } catch StationError.invalid(let problems) {
            return filingPage(form, problems, search: "", showsAll: false, context)
        } catch StationError.keyReused {
            // This page filed something else before; what was typed now stays, and a second press files it.
            var again = form
            again.idempotencyKey = nil
            return filingPage(
                again, [], conflict: wording(context).say("error.key-reused"), search: "", showsAll: false, context)
        } catch let error as StoreError {
            guard let problem = presenter.passing(error, context.reader.language) else { throw error }
            return filingPage(form, [], conflict: problem.title, search: "", showsAll: false, context)
                .presenting(problem)
        }
    }

    private func filingPage(
        _ form: FilingForm, _ problems: [FieldProblem], conflict: String? = nil, search: String, showsAll: Bool,
        alike: [Ticket] = [], status: HTTPResponse.Status = .unprocessableContent, learned: Experience<String>? = nil,
        _ context: StationContext
    ) -> Response {
        let wording = wording(context)
        let chosen = form.matter.flatMap { station.catalogue.matter($0) }
        let matters = chosen == nil ? matters(matching: search, all: showsAll, wording.language) : []
        let errors =
            problems.isEmpty
            ? conflict.map { ErrorSummary(title: $0, items: []) }
            : self.errors(problems.map(CountryFields.placed), context)
        let isOfficer = context.principal?.company == nil
        let countries = CountryFields.fields(form.countries ?? [], errors)
        let grounds = chosen.map { station.catalogue.grounds.admissions(to: $0.code) } ?? []
        // Nothing is called like that: what somebody typed may be a sentence about it.
        let suggested = chosen == nil && matters.isEmpty ? station.suggestedMatters(for: search) : []
        let groups =
            suggested.isEmpty
            ? Self.groups(matters, titled: showsAll, wording) : [Self.group(suggested, wording)]
        var model = FilingPage(
            isOfficer: isOfficer, groups: groups, hasMatters: !matters.isEmpty || !suggested.isEmpty,
            search: search, showsAll: showsAll, chosen: chosen.map { Self.card($0, wording) },
            papers: chosen?.papers.map { $0[wording.language] } ?? [],
            promise: chosen.map { wording.say("filing.promise", ["span": wording.span($0.promise)]) } ?? "",
            limit: chosen?.limit?[wording.language], fee: chosen?.fee?[wording.language],
            ways: chosen?.channels.map { wording.say("way.\($0)") }.joined(separator: wording.say("list.comma"))
                .nonEmpty,
            title: form.title ?? "", body: form.body ?? "", company: form.company ?? "",
            isExpedited: form.urgency == Urgency.expedited.rawValue, isHotline: form.origin == Origin.hotline.rawValue,
            idempotencyKey: form.idempotencyKey ?? station.ambient.newID(), errors: errors,
            titleError: errors?.message("title"), bodyError: errors?.message("body"),
            companyError: errors?.message("company"),
            deskPhone: station.catalogue.unit(station.catalogue.policy.desk)?.phone ?? "",
            callerName: form.callerName ?? "", callerPhone: form.callerPhone ?? "",
            callerError: errors?.message("callerName") ?? errors?.message("callerPhone"),
            wantsCallBack: form.callBack == true,
            admissions: grounds.map {
                FilingPage.Admission(
                    value: $0.id, text: $0.title[wording.language], hint: $0.hint[wording.language],
                    isChosen: form.admission == $0.id)
            }, admissionError: errors?.message("admission"), isWindow: !grounds.isEmpty, concerns: form.concerns ?? "",
            concernsError: errors?.message("concerns"), countries: countries.prefix(1).map(\.self),
            otherCountries: Array(countries.dropFirst()),
            showsOtherCountries: countries.dropFirst().contains { !$0.typed.isEmpty },
            countryOptions: chosen == nil ? [] : QuestionTable.options(wording),
            lookAlikes: alike.map { FilingPage.LookAlike($0, wording) },
            fileLimits: wording.fileLimits, fileTypes: Wording.fileTypes, filesError: errors?.message("files"),
            bookHref: form.matter.flatMap { code in
                station.catalogue.sites.sites(for: code).isEmpty ? nil : "/appointments/new?matter=\(code)"
            })
        model.learned = learned.map { Self.learned($0, wording) }
        return pages.response(
            "filing", model, title: wording.say("filing.title"), context, path: "/tickets/new",
            status: errors == nil ? .ok : status, hasErrors: errors != nil)
    }

    private func matters(matching search: String, all: Bool, _ language: Language) -> [Matter] {
        let matters = station.catalogue.matters
        guard search.isEmpty else {
            return matters.filter { matter in
                ([matter.name[language], matter.name.zhHans, matter.code] + matter.keywords).contains {
                    $0.range(of: search, options: [.caseInsensitive, .widthInsensitive]) != nil
                }
            }
        }
        if all { return matters }
        return matters.filter { $0.commonRank != nil }.sorted { ($0.commonRank ?? 0) < ($1.commonRank ?? 0) }
    }

    private static func groups(_ matters: [Matter], titled: Bool, _ wording: Wording) -> [FilingPage.Group] {
        guard titled else { return [FilingPage.Group(heading: nil, matters: matters.map { card($0, wording) })] }
        var order: [String] = []
        for matter in matters where !order.contains(matter.group) { order.append(matter.group) }
        return order.map { group in
            FilingPage.Group(
                heading: wording.say("matter-group.\(group)"),
                matters: matters.filter { $0.group == group }.map { card($0, wording) })
        }
    }

    private static func group(_ suggested: [MatterSuggestion], _ wording: Wording) -> FilingPage.Group {
        FilingPage.Group(
            heading: wording.say("filing.suggested"),
            matters: suggested.map { suggestion in
                var card = card(suggestion.matter, wording)
                let words = suggestion.words.prefix(3).map { "“\($0)”" }.joined(separator: wording.say("list.comma"))
                card.because = wording.say("filing.because", ["words": words])
                return card
            })
    }

    private static func learned(_ learned: Experience<String>, _ wording: Wording) -> FilingPage.Learned {
        FilingPage.Learned(
            text: wording.say("learned.matter"), href: "/tickets/new?matter=\(learned.place)",
            name: wording.matter(learned.place),
            evidence: learned.evidence.map { wording.evidence($0.word, $0.here, $0.all) })
    }

    private static func card(_ matter: Matter, _ wording: Wording) -> FilingPage.MatterCard {
        FilingPage.MatterCard(
            code: matter.code, name: matter.name[wording.language], unit: wording.unit(matter.unit),
            href: "/tickets/new?matter=\(matter.code)",
            note: wording.say("filing.promise", ["span": wording.span(matter.promise)]),
            isGreenChannel: matter.isGreenChannel)
    }
}
