import Casework
import Foundation
import Hummingbird
import Station

/// Mails that wait for the desk's word.
struct MailsPage {
    let mails: [Mail]
    let isEmpty: Bool
    let next: String?
    let accepted: String?
    let refused: Bool
    /// Somebody else has ruled on it; what stood in the field.
    let gone: Gone?
    let errors: ErrorSummary?

    struct Gone {
        let typed: String?

        init(typed: String?) { self.typed = typed.flatMap { $0.isEmpty ? nil : $0 } }
    }

    struct Mail {
        let id: String
        let sender: String
        let at: String
        /// Why it was kept apart, in words.
        let why: String
        let text: String
        let isCut: Bool
        /// The ticket of the notice it answers.
        let answers: String?
        /// What stands in the field.
        let ticket: String
        let ticketError: String?
    }
}

/// What the desk may do with a mail.
enum MailNoun: String {
    case acceptance, refusal
}

extension Site {
    /// What did not fit, at which mail.
    private struct Mistyped {
        let mail: QuarantinedMail
        let ticket: String
        let problems: [FieldProblem]
    }

    func mailsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        try await list(request, context)
    }

    func ruleOnMail(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable {
            var ticket: String?
        }
        var request = request
        let principal = try context.requirePrincipal()
        let id = try context.parameters.require("id")
        let form = try await request.form(Form.self, context)
        guard let noun = MailNoun(rawValue: try context.parameters.require("noun")) else { throw StationError.notFound }
        do {
            switch noun {
            case .acceptance:
                let number = try await station.acceptMail(id, on: try ticket(form.ticket), by: principal)
                return .seeOther("/mails?accepted=\(number)")
            case .refusal:
                try await station.refuseMail(id, by: principal)
                return .seeOther("/mails?refused=1")
            }
        } catch StationError.invalid(let problems) {
            return try await showAgain(request, context, (id, form.ticket ?? "", problems))
        } catch StationError.ticket {
            // Such a ticket takes no more messages: another has to be named.
            let ended = [FieldProblem("/ticket", .ticketEnded)]
            return try await showAgain(request, context, (id, form.ticket ?? "", ended))
        } catch StationError.notFound {
            return try await tooLate(request, context, id, typed: form.ticket)
        }
    }

    /// Somebody else has ruled: what was typed is shown all the same.
    private func tooLate(
        _ request: Request, _ context: StationContext, _ id: String, typed: String?
    ) async throws -> Response {
        guard try await station.knowsMail(id, by: try context.requirePrincipal()) else { throw StationError.notFound }
        return try await list(request, context, gone: MailsPage.Gone(typed: typed))
    }

    /// A ticket's number as typed; nil for nothing.
    private func ticket(_ text: String?) throws(StationError) -> TicketNumber? {
        guard let text = text?.trimmingCharacters(in: .whitespaces), !text.isEmpty else { return nil }
        guard let number = TicketNumber(text) else {
            throw .invalid([FieldProblem("/ticket", .wrongType(expected: "ticket"))])
        }
        return number
    }

    /// With what was typed, in front of the others.
    private func showAgain(
        _ request: Request, _ context: StationContext,
        _ mistyped: (id: String, ticket: String, problems: [FieldProblem])
    ) async throws -> Response {
        do {
            let mail = try await station.quarantinedMail(mistyped.id, by: try context.requirePrincipal())
            return try await list(
                request, context, Mistyped(mail: mail, ticket: mistyped.ticket, problems: mistyped.problems))
        } catch StationError.notFound {
            return try await tooLate(request, context, mistyped.id, typed: mistyped.ticket)
        }
    }

    private func list(
        _ request: Request, _ context: StationContext, _ mistyped: Mistyped? = nil, gone: MailsPage.Gone? = nil
    ) async throws -> Response {
        let parameters = request.uri.queryParameters
        let page = try await station.quarantinedMails(
            limit: 20, cursor: parameters["cursor"].map(String.init), by: try context.requirePrincipal())
        let wording = wording(context)
        let errors = mistyped.map { wrong in
            self.errors(wrong.problems, context).leading { _ in "ticket-\(wrong.mail.id)" }
        }
        // What did not fit comes first: it may stand pages behind the newest.
        let others = page.items.filter { $0.id != mistyped?.mail.id }
        let model = MailsPage(
            mails: ([mistyped?.mail].compactMap(\.self) + others).map { mail in
                let isMeant = mail.id == mistyped?.mail.id
                return MailsPage.Mail(
                    id: mail.id, sender: mail.sender, at: wording.dates.moment(mail.at),
                    why: wording.say("mails.why-\(mail.reason)"), text: mail.text, isCut: mail.isCut,
                    answers: mail.ticket?.description,
                    ticket: isMeant ? mistyped?.ticket ?? "" : mail.ticket?.description ?? "",
                    ticketError: isMeant ? errors?.items.first?.text : nil)
            }, isEmpty: page.items.isEmpty && mistyped == nil,
            next: page.next.map { Self.link("/mails", cursor: $0, parameters: [:]) },
            accepted: parameters["accepted"].flatMap { TicketNumber(String($0)) }?.description,
            refused: parameters["refused"] != nil, gone: gone, errors: errors)
        return pages.response(
            "mails", model, title: wording.say("mails.title"), context, path: "/mails",
            status: gone != nil ? .conflict : errors == nil ? .ok : .unprocessableContent, hasErrors: errors != nil)
    }
}
