import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Bringing in, trying, publishing and taking back versions of the routing rules.
@Suite("Versions of the routing rules, as use cases")
struct RoutingEditionTests {
    /// The station's own rules with one more in front, which sends refunds to customs.
    private static func source(_ world: World, to unit: String = "customs", id: String = "R00") -> String {
        world.station.catalogue.routingSource.replacing(
            "rules:\n",
            with: """
                rules:
                  - id: \(id)
                    when:
                      textAny: [退税]
                    lead: \(unit)
                    reason: { zh-Hans: 退税先给海关看。, en: Refunds go to Customs first. }

                """, maxReplacements: 1)
    }

    @Test("a new version is brought in, tried, published, decides, and is taken back; every step is audited")
    func wholeLife() async throws {
        let world = try await World()
        let (station, admin) = (world.station, try await world.principal(.administrator))
        try await station.adoptRouting()
        let before = try await world.file("退税申报被退回")
        _ = try await world.file("护照加急办理")
        let edition = try await station.bringRouting(Self.source(world), note: "退税给海关", by: admin)
        #expect(edition.number == 2)
        #expect(try await station.routingOverview(by: admin).inForce == 1)

        world.clock.move(60)
        let trial = try await station.tryRouting(2, days: 30, by: admin)
        #expect(trial.against == 1 && trial.comparison.looked == 2 && trial.comparison.changed == 1)
        #expect(trial.comparison.moves.map { "\($0.from.rawValue) \($0.to.rawValue)" } == ["tax customs"])
        #expect(trial.comparison.named.map(\.ticket) == [before])
        #expect(trial.comparison.named.first?.after.matched == ["text=退税"])

        _ = try await station.publishRouting(2, reason: "试算看过了", by: admin)
        let after = try await world.ticket(try await world.file("出口退税被退"))
        #expect(after.filing.suggestion.lead == "customs" && after.filing.suggestion.edition == 2)
        #expect(station.rules(of: after.filing.suggestion).reason?.en == "Refunds go to Customs first.")
        #expect(try await world.ticket(before).filing.suggestion.edition == 1)

        _ = try await station.publishRouting(1, reason: "恢复", by: try await world.principal(.liaison))
        #expect(try await world.ticket(try await world.file("退税又被退")).filing.suggestion.edition == 1)
        let audit = try await station.database.read { try $0.audit.newest(limit: 50).map(\.action) }
        #expect(
            audit.filter { $0 == "routing.publish" }.count == 3 && audit.filter { $0 == "routing.bring" }.count == 2)
    }

    @Test("the same text is the same edition; the catalogue's file known to the store changes nothing at a new start")
    func known() async throws {
        let world = try await World()
        let admin = try await world.principal(.administrator)
        try await world.station.adoptRouting()
        let edition = try await world.station.bringRouting(Self.source(world), note: "一", by: admin)
        let again = try await world.station.bringRouting(Self.source(world), note: "二", by: admin)
        #expect(edition == again)
        _ = try await world.station.publishRouting(edition.number, reason: "用", by: admin)
        try await world.station.adoptRouting()
        #expect(try await world.station.routingOverview(by: admin).inForce == edition.number)
    }

    @Test("mistakes are told at their line and nothing is stored")
    func mistakes() async throws {
        let world = try await World()
        let admin = try await world.principal(.administrator)
        let source = Self.source(world, to: "custom")
        let error = await #expect(throws: StationError.self) {
            try await world.station.bringRouting(source, note: " ", by: admin)
        }
        guard case .invalid(let problems) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(problems.first == FieldProblem("/note", .missing))
        guard case .routingLine(let finding) = problems.last?.code else {
            Issue.record("\(problems)")
            return
        }
        let line = try #require(
            source.split(separator: "\n", omittingEmptySubsequences: false)
                .firstIndex { $0.contains("lead: custom") })
        #expect(
            finding.line == line + 1 && finding.message.contains("custom") && finding.hint?.contains("customs") == true)
        #expect(try await world.station.routingOverview(by: admin).editions.isEmpty)
    }

    @Test("a version that leaves a ticket with nobody is refused at publication with the rule and the unit")
    func proofAtPublication() async throws {
        let world = try await World()
        let admin = try await world.principal(.administrator)
        let bad = RoutingEdition(
            number: 1, contentHash: "aa", source: "",
            content: RoutingContent(
                version: "1",
                rules: [
                    RoutingRule(id: "R1", conditions: [.matter(["TX05"])], lead: .unit("moon")),
                    RoutingRule(id: "R9", conditions: [], lead: .matterUnit),
                ], reasons: [:]), note: "", broughtAt: world.clock.now, broughtBy: "x")
        let endless = RoutingEdition(
            number: 2, contentHash: "bb", source: "",
            content: RoutingContent(
                version: "1", rules: [RoutingRule(id: "R1", conditions: [.matter(["TX05"])], lead: .matterUnit)],
                reasons: [:]), note: "", broughtAt: world.clock.now, broughtBy: "x")
        try await world.station.database.write { tx in
            try tx.routing.add(bad)
            try tx.routing.add(endless)
        }
        await #expect(
            throws: StationError.invalid([
                FieldProblem("/edition", .routingFlaw(.unknownUnit(rule: "R1", unit: "moon")))
            ])
        ) { try await world.station.publishRouting(1, reason: "用", by: admin) }
        await #expect(throws: StationError.invalid([FieldProblem("/edition", .routingFlaw(.noCatchAll))])) {
            try await world.station.publishRouting(2, reason: "用", by: admin)
        }
        #expect(try await world.station.routingOverview(by: admin).inForce == nil)
    }

    @Test("the station's own rules pass their proof, and no unit they lead to goes round")
    func ownRules() async throws {
        let world = try await World()
        let catalogue = world.station.catalogue
        let content = RoutingContent(
            version: "1", rules: catalogue.routing.rules, reasons: catalogue.routingReasons)
        #expect(world.station.flaws(of: content).filter(\.isGrave) == [])
    }

    @Test("who may: desk and administrators change, managers and auditors look, nobody else")
    func access() async throws {
        let world = try await World()
        let station = world.station
        for person in Person.allCases {
            let principal = try await world.principal(person)
            let looks = [.liaison, .administrator, .manager, .auditor].contains(person)
            let changes = [.liaison, .administrator].contains(person)
            do {
                #expect(try await station.routingOverview(by: principal).mayChange == changes && looks)
            } catch { #expect(error as? StationError == .notForRole && !looks) }
            do {
                _ = try await station.bringRouting(Self.source(world), note: "一", by: principal)
                #expect(changes)
            } catch { #expect(error as? StationError == .notForRole && !changes) }
        }
    }

    @Test("a rule by destination reads the country out of the text, and one by hour the clock of Beijing")
    func destinationAndHour() async throws {
        let world = try await World()
        let admin = try await world.principal(.administrator)
        let source = world.station.catalogue.routingSource.replacing(
            "rules:\n",
            with: """
                rules:
                  - id: R00
                    when: { destination: [DEU], hours: "09:00-10:00" }
                    lead: foreign-affairs
                    reason: { zh-Hans: 德国。, en: Germany. }

                """, maxReplacements: 1)
        let edition = try await world.station.bringRouting(source, note: "德国", by: admin)
        _ = try await world.station.publishRouting(edition.number, reason: "用", by: admin)
        let inTime = try await world.ticket(try await world.file("派人去德国，想问退税"))
        #expect(inTime.filing.suggestion.rule == "R00")
        #expect(inTime.filing.suggestion.matched == ["destination=DEU", "hour=09:30"])
        #expect(try await world.ticket(try await world.file("派人去法国")).filing.suggestion.rule != "R00")
        world.clock.move(3600)
        #expect(try await world.ticket(try await world.file("派人去德国")).filing.suggestion.rule != "R00")
    }
}
