import Casework
import HealthCheck
import Station

/// Who in the unit has a ticket, why, and whom it can be handed to.
struct HolderBox {
    let name: String
    let why: String
    let standIn: String?
    let colleagues: [TeamPage.UnitOption]
    let mayHand: Bool

    init(_ view: HolderView, _ wording: Wording) {
        name = view.officer.displayName
        why = wording.why(view.reason)
        standIn = view.standIn.map { wording.say("team.stand-in", ["name": $0.displayName]) }
        colleagues = view.colleagues.map {
            TeamPage.UnitOption(value: $0.id, text: $0.displayName, isChosen: false)
        }
        mayHand = !view.colleagues.isEmpty
    }
}

/// What earlier tickets with the same words say about where this one belongs.
struct LearnedBox {
    let text: String
    /// `“护照”：12 件中 11 件`
    let evidence: [String]

    /// Nil where earlier tickets do not agree.
    init?(_ learned: LearnedSuggestion, _ wording: Wording) {
        guard let unit = learned.unit, let first = unit.evidence.first else { return nil }
        text = wording.say("learned.unit", ["unit": wording.unit(unit.place), "count": "\(first.here)"])
        evidence = unit.evidence.map { wording.evidence($0.word, $0.here, $0.all) }
    }
}

extension Wording {
    func why(_ reason: HoldingReason) -> String {
        switch reason {
        case .leastOpen(let open, let here): say("holder.least-open", ["open": "\(open)", "here": "\(here)"])
        case .hadItBefore: say("holder.had-it-before")
        case .handed: say("holder.handed")
        }
    }

    func evidence(_ word: String, _ here: Int, _ all: Int) -> String {
        say("learned.evidence", ["word": word, "here": "\(here)", "all": "\(all)"])
    }
}
