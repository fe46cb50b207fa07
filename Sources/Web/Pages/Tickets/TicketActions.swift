import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

extension Site {
    func ticketNumber(_ context: StationContext) throws -> TicketNumber {
        guard let number = TicketNumber(try context.parameters.require("number")) else { throw StationError.notFound }
        return number
    }

    func ticketPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let view = try await station.ticket(try ticketNumber(context), by: principal)
        let aids = try await aids(at: view.ticket, by: principal)
        let inserted = request.uri.queryParameters["inserted"].flatMap { ActionNoun(rawValue: String($0)) }
        var typed: ActionRequest?
        if let inserted, let draft = aids.drafts[inserted.rawValue] {
            typed = ActionRequest()
            typed?.text = draft
            typed?.stance = request.uri.queryParameters["stance"].map(String.init)
            typed?.mention = request.uri.query.flatMap { FormDecoding.field("mention", in: $0) }
        }
        return ticketPage(
            view, context, aids: aids, typed: typed, noun: typed == nil ? nil : inserted,
            retest: try await station.retest(after: view.ticket, by: principal),
            isNew: request.uri.queryParameters["new"] != nil, draftKept: request.uri.queryParameters["draft"] != nil,
            inserted: inserted, list: request.uri.query.flatMap { FormDecoding.field("list", in: $0) })
    }

    /// Does what the form says; on a problem the page comes again with what was typed.
    func actOnTicket(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let body = try await request.sentForm(context)
        var sent = try FormDecoding.decode(ActionRequest.self, from: body.fields.encoded)
        sent.name(body.files)
        let principal = try context.requirePrincipal()
        // A form leaves out boxes that are not ticked: none means none, not “as suggested”.
        if sent.lead != nil, sent.assisting == nil { sent.assisting = [] }
        let form = sent
        let number = try ticketNumber(context)
        guard let noun = ActionNoun(rawValue: try context.parameters.require("noun")) else {
            throw StationError.notFound
        }
        if body.isTooLarge {
            let problem = EvidenceProblem.tooLarge(bytes: 0, limit: SentForm.filesLimit)
            return try await again(
                number, noun, form, [FieldProblem("/files", .evidence(problem))], nil, .contentTooLarge, context)
        }
        do {
            let called = try await calling(form, on: number, by: principal)
            let outcome = try await station.act(
                on: number, version: form.version, merging: true, by: principal,
                key: form.idempotencyKey.map { IdempotencyKey($0, request: body.fingerprint) }, files: body.files
            ) { [calendar = station.catalogue.policy.calendar] in try noun.action(called, $0, calendar) }
            // What was sent is no draft any more.
            if principal.company == nil { try await station.forgetDraft(for: noun.rawValue, on: number, by: principal) }
            return .seeOther(Self.after(noun, outcome.ticket, principal, QueueAddress(form.list)))
        } catch StationError.invalid(let problems) {
            return try await again(number, noun, form, problems, nil, .unprocessableContent, context)
        } catch StationError.ticket(let error) {
            if error == .textMissing {
                return try await again(
                    number, noun, form, [FieldProblem("/\(noun.textField)", .missing)], nil, .unprocessableContent,
                    context)
            }
            return try await again(number, noun, form, [], nil, .conflict, context, refused: error)
        } catch StationError.conflict(let conflict) {
            return try await again(
                number, noun, form, [], nil, .preconditionFailed, context,
                merging: MergeSent(
                    conflict: conflict, fields: body.fields, files: body.files.map { FileName($0.name).text }))
        } catch StationError.stale, StationError.keyReused {
            // A key that stood for another text means the same: this page was used before.
            let text = wording(context).say("error.stale")
            return try await again(number, noun, form, [], text, .preconditionFailed, context)
        } catch let error as StoreError {
            guard let problem = presenter.passing(error, context.reader.language) else { throw error }
            return try await again(
                number, noun, form, [], problem.title, problem.status, context, keepsKey: true
            ).presenting(problem)
        }
    }

    /// After triage the desk goes on with the list it came from, and a unit that gave the ticket away with its own duties;
    /// everybody else sees what became of the ticket.
    private static func after(
        _ noun: ActionNoun, _ ticket: Ticket, _ principal: Principal, _ list: QueueAddress
    ) -> String {
        let number = ticket.number
        // Another matter is often another unit's: the next act, with the suggested unit chosen already.
        if noun == .reclassifications, principal.isLiaison, ticket.filing.suggestion.lead != ticket.lead {
            let open = "open=\(ticket.state == .submitted ? "acceptance" : "transfer")"
            return "/tickets/\(number)?" + [list.parameter, open].compactMap(\.self).joined(separator: "&")
        }
        if !principal.isLiaison, principal.unit != nil, [.returns, .transfers].contains(noun) { return "/legs" }
        return principal.isLiaison
            && [.acceptance, .refusal, .rulings, .recalls, .transfers, .retractions].contains(noun)
            ? list.path(done: number)
            : ["/tickets/\(number)", list.parameter].compactMap(\.self).joined(separator: "?")
    }

    func again(
        _ number: TicketNumber, _ noun: ActionNoun, _ form: ActionRequest, _ problems: [FieldProblem],
        _ conflict: String?, _ status: HTTPResponse.Status, _ context: StationContext, keepsKey: Bool = false,
        refused: TicketError? = nil, merging: MergeSent? = nil
    ) async throws -> Response {
        var typed = form
        // What was refused did not happen: the next try is another request. What the store did not confirm is the same.
        if !keepsKey { typed.idempotencyKey = nil }
        let view = try await station.ticket(number, by: try context.requirePrincipal())
        return ticketPage(
            view, context, aids: try await aids(at: view.ticket, by: try context.requirePrincipal()), typed: typed,
            noun: noun,
            errors: refused.flatMap { summary(of: $0, noun, view, context) }
                ?? (problems.isEmpty ? nil : errors(problems, context).leading(to: { noun.fieldID(of: $0) })),
            conflict: conflict ?? refused.map { presenter.text($0, context.reader.language) },
            asks: problems.compactMap(\.unseeingUnit).first, status: status,
            merging: merging.map { ConflictBox($0, noun, view, wording(context), station) })
    }

    /// A refusal of the state machine that one field is to blame for leads to it, as long as the page still has it.
    private func summary(
        of error: TicketError, _ noun: ActionNoun, _ view: TicketView, _ context: StationContext
    ) -> ErrorSummary? {
        guard let pointer = error.pointer, !view.allowed.isDisjoint(with: noun.kinds) else { return nil }
        let text = presenter.text(error, context.reader.language)
        return ErrorSummary(
            title: wording(context).say("error.ticket"),
            items: [ErrorSummary.Item(field: noun.fieldID(of: String(pointer.dropFirst())), text: text)])
    }

    /// An officer's unsent texts, and who else is there.
    private struct Aids {
        let drafts: [String: String]
        let others: [Presence]
        let alike: [Ticket]
        let officers: [OfficerCard]
        let texts: [TextBlock]
        let holder: HolderView?
        let learned: LearnedSuggestion?
    }

    private func aids(at ticket: Ticket, by principal: Principal) async throws -> Aids {
        Aids(
            drafts: try await station.drafts(on: ticket.number, by: principal),
            others: try await station.present(at: ticket.number, by: principal),
            alike: try await alike(ticket, by: principal),
            officers: try await station.callable(on: ticket.number, by: principal),
            texts: principal.party.map { $0 == .company } == false ? try await station.textBlocks(by: principal) : [],
            holder: try await station.holder(of: ticket, by: principal),
            learned: principal.party == nil || principal.company != nil
                ? nil : try await station.learned(from: ticket.filing.title, by: principal))
    }

    private func alike(_ ticket: Ticket, by principal: Principal) async throws -> [Ticket] {
        guard principal.isLiaison else { return [] }
        return try await station.lookAlikes(
            of: ticket.filing.matter, company: ticket.filing.company, besides: ticket.number, by: principal)
    }

    private func ticketPage(
        _ view: TicketView, _ context: StationContext, aids: Aids, typed: ActionRequest? = nil, noun: ActionNoun? = nil,
        errors: ErrorSummary? = nil, conflict: String? = nil, retest: Questionnaire? = nil, isNew: Bool = false,
        draftKept: Bool = false, inserted: ActionNoun? = nil, asks: UnitID? = nil, status: HTTPResponse.Status = .ok,
        merging: ConflictBox? = nil, list: String? = nil
    ) -> Response {
        var model = TicketPage(
            view, self, wording(context), typed: typed, noun: noun, errors: errors,
            conflict: errors == nil ? conflict : nil, isNew: isNew, drafts: aids.drafts, inserted: inserted, asks: asks)
        model.officers = aids.officers.map { TicketPage.Officer($0, wording(context)) }
        model.textTitles = aids.texts.map { $0.title[context.reader.language] }
        model.asks = asks.flatMap { unit in model.forms.openLeg == nil ? nil : wording(context).unit(unit) }
        model.presence = wording(context).present(aids.others).nonEmpty
        model.draftKept = draftKept
        model.merging = merging
        model.list = QueueAddress(typed?.list ?? list).query
        model.lookAlikes = aids.alike.map { FilingPage.LookAlike($0, wording(context)) }
        model.holder = aids.holder.map { HolderBox($0, wording(context)) }
        model.learned = aids.learned.flatMap { LearnedBox($0, wording(context)) }
        model.retest = retest.map { test in
            TicketPage.RetestBox(
                text: wording(context).say("ticket.retest", ["test": test.title[context.reader.language]]),
                href: "/self-tests/\(test.id)")
        }
        let path = "/tickets/\(model.number)"
        return pages.response(
            model.isOfficer ? "ticket-officer" : "ticket-company", model, title: "\(model.number) \(model.title)",
            context, path: path, status: status, hasErrors: errors != nil || conflict != nil || merging != nil,
            live: LiveBar(.ticket(view.ticket.number, version: view.ticket.version), refresh: path))
    }
}

extension ActionNoun {
    /// The field that holds the person's text.
    var textField: String {
        switch self {
        case .refusal, .transfers, .returns, .releases, .escalations, .reopening, .withdrawal, .rulings, .recalls,
            .overrulings, .supervisions, .separations, .reclassifications, .retimings, .retractions:
            "reason"
        case .legs: "question"
        case .merges, .links, .parents: "ticket"
        case .rating: "comment"
        default: "text"
        }
    }
}
