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

    @Test("a draft of today's version is never carried over again, one of the version before exactly once")
    func carriedOnce() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let question = "person-in-danger"
        // A new version in which yes and no have changed places.
        let swapping = world.station(catalogue: try Self.catalogue(swapping: question))
        func answer() async throws -> AnswerValue? {
            try await swapping.selfTest("staff", for: owner).draft?.answers[question]
        }
        _ = try await world.station.saveDraft("staff", answers: [question: .text("yes")], by: owner)
        #expect(try await answer() == .text("no"))
        for _ in 0..<3 { _ = try await swapping.saveDraft("staff", answers: ["vaccination": .number(90)], by: owner) }
        #expect(try await answer() == .text("no"))
        _ = try await swapping.saveDraft("staff", answers: [question: .text("yes")], by: owner)
        #expect(try await answer() == .text("yes"))
        let consent = Consent(shareWithOfficers: false, openTickets: false)
        let submitted = try await swapping.submitDraft("staff", consent: consent, by: owner)
        #expect(submitted.submission.answers[question] == .text("yes"))
        try await swapping.startAgain("staff", by: owner)
        #expect(try await answer() == .text("yes"))
    }

    /// The real content with a newer version of the staff self-test, `next`, in which two answers change their meaning.
    private static func catalogue(swapping question: String) throws -> StationCatalogue {
        let real = try World.catalogue
        let now = try #require(real.selfTest("staff"))
        let next = Questionnaire(
            id: now.id, version: "next", contentHash: "next", method: now.method, title: now.title,
            purpose: now.purpose, minutes: now.minutes, papers: now.papers,
            replaces: Replacement(
                version: now.version, renamed: [:], removed: [:],
                choices: [question: ["yes": "no", "no": "yes"]]), dimensions: now.dimensions)
        return StationCatalogue(
            selfTests: real.selfTests.map { $0.id == next.id ? next : $0 },
            pastVersions: ["staff": (real.pastVersions["staff"] ?? []) + [now]], units: real.units,
            matters: real.matters, routing: real.routing, routingReasons: real.routingReasons, policy: real.policy,
            notices: real.notices, locales: real.locales)
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
