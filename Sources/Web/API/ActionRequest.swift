import Casework
import Foundation
import Station

/// What a ticket action needs, from a form or a JSON body; each action reads its own fields.
struct ActionRequest: Decodable, Sendable {
    var lead: String?
    var unit: String?
    var assisting: [String]?
    var rule: String?
    var reason: String?
    var text: String?
    var question: String?
    var leg: Int?
    var stance: String?
    var resolution: String?
    var stars: Int?
    var comment: String?
    var ticket: String?
    var visibility: String?
    /// Why a ticket is handed on or back.
    var code: String?
    /// Whether a leg asks for consent.
    var consent: Bool?
    /// A day (its closing time) or a moment.
    var due: String?
    var papers: [String]?
    var paper: Int?
    var ladder: String?
    var responded: Bool?
    var finding: String?
    var cause: String?
    /// Why a ticket is refused: the id of a ground of the catalogue.
    var ground: String?
    /// Forms only: an officer who is to hear of it, chosen rather than called in the text.
    var mention: String?
    /// Forms only: the list of the desk the officer came from, to come back to.
    var list: String?
    /// What it turned out to be: the code of a matter.
    var matter: String?
    /// Forms only: the version the page showed, and the key that makes a repeat harmless.
    var version: Int?
    var idempotencyKey: String?
}

/// The nouns that create an action: the last part of the path, the same for pages and for the API.
enum ActionNoun: String, CaseIterable, Sendable {
    case acceptance, refusal, transfers, returns, legs, opinions, releases, materials, escalations, feedback
    case confirmation, rating, reopening, withdrawal, notes, messages, merges, links
    case rulings, recalls, overrulings, minutes, papers, supervisions, reviews, separations, parents
    case materialRequests = "material-requests"
    case paperReceipts = "paper-receipts"
    case reclassifications, retimings, retractions, calls

    /// The action that `request` asks for, given the ticket as it stands.
    func action(
        _ request: ActionRequest, _ ticket: Ticket, _ calendar: WorkingCalendar
    ) throws -> TicketAction {
        switch self {
        case .acceptance: return acceptance(request, ticket)
        case .refusal: return .refuse(reason: request.reason ?? "", ground: try ground(request))
        case .transfers:
            return .transfer(
                to: try unit(request.unit, "/unit"), reason: request.reason ?? "", code: try code(request))
        case .returns: return .sendBack(reason: request.reason ?? "", code: try code(request))
        case .recalls: return .recall(reason: request.reason ?? "")
        case .rulings: return .rule(lead: try unit(request.unit, "/unit"), reason: request.reason ?? "")
        case .legs:
            return .openLeg(
                unit: try unit(request.unit, "/unit"), question: request.question ?? request.text ?? "",
                consent: request.consent == true ? true : nil, due: try moment(request.due, calendar))
        case .opinions:
            return .giveOpinion(
                leg: try required(request.leg ?? (ticket.openLegs + ticket.vetoes).first?.id, "/leg"),
                stance: try choice(request.stance, "/stance"), text: request.text ?? "")
        case .releases:
            return .releaseLeg(leg: try required(request.leg, "/leg"), reason: request.reason ?? "")
        case .overrulings:
            return .overrule(leg: try required(request.leg, "/leg"), reason: request.reason ?? "")
        case .minutes: return .consult(minutes: request.text ?? "")
        case .papers:
            return .deferPapers(
                request.papers ?? (request.text ?? "").split(whereSeparator: \.isNewline).map(String.init),
                due: try required(try moment(request.due, calendar), "/due"))
        case .paperReceipts: return .receivePaper(try required(request.paper, "/paper"))
        case .supervisions: return .supervise(reason: request.reason ?? "")
        case .reviews: return .review(try choice(request.finding, "/finding"), text: request.text ?? "")
        case .separations: return .unmerge(reason: request.reason ?? "")
        case .parents: return .join(try number(request.ticket))
        case .materialRequests: return .requestMaterials(text: request.text ?? "")
        case .materials: return .supplyMaterials(text: request.text ?? "")
        case .escalations:
            return .escalate(
                reason: request.reason ?? "", ladder: try request.ladder.map { try Ladder.named($0, at: "/ladder") })
        case .feedback: return .answer(text: request.text ?? "")
        case .confirmation: return .confirm(try choice(request.resolution, "/resolution"))
        case .rating:
            return .rate(
                stars: try required(request.stars, "/stars"), comment: request.comment ?? "",
                responded: request.responded)
        case .reopening:
            let cause = request.cause.flatMap(\.nonEmpty)
            return .reopen(
                reason: request.reason ?? "", cause: try cause.map { try ReopenCause.named($0, at: "/cause") })
        case .withdrawal: return .withdraw(reason: request.reason ?? "")
        case .notes:
            return request.visibility == "company"
                ? .message(text: request.text ?? "") : .note(text: request.text ?? "")
        case .messages: return .message(text: request.text ?? "")
        // The station asks the routing rules and the catalogue.
        case .reclassifications:
            return .reclassify(
                matter: try required(request.matter.flatMap(\.nonEmpty), "/matter"),
                suggestion: ticket.filing.suggestion, reason: request.reason ?? "")
        case .retimings: return .retime(promise: ticket.filing.promise, reason: request.reason ?? "")
        case .retractions: return .retract(reason: request.reason ?? "")
        case .calls: return .callBack(text: request.text ?? "")
        case .merges: return .merge(into: try number(request.ticket))
        case .links: return .link(try number(request.ticket))
        }
    }

    /// Taking in at the desk, or taking over in the unit it was handed to; the suggestion fills what is not said.
    private func acceptance(_ request: ActionRequest, _ ticket: Ticket) -> TicketAction {
        guard ticket.state == .submitted else { return .take }
        let suggestion = ticket.filing.suggestion
        let lead = request.lead.flatMap { $0.isEmpty ? nil : UnitID(rawValue: $0) } ?? suggestion.lead
        return .accept(
            lead: lead,
            assisting: request.assisting?.filter { !$0.isEmpty }.map(UnitID.init(rawValue:)) ?? suggestion.assisting,
            rule: lead == suggestion.lead ? suggestion.rule : nil)
    }

    private func unit(_ id: String?, _ pointer: String) throws -> UnitID {
        UnitID(rawValue: try required(id.flatMap { $0.isEmpty ? nil : $0 }, pointer))
    }

    /// Older callers give no code; a form always sends one, and an empty one is asked for.
    private func code(_ request: ActionRequest) throws -> HandingCode {
        guard let text = request.code else { return .other }
        return try choice(text.nonEmpty, "/code")
    }

    /// Callers need not give one; a form always sends one, and an empty one is asked for.
    private func ground(_ request: ActionRequest) throws -> String? {
        try request.ground.map { try required($0.nonEmpty, "/ground") }
    }

    /// `2026-11-24` means closing time of that day; an RFC 3339 moment means itself.
    private func moment(_ text: String?, _ calendar: WorkingCalendar) throws -> Date? {
        guard let text = text.flatMap(\.nonEmpty) else { return nil }
        if let day = CivilDay(text) { return calendar.date(day, minute: calendar.hours.last?.upperBound ?? 1440) }
        guard let date = try? Date(text, strategy: .iso8601) else {
            throw StationError.invalid([FieldProblem("/due", .wrongType(expected: "date"))])
        }
        return date
    }

    private func number(_ text: String?) throws -> TicketNumber {
        try TicketNumber.named(try required(text, "/ticket"), at: "/ticket")
    }

    private func choice<Value: RawRepresentable & CaseIterable>(
        _ text: String?, _ pointer: String
    ) throws -> Value where Value.RawValue == String {
        try Value.named(try required(text, pointer), at: pointer)
    }

    private func required<Value>(_ value: Value?, _ pointer: String) throws -> Value {
        guard let value else { throw StationError.invalid([FieldProblem(pointer, .missing)]) }
        return value
    }
}

extension TicketNumber {
    /// The number in `text`, or a problem at `pointer`.
    static func named(_ text: String, at pointer: String) throws -> TicketNumber {
        guard let number = TicketNumber(text) else {
            throw StationError.invalid([FieldProblem(pointer, .unknownTicket)])
        }
        return number
    }
}
