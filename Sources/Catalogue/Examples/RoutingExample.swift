public import Casework
public import Foundation
public import HealthCheck
import Station

/// A worked example of routing: a ticket as filed, and where it must go by when.
public struct RoutingExample {
    /// A ticket as an example or `cloudstation route` gives it.
    public struct TicketFacts: Hashable, Sendable {
        /// Code of the matter.
        public let matter: String
        /// In one line; routing looks for its phrases here and in the body.
        public let title: String
        /// The rest of what the company writes.
        public let body: String
        /// As asked for; a rule may raise it.
        public let urgency: Urgency
        /// The door it comes in by; the portal unless given.
        public let origin: Origin
        /// The company's trade, where known.
        public let industry: String?
        /// `A` … `E`, when the ticket comes from a warning.
        public let grade: String?
        /// Codes of the countries it is about as who files it says.
        public let countries: [String]
        /// From here both deadlines run.
        public let filedAt: Date

        /// What routing looks at, for a matter handled by `unit`: the text's countries are found in `table`, and the
        /// time of day is told `offset` seconds east of Greenwich.
        public func routingFacts(matterUnit unit: UnitID, _ table: CountryTable, offset: Int) -> RoutingFacts {
            let second = (Int(filedAt.timeIntervalSince1970.rounded(.down)) + offset) % 86_400
            return RoutingFacts(
                matter: matter, matterUnit: unit, title: title, body: body, urgency: urgency, origin: origin,
                industry: industry, grade: grade, countries: countries,
                destinations: table.mentioned(in: title + "\n" + body), minute: (second + 86_400) % 86_400 / 60)
        }
    }

    private let facts: TicketFacts
    private let expect: Fields

    /// Nil after a mistake in its form.
    init?(_ entry: Entry) {
        guard let fields = entry.fields(required: ["title", "ticket", "expect"]) else { return nil }
        _ = fields["title"]?.localized()
        let facts = fields["ticket"]?.ticketFacts()
        let expect = fields["expect"]?.fields(required: ["rule", "lead", "assisting", "acceptanceDue", "promiseDue"])
        guard let facts, let expect else { return nil }
        self.facts = facts
        self.expect = expect
    }

    /// Compares where the ticket goes with what is expected, value by value.
    func check(_ parts: CatalogueParts) {
        guard let table = parts.routing?.table, let policy = parts.policy,
            let matter = parts.matters.first(where: { $0.code == facts.matter })
        else { return }
        let decision = table.decide(
            facts.routingFacts(
                matterUnit: matter.unit, parts.countries ?? .empty, offset: policy.calendar.utcOffset))
        let calendar = policy.calendar
        let acceptance = calendar.date(adding: policy.acceptance(urgency: decision.urgency), to: facts.filedAt)
        let handling = policy.handling(promise: matter.promise, urgency: decision.urgency)
        expect["rule"]?.expectText(decision.rule)
        expect["lead"]?.expectText(decision.lead.rawValue)
        if let entry = expect["assisting"] {
            let expected = entry.items().compactMap { $0.text() }
            let found = decision.assisting.map(\.rawValue)
            if expected != found { entry.error("expected \(expected), came out \(found)") }
        }
        expect["acceptanceDue"]?.expectMoment(acceptance, calendar)
        expect["promiseDue"]?.expectMoment(calendar.date(adding: handling, to: facts.filedAt), calendar)
    }
}

extension Entry {
    /// The ticket of an example; its matter is checked like any other reference.
    func ticketFacts() -> RoutingExample.TicketFacts? {
        guard
            let fields = fields(
                required: ["matter", "title", "body", "filedAt"],
                optional: ["urgency", "origin", "industry", "grade", "countries"])
        else { return nil }
        let matter = fields["matter"]?.matterReference()
        let title = fields["title"]?.text()
        let body = fields["body"]?.text()
        let urgency = fields["urgency"].map { $0.word(of: Urgency.self) } ?? .normal
        let origin = fields["origin"].map { $0.word(of: Origin.self) } ?? .portal
        let industry = fields["industry"]?.word(of: Self.industries)
        let grade = fields["grade"]?.word(of: Self.grades)
        let countries = (fields["countries"]?.items() ?? []).compactMap { $0.countryReference() }
        let filedAt = fields["filedAt"]?.moment()
        guard let matter, let title, let body, let urgency, let origin, let filedAt else { return nil }
        return RoutingExample.TicketFacts(
            matter: matter, title: title, body: body, urgency: urgency, origin: origin, industry: industry,
            grade: grade, countries: countries, filedAt: filedAt)
    }

    fileprivate func expectText(_ found: String) {
        if let text = text(), text != found { error("expected \(text), came out \(found)") }
    }

    fileprivate func expectMoment(_ found: Date, _ calendar: WorkingCalendar) {
        guard let expected = moment(), expected != found else { return }
        let offset = calendar.utcOffset
        error("expected \(ClockTime.text(expected, offset: offset)), came out \(ClockTime.text(found, offset: offset))")
    }
}
