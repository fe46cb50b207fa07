import Casework
import Foundation
import Station

/// What a company asks for at some moment of the past, in its own words.
struct DemoFiling: Sendable {
    let at: Date
    let company: Company
    let matter: Matter
    let topic: DemoTopic
    let title: String
    let body: String
    let urgency: Urgency
    let origin: Origin
    /// The finding of a self-test it came from, and the grade of that profile.
    let warning: (finding: String, grade: String?)?
    /// Chance for everything that follows.
    let seed: UInt64

    /// The words of `topic`, filled in for this company.
    init(_ topic: DemoTopic, _ matter: Matter, by company: Company, at date: Date, origin: Origin, seed: UInt64) {
        var chance = DemoChance(seed: seed)
        let values = [
            "country": chance.oneOf(DemoPhrases.countries), "goods": chance.oneOf(DemoPhrases.goods(company.industry)),
            "n": String(Int.random(in: 2...9, using: &chance)), "month": String(Int.random(in: 1...12, using: &chance)),
        ]
        at = date
        self.company = company
        self.matter = matter
        let place = topic.titles.isEmpty ? 0 : Int.random(in: 0..<topic.titles.count, using: &chance)
        self.topic = topic.filled(values, answering: place)
        title = fill(Self.text(place, of: topic.titles), values)
        body = fill(Self.text(place, of: topic.bodies), values)
        urgency = matter.isGreenChannel && chance.happens(0.5) ? .expedited : .normal
        self.origin = origin
        warning = nil
        self.seed = chance.next()
    }

    /// A warning that became a ticket; see `Station.openTicket(for:)`.
    init(
        warning: (finding: String, grade: String?), _ matter: Matter, by company: Company, at date: Date, title: String,
        body: String, seed: UInt64
    ) {
        at = date
        self.company = company
        self.matter = matter
        topic = DemoTopic.warning
        self.title = title
        self.body = body
        urgency = .normal
        origin = .warning
        self.warning = warning
        self.seed = seed
    }

    /// What belongs to the title at `place`; the first where a topic says one thing only.
    fileprivate static func text(_ place: Int, of texts: [String]) -> String {
        texts.indices.contains(place) ? texts[place] : texts.first ?? ""
    }

    /// As the station would have routed it then.
    func filing(_ catalogue: StationCatalogue) -> Filing {
        let facts = RoutingFacts(
            matter: matter.code, matterUnit: matter.unit, title: title, body: body, urgency: urgency, origin: origin,
            industry: company.industry, grade: warning?.grade)
        return Filing(
            company: company.code, matter: matter.code, title: title, body: body, origin: origin,
            warning: warning?.finding, promise: matter.promise, suggestion: catalogue.routing.decide(facts))
    }
}

extension DemoTopic {
    /// What is left to say once the title at `place` has been chosen, with every placeholder replaced.
    func filled(_ values: [String: String], answering place: Int) -> DemoTopic {
        DemoTopic(
            matter, weight, for: industries, titles: [], bodies: [],
            answers: [fill(DemoFiling.text(place, of: answers), values)], ask: fill(ask, values),
            opinion: fill(opinion, values))
    }
}
