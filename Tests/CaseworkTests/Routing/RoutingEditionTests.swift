import Testing

@testable import Casework

/// Destination and hour as conditions, the flaws of a table, and what a dry run counts.
@Suite("Versions of the routing rules")
struct RoutingEditionTests {
    private static func facts(_ title: String = "一", destinations: [String] = [], minute: Int? = nil) -> RoutingFacts {
        RoutingFacts(
            matter: "TX01", matterUnit: "tax", title: title, body: "", urgency: .normal, origin: .portal,
            industry: nil, grade: nil, destinations: destinations, minute: minute)
    }

    private static func table(_ rules: RoutingRule..., edition: Int? = nil) throws -> RoutingTable {
        try #require(
            RoutingTable(
                version: "1", rules: rules + [RoutingRule(id: "R99", conditions: [], lead: .matterUnit)],
                edition: edition))
    }

    @Test("a rule by destination and hour fits only there and then, and says why; midnight does not stop it")
    func destinationAndHour() throws {
        let night = try #require(DaySpan("18:00-08:30"))
        let table = try Self.table(
            RoutingRule(
                id: "R1", conditions: [.destination(["DEU"]), .hours(night)], lead: .unit("foreign-affairs")),
            edition: 7)
        let cases: [([String], Int?, String)] = [
            (["DEU"], 18 * 60, "R1"), (["FRA", "DEU"], 0, "R1"), (["DEU"], 8 * 60 + 29, "R1"),
            (["DEU"], 8 * 60 + 30, "R99"), (["DEU"], 17 * 60 + 59, "R99"), (["FRA"], 0, "R99"), ([], 0, "R99"),
            (["DEU"], nil, "R99"),
        ]
        for (destinations, minute, rule) in cases {
            let decision = table.decide(Self.facts(destinations: destinations, minute: minute))
            #expect(decision.rule == rule && decision.edition == 7, "\(destinations) \(minute ?? -1)")
        }
        #expect(
            table.decide(Self.facts(destinations: ["DEU"], minute: 1145)).matched == ["destination=DEU", "hour=19:05"])
        #expect(table.asksDestination)
    }

    @Test("a country that who files it names counts like one in the text, and the answer says which of them it was")
    func statedCountry() throws {
        let table = try Self.table(
            RoutingRule(id: "R1", conditions: [.destination(["DEU", "FRA"])], lead: .unit("foreign-affairs")))
        func matched(_ stated: [String], _ mentioned: [String]) -> [String] {
            let facts = RoutingFacts(
                matter: "TX01", matterUnit: "tax", title: "一", body: "", urgency: .normal, origin: .portal,
                industry: nil, grade: nil, countries: stated, destinations: mentioned)
            return table.decide(facts).matched
        }
        #expect(matched(["DEU"], []) == ["country=DEU"])
        #expect(matched([], ["DEU"]) == ["destination=DEU"])
        #expect(matched(["THA", "FRA"], ["DEU"]) == ["country=FRA"])
        #expect(matched(["THA"], ["FRA"]) == ["destination=FRA"])
        #expect(matched(["THA"], ["VNM"]) == [])
    }

    @Test(
        "a part of a day is read exactly",
        arguments: ["", "8:00-9:00", "18:00", "24:00-01:00", "09:00-09:00", "09:60-10:00"])
    func badSpans(text: String) { #expect(DaySpan(text) == nil) }

    @Test("a span contains what lies between its ends, drawn ten thousand times")
    func spans() throws {
        var chance = SplitMix64(seed: 28)
        for _ in 0..<10_000 {
            let (from, to) = (Int.random(in: 0..<1440, using: &chance), Int.random(in: 0...1440, using: &chance))
            guard let span = DaySpan(from: from, to: to) else {
                #expect(from == to)
                continue
            }
            let inside = (0..<1440).filter(span.contains).count
            #expect(inside == (to > from ? to - from : 1440 - from + to))
            #expect(DaySpan(span.text) == span)
        }
    }

    @Test("a unit that does not exist, a matter without its unit and a rule that is never reached are told by name")
    func flaws() throws {
        let table = try Self.table(
            RoutingRule(id: "R1", conditions: [.textAny(["护照"])], lead: .unit("tax"), assisting: ["moon"]),
            RoutingRule(id: "R2", conditions: [.textAny(["护照加急"]), .matter(["TX01"])], lead: .unit("tax")),
            RoutingRule(id: "R3", conditions: [.gradeAtLeast("D")], lead: .unit("mars")))
        let found = table.flaws(units: ["tax"], matters: [("TX01", "tax"), ("XX01", "gone")])
        #expect(
            found == [
                .unknownUnit(rule: "R1", unit: "moon"), .neverReached(rule: "R2", by: "R1"),
                .unknownUnit(rule: "R3", unit: "mars"), .matterWithoutUnit(matter: "XX01", unit: "gone"),
            ])
        #expect(found.filter(\.isGrave).count == 3)
    }

    @Test("a rule said to be never reached is never reached, whatever the ticket, over drawn tables and tickets")
    func neverReached() throws {
        var chance = SplitMix64(seed: 281)
        func condition() -> RoutingCondition {
            switch Int.random(in: 0..<5, using: &chance) {
            case 0: .matter(["TX01", "TX02", "TX03"].filter { _ in Bool.random(using: &chance) })
            case 1: .textAny([["一", "一二", "二", "一二三"].randomElement(using: &chance).map { Phrase($0) } ?? "一"])
            case 2: .gradeAtLeast(["B", "C", "D"].randomElement(using: &chance) ?? "B")
            case 3: .origin([Origin.portal, .window].filter { _ in Bool.random(using: &chance) })
            default: .urgency([.expedited])
            }
        }
        var shadowed = 0
        for _ in 0..<2_000 {
            let rules = (0..<4).map { index in
                RoutingRule(
                    id: "R\(index)", conditions: (0..<Int.random(in: 1...2, using: &chance)).map { _ in condition() },
                    lead: .matterUnit)
            }
            let table = try #require(
                RoutingTable(version: "1", rules: rules + [RoutingRule(id: "R9", conditions: [], lead: .matterUnit)]))
            let dead = table.flaws(units: ["tax"], matters: [("TX01", "tax")]).compactMap { flaw -> String? in
                if case .neverReached(let rule, _) = flaw { rule } else { nil }
            }
            shadowed += dead.count
            for _ in 0..<40 {
                let facts = RoutingFacts(
                    matter: ["TX01", "TX02", "TX03"].randomElement(using: &chance) ?? "TX01", matterUnit: "tax",
                    title: ["一", "一二三", "二", "三"].randomElement(using: &chance) ?? "一", body: "",
                    urgency: Bool.random(using: &chance) ? .normal : .expedited,
                    origin: [Origin.portal, .window, .api].randomElement(using: &chance) ?? .portal, industry: nil,
                    grade: [nil, "B", "C", "D", "E"].randomElement(using: &chance) ?? nil)
                #expect(!dead.contains(table.decide(facts).rule))
            }
        }
        #expect(shadowed > 100)
    }

    @Test("a comparison counts every ticket once: moved, assisting, urgency, or only another rule")
    func comparison() throws {
        func decision(_ rule: String, _ lead: UnitID, _ assisting: [UnitID] = [], _ urgency: Urgency = .normal)
            -> RoutingDecision
        {
            RoutingDecision(rule: rule, lead: lead, assisting: assisting, urgency: urgency, matched: [])
        }
        let pairs: [(RoutingDecision, RoutingDecision)] = [
            (decision("R1", "tax"), decision("R1", "tax")), (decision("R1", "tax"), decision("R2", "tax")),
            (decision("R1", "tax"), decision("R2", "customs")), (decision("R1", "tax"), decision("R2", "customs")),
            (decision("R1", "customs"), decision("R2", "tax", ["customs"], .expedited)),
            (decision("R1", "tax"), decision("R1", "tax", ["customs"])),
            (decision("R1", "tax", [], .expedited), decision("R1", "tax")),
        ]
        var found = RoutingComparison()
        let number = try #require(TicketNumber(year: 2026, sequence: 1))
        for (before, after) in pairs {
            found.add(RoutingChange(ticket: number, title: "", matter: "TX01", before: before, after: after))
        }
        #expect((found.looked, found.changed, found.otherRule) == (7, 5, 1))
        #expect((found.otherAssisting, found.raised, found.lowered) == (1, 1, 1))
        #expect(
            found.moves.map { "\($0.from.rawValue) \($0.to.rawValue) \($0.count)" } == [
                "tax customs 2", "customs tax 1",
            ])
        #expect(found.named.count == 5)
        for _ in 0..<500 {
            found.add(RoutingChange(ticket: number, title: "", matter: "", before: pairs[2].0, after: pairs[2].1))
        }
        #expect(found.named.count == RoutingComparison.namedLimit && found.changed == 505)
    }
}
