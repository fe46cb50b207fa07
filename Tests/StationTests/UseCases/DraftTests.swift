import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Answers on their way: nothing typed is lost, and nothing stands in the way of submitting.
struct DraftTests {
    @Test("saving merges: what is not named stays, what is emptied goes")
    func merging() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        _ = try await world.station.saveDraft(
            "staff", answers: ["person-in-danger": .text("no"), "vaccination": .number(90)], by: owner)
        let draft = try await world.station.saveDraft(
            "staff", answers: ["vaccination": nil, "fraud-areas": .text("not a number")], by: owner)
        #expect(draft.version == 2)
        #expect(draft.answers == ["person-in-danger": .text("no"), "fraud-areas": .text("not a number")])
    }

    @Test("an unknown question is refused at its pointer, and nothing is saved")
    func unknown() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        await #expect(throws: StationError.invalid([FieldProblem("/answers/zzz", .answer(.noSuchQuestion))])) {
            try await world.station.saveDraft(
                "staff", answers: ["zzz": .text("1"), "vaccination": .number(1)], by: owner)
        }
        #expect(try await world.station.selfTest("staff", for: owner).draft == nil)
    }

    @Test("a question taken out of the self-test takes its answer out of the draft, which can then be submitted")
    func removedQuestion() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        _ = try await world.station.saveDraft(
            "staff", answers: try world.answers().mapValues { $0 }, by: owner)
        let later = world.station(catalogue: try Self.catalogue(without: "vaccination"))
        let draft = try #require(try await later.selfTest("staff", for: owner).draft)
        #expect(draft.answers["vaccination"] == nil)
        #expect(draft.answers["person-in-danger"] == .text("no"))
        let consent = Consent(shareWithOfficers: false, openTickets: false)
        _ = try await later.submitSelfTest("staff", answers: draft.answers, consent: consent, by: owner)
        #expect(try await later.selfTest("staff", for: owner).draft == nil)
    }

    @Test("starting again brings back the last answers and never replaces a draft")
    func again() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        _ = try await world.submit()
        try await world.station.startAgain("staff", by: owner)
        #expect(try await world.station.selfTest("staff", for: owner).draft?.answers == (try world.answers()))
        _ = try await world.station.saveDraft("staff", answers: ["person-in-danger": .text("yes")], by: owner)
        try await world.station.startAgain("staff", by: owner)
        let draft = try await world.station.selfTest("staff", for: owner).draft
        #expect(draft?.answers["person-in-danger"] == .text("yes"))
    }

    private static func catalogue(without question: String) throws -> StationCatalogue {
        let real = try World.catalogue
        let tests = real.selfTests.map { test in
            Questionnaire(
                id: test.id, version: test.version, contentHash: test.contentHash + "-later", method: test.method,
                title: test.title, purpose: test.purpose, minutes: test.minutes, papers: test.papers,
                dimensions: test.dimensions.map { dimension in
                    HealthCheck.Dimension(
                        id: dimension.id, title: dimension.title, chartLabel: dimension.chartLabel,
                        weight: dimension.weight, matter: dimension.matter,
                        questions: dimension.questions.filter { $0.id != question })
                })
        }
        return StationCatalogue(
            selfTests: tests, units: real.units, matters: real.matters, routing: real.routing,
            routingReasons: real.routingReasons, policy: real.policy, notices: real.notices, locales: real.locales)
    }
}
