import Casework
import Foundation
import Station

/// An act that met others' changes, with the form as it was sent.
struct MergeSent {
    let conflict: TicketConflict
    let fields: FormFields
    /// Names of the files that came with it; they were not kept.
    let files: [String]
}

/// Yours and the newest, field by field, and the two ways on.
struct ConflictBox {
    let rows: [Row]
    let action: String
    /// What was sent, to be sent again on the ticket as it stands.
    let sent: [Sent]
    let version: Int
    let idempotencyKey: String
    /// Whether the act is still possible at all.
    let canUseYours: Bool
    let newest: String
    /// Whether files may come with the act.
    let takesFiles: Bool
    /// That the files have to be chosen again, by name; nil if none came.
    let filesAgain: String?

    struct Row {
        let field: String
        let seen: String
        let newest: String
        let who: String
        let yours: String
    }

    struct Sent {
        let name: String
        let value: String
        /// Whether a person wrote it.
        let isText: Bool
    }

    init(_ merge: MergeSent, _ noun: ActionNoun, _ view: TicketView, _ wording: Wording, _ station: Station) {
        let conflict = merge.conflict
        rows = conflict.fields.map { field in
            let seen = wording.value(of: field.field, in: conflict.seen)
            let yours = conflict.yours.map { wording.value(of: field.field, in: $0) } ?? seen
            let newest =
                field.field == .conversation
                ? field.change.map { wording.text(of: $0.event.action) } ?? ""
                : wording.value(of: field.field, in: conflict.newest)
            return Row(
                field: wording.name(of: field.field), seen: seen, newest: newest,
                who: field.change.map { wording.who($0, conflict.newest) } ?? "–",
                yours: yours == seen ? wording.say("conflict.rests") : yours)
        }
        action = "/tickets/\(view.ticket.number)/\(noun.rawValue)"
        sent = merge.fields.pairs.filter { !["version", "idempotencyKey"].contains($0.name) }
            .map {
                Sent(
                    name: $0.name, value: $0.value,
                    isText: ["reason", "text", "question", "comment"].contains($0.name) && !$0.value.isEmpty)
            }
        version = view.ticket.version
        idempotencyKey = station.ambient.newID()
        canUseYours = !view.allowed.isDisjoint(with: noun.kinds)
        newest = "/tickets/\(view.ticket.number)"
        takesFiles = noun.kinds.contains(where: \.takesFiles)
        filesAgain =
            merge.files.isEmpty
            ? nil
            : wording.say("conflict.files-again", ["files": merge.files.joined(separator: wording.say("list.comma"))])
    }
}

extension Wording {
    /// `11月24日 10:05 王某：转由网安办理`
    func who(_ change: RecordedEvent, _ ticket: Ticket) -> String {
        let actor = change.actor.isEmpty ? side(of: change) : change.actor
        let title = title(of: change.event.action, ticket)
        return "\(dates.moment(change.event.at)) \(actor)\(say("list.colon"))\(title)"
    }

    func name(of field: TicketField) -> String {
        switch field {
        case .leg(let unit): say("field.leg", ["unit": self.unit(unit)])
        case .paper(let name): say("field.paper", ["name": name])
        default: say("field.\(field)")
        }
    }

    /// What a field says in `ticket`, in a few words.
    func value(of field: TicketField, in ticket: Ticket) -> String {
        let text: String? =
            switch field {
            case .state: state(ticket.state)
            case .lead: unit(ticket.lead)
            case .ruling: ticket.ruling.map { unit($0.unit) }
            case .matter: matter(ticket.filing.matter)
            case .urgency: say("urgency.\(ticket.urgency.rawValue)")
            case .promise: dates.moment(ticket.promisedBy)
            case .tier: say("tier.\(ticket.tier.rawValue)")
            case .level: say("level.\(ticket.level)")
            case .leg(let unit):
                ticket.legs.last { $0.unit == unit }.map { box($0, at: ticket.filedAt) }.map { leg in
                    [leg.stance, leg.text].compactMap { $0 }.joined(separator: say("list.colon"))
                }
            case .paper(let name):
                ticket.papers.last { $0.name == name }.map { paper in
                    paper.receivedAt.map { "✓ " + dates.moment($0) }
                        ?? say("ticket.papers-by", ["date": dates.moment(paper.due)])
                }
            case .reply: ticket.reply?.text
            case .resolution: ticket.resolution.map { say("resolution.\($0.rawValue)") }
            case .rating: ticket.rating.map { say("rating.\($0.stars)") }
            case .review: ticket.rating?.review?.text
            case .callBack: call(ticket)
            case .links: ticket.links.map(\.description).joined(separator: say("list.comma"))
            case .parent: ticket.parent?.description
            case .parts: ticket.parts.map(\.number.description).joined(separator: say("list.comma"))
            case .supervisions: "\(ticket.supervisions)"
            case .conversation: nil
            }
        return text.flatMap(\.nonEmpty) ?? say("conflict.none")
    }
}
