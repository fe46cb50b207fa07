import Casework
public import Station

/// What a dry run found, as programs read it; the command prints the same.
public struct RoutingTrialJSON: Encodable {
    let edition: Int?
    let against: Int?
    let from: String
    let to: String
    let looked: Int
    let changed: Int
    let otherRule: Int
    let otherAssisting: Int
    let raised: Int
    let lowered: Int
    let moves: [Move]
    let tickets: [Change]

    struct Move: Encodable {
        let from: String
        let to: String
        let count: Int
    }

    struct Change: Encodable {
        let ticket: String
        let title: String
        let matter: String
        let before: Decision
        let after: Decision
    }

    struct Decision: Encodable {
        let rule: String
        let lead: String
        let assisting: [String]
        let urgency: String
        let matched: [String]

        init(_ decision: RoutingDecision) {
            rule = decision.rule
            lead = decision.lead.rawValue
            assisting = decision.assisting.map(\.rawValue)
            urgency = decision.urgency.rawValue
            matched = decision.matched
        }
    }

    public init(_ trial: RoutingTrial, _ dates: DateText) {
        let found = trial.comparison
        edition = trial.edition
        against = trial.against
        from = dates.rfc3339(trial.from)
        to = dates.rfc3339(trial.to)
        looked = found.looked
        changed = found.changed
        otherRule = found.otherRule
        otherAssisting = found.otherAssisting
        raised = found.raised
        lowered = found.lowered
        moves = found.moves.map { Move(from: $0.from.rawValue, to: $0.to.rawValue, count: $0.count) }
        tickets = found.named.map {
            Change(
                ticket: $0.ticket.description, title: $0.title, matter: $0.matter, before: Decision($0.before),
                after: Decision($0.after))
        }
    }
}
