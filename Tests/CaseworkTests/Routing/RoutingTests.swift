import Casework
import Testing

@Suite("Routing")
struct RoutingTests {
    private let table: RoutingTable

    init() throws {
        table = try #require(
            RoutingTable(
                version: "2026.11",
                rules: [
                    RoutingRule(
                        id: "R01", conditions: [.matter(["EE05", "AP01"]), .textAny(["今天的航班", "flight today"])],
                        lead: .unit("airport"), assisting: ["entry-exit", "airport"], urgency: .expedited),
                    RoutingRule(id: "R02", conditions: [.urgency([.expedited])], lead: .unit("duty")),
                    RoutingRule(
                        id: "R03", conditions: [.origin([.warning, .api]), .gradeAtLeast("D")], lead: .unit("expert")),
                    RoutingRule(id: "R04", conditions: [.industry(["trade"])], lead: .unit("customs")),
                    RoutingRule(id: "R99", conditions: [], lead: .matterUnit, assisting: ["entry-exit"]),
                ]))
    }

    private func facts(
        matter: String = "CM01", unit: UnitID = "commerce", title: String = "咨询", body: String = "",
        urgency: Urgency = .normal, origin: Origin = .portal, industry: String? = nil, grade: String? = nil
    ) -> RoutingFacts {
        RoutingFacts(
            matter: matter, matterUnit: unit, title: title, body: body, urgency: urgency, origin: origin,
            industry: industry, grade: grade)
    }

    @Test("the first rule whose conditions all hold decides, and says what held")
    func firstMatch() {
        let decision = table.decide(
            facts(matter: "EE05", body: "我要赶今天的航班", urgency: .expedited, industry: "trade"))
        #expect(decision.rule == "R01" && decision.lead == "airport" && decision.urgency == .expedited)
        #expect(decision.matched == ["matter=EE05", "text=今天的航班"])
        #expect(decision.assisting == ["entry-exit"], "the lead does not assist itself")
    }

    @Test("one condition that does not hold passes the ticket on")
    func allConditions() {
        #expect(table.decide(facts(matter: "EE05")).rule == "R99")
        #expect(table.decide(facts(title: "今天的航班")).rule == "R99")
        #expect(table.decide(facts(matter: "AP01", urgency: .expedited)).rule == "R02")
    }

    @Test(
        "text is found in title or body, whatever its width and case",
        arguments: ["FLIGHT TODAY", "Flight today!", "ｆｌｉｇｈｔ ｔｏｄａｙ", "no flight Today?"])
    func text(written: String) {
        #expect(table.decide(facts(matter: "AP01", title: written)).rule == "R01")
        #expect(table.decide(facts(matter: "AP01", body: written)).rule == "R01")
        #expect(table.decide(facts(matter: "AP01", body: written)).matched.last == "text=flight today")
    }

    @Test("a phrase is not pieced together from title and body")
    func textAcross() {
        #expect(table.decide(facts(matter: "AP01", title: "flight", body: " today")).rule == "R99")
    }

    @Test("a rule raises the urgency and never lowers it")
    func urgency() {
        #expect(table.decide(facts(matter: "EE05", title: "今天的航班")).urgency == .expedited)
        #expect(table.decide(facts(urgency: .expedited)).urgency == .expedited)
        #expect(table.decide(facts()).urgency == .normal)
    }

    @Test("a grade condition holds for that grade and worse, and for no missing grade")
    func grade() {
        #expect(
            ["A", "B", "C", "D", "E"].filter { table.decide(facts(origin: .warning, grade: $0)).rule == "R03" } == [
                "D", "E",
            ])
        #expect(table.decide(facts(origin: .warning)).rule == "R99")
        #expect(table.decide(facts(origin: .api, grade: "E")).matched == ["origin=api", "grade=E"])
    }

    @Test("an industry condition needs the industry")
    func industry() {
        #expect(table.decide(facts(industry: "trade")).matched == ["industry=trade"])
        #expect(table.decide(facts(industry: "logistics")).rule == "R99")
    }

    @Test("the catch-all sends a ticket to its matter's unit, with nothing to explain")
    func catchAll() {
        let decision = table.decide(facts(unit: "entry-exit"))
        #expect(decision.rule == "R99" && decision.lead == "entry-exit")
        #expect(decision.assisting.isEmpty && decision.matched.isEmpty)
    }

    @Test("a table without a catch-all at its end is no table")
    func demanded() {
        let catchAll = RoutingRule(id: "R99", conditions: [], lead: .matterUnit)
        let narrow = RoutingRule(id: "R01", conditions: [.urgency([.expedited])], lead: .matterUnit)
        #expect(RoutingTable(version: "1", rules: []) == nil)
        #expect(RoutingTable(version: "1", rules: [narrow]) == nil)
        #expect(RoutingTable(version: "1", rules: [catchAll, narrow]) == nil)
        #expect(RoutingTable(version: "1", rules: [narrow, catchAll]) != nil)
    }
}
