import Casework
import Foundation
import Station

/// A ticket as the API shows it.
struct TicketJSON: Encodable {
    let number: String
    let version: Int
    let company: String
    let companyName: String?
    let matter: String
    let title: String
    let body: String
    let origin: String
    let admission: String?
    let concerns: String?
    let countries: [String]
    let urgency: String
    let state: String
    let stage: String
    let lead: String
    let legs: [LegJSON]?
    let deadline: DeadlineJSON?
    let promisedBy: String
    let overdue: Bool
    let suggestion: SuggestionJSON?
    let feedback: String?
    let resolution: String?
    let rating: RatingJSON?
    let mergedInto: String?
    let level: String?
    let ruling: RulingJSON?
    let pauses: [PauseJSON]
    let papers: [PaperJSON]
    let parent: String?
    let parts: [PartJSON]
    let filedAt: String
    let endedAt: String?
    let actions: [String]?
    let approval: ApprovalJSON?

    /// The rule that approved it and what met each of its conditions.
    struct ApprovalJSON: Encodable {
        let rule: String
        let since: String
        let grounds: [GroundJSON]
    }

    struct GroundJSON: Encodable {
        let condition: String
        let value: String
        let since: String?
    }

    struct RulingJSON: Encodable {
        let unit: String
        let reason: String
        let at: String
    }

    struct PauseJSON: Encodable {
        let from: String
        let to: String?
        let request: String
    }

    struct PaperJSON: Encodable {
        let id: Int
        let name: String
        let due: String
        let receivedAt: String?
    }

    struct PartJSON: Encodable {
        let ticket: String
        let state: String
    }

    struct LegJSON: Encodable {
        let consent: Bool
        let id: Int
        let unit: String
        let question: String
        let due: String
        let state: String
        let stance: String?
        let text: String?
    }

    struct DeadlineJSON: Encodable {
        let kind: String
        let owner: String
        let due: String
        /// The date lies in a year whose holidays are not announced yet.
        let provisional: Bool
    }

    struct SuggestionJSON: Encodable {
        let rule: String
        let lead: String
        let assisting: [String]
        let matched: [String]
        /// The edition of the rules that decided.
        let edition: Int?
    }

    struct RatingJSON: Encodable {
        let stars: Int
        let comment: String
        let responded: Bool?
        let review: String?
    }

    /// - Parameter isInside: whether the reader may see what passes between units.
    init(
        _ ticket: Ticket, company: Company?, isInside: Bool, allowed: Set<TicketActionKind>?, now: Date,
        _ wording: Wording
    ) {
        let dates = wording.dates
        number = ticket.number.description
        version = ticket.version
        self.company = ticket.filing.company.description
        companyName = company?.name
        matter = ticket.filing.matter
        title = ticket.filing.title
        body = ticket.filing.body
        origin = ticket.filing.origin.rawValue
        admission = ticket.filing.admission
        concerns = ticket.filing.concerns?.description
        countries = ticket.filing.countries ?? []
        urgency = ticket.urgency.rawValue
        state = ticket.state.rawValue
        stage = ticket.state.stage.rawValue
        lead = ticket.lead.rawValue
        legs = isInside ? ticket.legs.map { LegJSON($0, dates) } : nil
        deadline = ticket.deadline.map { deadline in
            DeadlineJSON(
                kind: deadline.kind.rawValue, owner: deadline.owner == .company ? "company" : ticket.lead.rawValue,
                due: dates.rfc3339(deadline.due), provisional: dates.calendar.isProvisional(deadline.due))
        }
        promisedBy = dates.rfc3339(ticket.promisedBy)
        overdue = ticket.deadline.map { $0.due < now } ?? false
        let decision = ticket.filing.suggestion
        suggestion =
            isInside
            ? SuggestionJSON(
                rule: decision.rule, lead: decision.lead.rawValue, assisting: decision.assisting.map(\.rawValue),
                matched: decision.matched, edition: decision.edition) : nil
        feedback = ticket.reply?.text
        resolution = ticket.resolution?.rawValue
        rating = ticket.rating.map {
            RatingJSON(
                stars: $0.stars, comment: $0.comment, responded: $0.responded, review: $0.review?.finding.rawValue)
        }
        level = isInside ? "\(ticket.level)" : nil
        ruling =
            isInside
            ? ticket.ruling.map {
                RulingJSON(unit: $0.unit.rawValue, reason: $0.reason, at: dates.rfc3339($0.at))
            } : nil
        pauses = ticket.pauses.map {
            PauseJSON(from: dates.rfc3339($0.from), to: $0.to.map(dates.rfc3339), request: $0.request)
        }
        papers = ticket.papers.map {
            PaperJSON(
                id: $0.id, name: $0.name, due: dates.rfc3339($0.due), receivedAt: $0.receivedAt.map(dates.rfc3339))
        }
        parent = ticket.parent?.description
        parts = ticket.parts.map { PartJSON(ticket: $0.number.description, state: $0.state.rawValue) }
        mergedInto = ticket.mergedInto?.description
        filedAt = dates.rfc3339(ticket.filedAt)
        endedAt = ticket.endedAt.map(dates.rfc3339)
        actions = allowed.map { $0.map(\.rawValue).sorted() }
        approval = ticket.approval.map { approval in
            ApprovalJSON(
                rule: approval.rule, since: approval.since.description,
                grounds: approval.grounds.map {
                    GroundJSON(condition: $0.condition, value: $0.value, since: $0.since.map(dates.rfc3339))
                })
        }
    }
}

extension TicketJSON.LegJSON {
    fileprivate init(_ leg: Leg, _ dates: DateText) {
        id = leg.id
        consent = leg.consent == true
        unit = leg.unit.rawValue
        question = leg.question
        due = dates.rfc3339(leg.due)
        switch leg.state {
        case .open: (state, stance, text) = ("open", nil, nil)
        case .answered(let given, let opinion, _): (state, stance, text) = ("answered", given.rawValue, opinion)
        case .released(let reason, _): (state, stance, text) = ("released", nil, reason)
        case .overruled(_, let reason, _): (state, stance, text) = ("overruled", Stance.disagree.rawValue, reason)
        }
    }
}

/// One event of a ticket's history.
struct EventJSON: Encodable {
    let sequence: Int
    let at: String
    let by: String
    let actor: String
    let kind: String
    let title: String
    let text: String
    /// A refusal's ground.
    let ground: String?
    /// Ids of the files that came with it.
    let files: [String]

    /// A company knows units, not officers by name.
    init(_ recorded: RecordedEvent, _ view: TicketView, _ wording: Wording) {
        let ticket = view.ticket
        let isInside = view.party != .company
        files = view.attachments.filter { $0.sequence == recorded.event.sequence }.map(\.id)
        let event = recorded.event
        sequence = event.sequence
        at = wording.dates.rfc3339(event.at)
        by =
            switch event.by {
            case .company: "company"
            case .desk: wording.station.catalogue.policy.desk.rawValue
            case .unit(let unit): unit.rawValue
            case .manager: "manager"
            case .clock: "clock"
            }
        actor = isInside || event.by == .company ? recorded.actor : ""
        if case .refuse(_, let named) = event.action { ground = named } else { ground = nil }
        kind = event.action.kind.rawValue
        title = wording.title(of: event.action, ticket)
        text = wording.text(of: event.action)
    }
}
