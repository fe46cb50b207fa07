import Casework
import Foundation
import Hummingbird
import Station

/// What one press did to several tickets.
struct BulkPage {
    let rows: [Row]
    let done: Int
    /// Nil when every row was done: a template takes a zero for something.
    let refused: Int?
    let back: String
    let backText: String

    struct Row {
        let number: String
        let href: String
        let text: String
        let isDone: Bool
    }
}

extension Site {
    /// One act on every ticked row; each row says what came of it.
    func actOnMany(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let body = try await request.body(context)
        let fields = try FormFields(urlencoded: body)
        let principal = try context.requirePrincipal()
        guard principal.isLiaison || principal.company != nil else { throw StationError.notForRole }
        let nouns = principal.isLiaison ? Self.bulkNouns + [.retractions] : [.withdrawal]
        guard let noun = fields["act"].flatMap(ActionNoun.init(rawValue:)), nouns.contains(noun) else {
            throw StationError.invalid([FieldProblem("/act", .notOneOf(nouns.map(\.rawValue)))])
        }
        var form = ActionRequest()
        (form.reason, form.text) = (fields["reason"], fields["reason"])
        let sent = form
        let tickets = fields.all("ticket").compactMap(Self.versioned)
        if tickets.isEmpty, principal.isLiaison {
            return try await deskPage(
                query: fields["back"] ?? "", context,
                unticked: DeskPage.Unticked(act: noun.rawValue, reason: fields["reason"] ?? ""))
        }
        let calendar = station.catalogue.policy.calendar
        let outcomes = try await station.act(
            onEach: tickets, merging: true, by: principal,
            key: fields["idempotencyKey"].map { IdempotencyKey($0, request: body) }
        ) { try noun.action(sent, $0, calendar) }
        let wording = wording(context)
        let rows = outcomes.map { row(of: $0, wording) }
        let done = rows.filter(\.isDone).count
        let back = principal.isLiaison ? QueueAddress(fields["back"]).path() : "/tickets"
        return pages.response(
            "bulk",
            BulkPage(
                rows: rows, done: done, refused: done < rows.count ? rows.count - done : nil, back: back,
                backText: wording.say(principal.isLiaison ? "desk.bulk-back" : "desk.bulk-back-own")),
            title: wording.say("desk.bulk-title"), context, path: principal.isLiaison ? "/desk" : "/tickets")
    }

    /// What may be done to several at once; nothing that needs a look at each.
    static let bulkNouns: [ActionNoun] = [.acceptance, .escalations, .notes, .recalls]

    /// `2026-000123-7:4`, a row as it was shown.
    private static func versioned(_ text: String) -> (number: TicketNumber, version: Int?)? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let number = TicketNumber(String(parts[0])), let version = Int(parts[1]) else {
            return nil
        }
        return (number, version)
    }

    func row(of outcome: RowOutcome, _ wording: Wording) -> BulkPage.Row {
        let (text, isDone): (String, Bool) =
            switch outcome.result {
            case .success(let outcome): (wording.standing(outcome.ticket), true)
            case .failure(let error): (presenter.line(error, wording), false)
            }
        return BulkPage.Row(
            number: outcome.number.description, href: "/tickets/\(outcome.number)", text: text, isDone: isDone)
    }
}
