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
        self.topic = topic.filled(values)
        title = fill(chance.oneOf(topic.titles), values)
        body = fill(chance.oneOf(topic.bodies), values)
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
        topic = DemoTopic.about(matter.code).filled(["country": "泰国", "goods": "刀具", "n": "3", "month": "3"])
        self.title = title
        self.body = body
        urgency = .normal
        origin = .warning
        self.warning = warning
        self.seed = seed
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
    /// The same with every placeholder of every text replaced.
    func filled(_ values: [String: String]) -> DemoTopic {
        func all(_ texts: [String]) -> [String] { texts.map { fill($0, values) } }
        return DemoTopic(
            matter, weight, for: industries, titles: all(titles), bodies: all(bodies), answers: all(answers),
            ask: fill(ask, values), opinion: fill(opinion, values))
    }
}
