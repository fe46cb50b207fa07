import HealthCheck
import Hummingbird
import Station

extension SelfTestOverview {
    /// Whether it is part of the company's profile.
    var isFull: Bool { questionnaire.role == .full }
}

/// The way to the first look: on top for a company without any profile, else a quiet link.
struct FirstLookCard {
    let isOnTop: Bool
    let isQuiet: Bool
    let title: String
    let lookHref: String
    let minutes: String
    let action: String
    let resultHref: String?

    /// Nil where there is no first look.
    init?(_ tests: [SelfTestOverview], _ wording: Wording) {
        guard let look = tests.first(where: { !$0.isFull }) else { return nil }
        isOnTop = tests.allSatisfy { !$0.isFull || $0.newest == nil }
        isQuiet = !isOnTop
        title = look.questionnaire.title[wording.language]
        lookHref = "/self-tests/\(look.questionnaire.id)"
        let minutes = ["minutes": "\(look.questionnaire.minutes)"]
        self.minutes = wording.say("first-look.invitation", minutes)
        action = wording.say(
            look.draft != nil ? "first-look.resume" : look.newest != nil ? "first-look.again" : "first-look.start")
        resultHref = look.newest.map { "/profiles/\($0.id)" }
    }
}

/// What a first look came to: how each side stands, and which self-tests are worth taking, the worst first.
struct FirstLookPage {
    let sides: [Side]
    let proposals: [Proposal]
    let lead: String
    let note: String
    let againHref: String
    let takenOn: String

    struct Side {
        let title: String
        let grade: GradeChip
        let words: String
    }

    struct Proposal {
        let title: String
        let reason: String
        let proposalHref: String
        let action: String
        let isFirst: Bool
    }
}

extension FirstLookPage {
    init(_ view: ProfileView, _ wording: Wording) {
        let language = wording.language
        let card = view.record.profile.card
        let sides = view.questionnaire.dimensions.map { dimension in
            (dimension: dimension, score: card.dimensions.first { $0.id == dimension.id })
        }
        self.sides = sides.map { side in
            Side(
                title: side.dimension.title[language], grade: wording.grade(side.score?.grade),
                words: wording.say("first-look.grade-\(side.score?.grade?.rawValue ?? "none")"))
        }
        // What cannot be rated is worth a closer look too, after what is bad.
        let ranked = sides.enumerated().sorted {
            (-($0.element.score?.score ?? 5), $0.offset) < (-($1.element.score?.score ?? 5), $1.offset)
        }.map(\.element)
        let bad = ranked.filter { ($0.score?.grade ?? .c) >= .c }
        let chosen = bad.isEmpty ? Array(ranked.prefix(1)) : bad
        proposals = chosen.enumerated().compactMap { place, side in
            guard let proposal = side.dimension.proposal,
                let test = wording.station.catalogue.selfTest(proposal.selfTest)
            else { return nil }
            return Proposal(
                title: test.title[language], reason: proposal.reason[language],
                proposalHref: "/self-tests/\(test.id)",
                action: wording.say("first-look.take", ["title": test.title[language]]), isFirst: place == 0)
        }
        lead = wording.say(bad.isEmpty ? "first-look.calm" : "first-look.worth")
        note = wording.say("first-look.note")
        againHref = "/self-tests/\(view.questionnaire.id)"
        takenOn = wording.say("first-look.taken", ["date": wording.dates.fullDay(view.record.issuedAt)])
    }
}

extension Site {
    /// The result of a first look; it is no profile, so it has none of a profile's parts.
    func firstLookPage(_ view: ProfileView, _ context: StationContext) -> Response {
        let wording = wording(context)
        return pages.response(
            "first-look", FirstLookPage(view, wording), title: wording.say("first-look.result"), context,
            path: "/profiles/\(view.record.id)")
    }
}
