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
    let errors: ErrorSummary?

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
        let mail: String
        let ticket: String
        let problems: [FieldProblem]
    }

    func mailsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        try await mailsPage(request, context, nil)
    }

    func ruleOnMail(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable {
            var ticket: String?
        }
        var request = request
        let principal = try context.requirePrincipal()
        let id = try context.parameters.require("id")
        let form = try await request.form(Form.self, context)
        switch MailNoun(rawValue: try context.parameters.require("noun")) {
        case .acceptance:
            do {
                let number = try await station.acceptMail(id, on: try ticket(form.ticket), by: principal)
                return .seeOther("/mails?accepted=\(number)")
            } catch StationError.invalid(let problems) {
                return try await mailsPage(
                    request, context, Mistyped(mail: id, ticket: form.ticket ?? "", problems: problems))
            } catch StationError.ticket {
                // Such a ticket takes no more messages: another has to be named.
                let ended = [FieldProblem("/ticket", .ticketEnded)]
                return try await mailsPage(
                    request, context, Mistyped(mail: id, ticket: form.ticket ?? "", problems: ended))
            }
        case .refusal:
            try await station.refuseMail(id, by: principal)
            return .seeOther("/mails?refused=1")
        case nil: throw StationError.notFound
        }
    }

    /// A ticket's number as typed; nil for nothing.
    private func ticket(_ text: String?) throws(StationError) -> TicketNumber? {
        guard let text = text?.trimmingCharacters(in: .whitespaces), !text.isEmpty else { return nil }
        guard let number = TicketNumber(text) else { throw .invalid([FieldProblem("/ticket", .unknownTicket)]) }
        return number
    }

    private func mailsPage(
        _ request: Request, _ context: StationContext, _ mistyped: Mistyped?
    ) async throws -> Response {
        let parameters = request.uri.queryParameters
        let page = try await station.quarantinedMails(
            limit: 20, cursor: parameters["cursor"].map(String.init), by: try context.requirePrincipal())
        let wording = wording(context)
        let errors = mistyped.map { wrong in
            self.errors(wrong.problems, context).leading { _ in "ticket-\(wrong.mail)" }
        }
        let model = MailsPage(
            mails: page.items.map { mail in
                let isMeant = mail.id == mistyped?.mail
                return MailsPage.Mail(
                    id: mail.id, sender: mail.sender, at: wording.dates.moment(mail.at),
                    why: wording.say("mails.why-\(mail.reason)"), text: mail.text, isCut: mail.isCut,
                    answers: mail.ticket?.description,
                    ticket: isMeant ? mistyped?.ticket ?? "" : mail.ticket?.description ?? "",
                    ticketError: isMeant ? errors?.items.first?.text : nil)
            }, isEmpty: page.items.isEmpty, next: page.next.map { Self.link("/mails", cursor: $0, parameters: [:]) },
            accepted: parameters["accepted"].flatMap { TicketNumber(String($0)) }?.description,
            refused: parameters["refused"] != nil, errors: errors)
        return pages.response(
            "mails", model, title: wording.say("mails.title"), context, path: "/mails",
            status: errors == nil ? .ok : .unprocessableContent, hasErrors: errors != nil)
    }
}
