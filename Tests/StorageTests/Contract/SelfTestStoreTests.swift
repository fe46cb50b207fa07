import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Self-tests")
struct SelfTestStoreTests {
    private static func text(_ text: String) -> LocalizedText { LocalizedText(zhHans: text, en: text) }

    private static func questionnaire(_ id: String = "tax") -> Questionnaire {
        let line = RedLine(
            id: "line", cap: .e, title: text("红线"), meaning: text("含义"), matter: "TX01", endangersPersons: false)
        let question = Question(
            id: "q", text: text("问"), help: nil, why: text("因"), basis: [], weight: 1, allowsNotApplicable: true,
            unknownRisk: 8,
            kind: .yesNo(
                yes: Choice(id: "yes", label: text("是"), risk: 10, finding: Finding(redLine: line)),
                no: Choice(id: "no", label: text("否"), risk: 0)))
        return Questionnaire(
            id: id, version: "1", contentHash: "hash-\(id)", method: .worstDominates1, title: text("税"),
            purpose: text("目的"), minutes: 5, papers: [],
            dimensions: [
                Dimension(
                    id: "d", title: text("维度"), chartLabel: text("维"), weight: 1, matter: "TX01", questions: [question])
            ])
    }

    private static func submission(_ id: String, _ company: CreditCode, _ questionnaire: Questionnaire) -> Submission {
        Submission(
            id: id, company: company, selfTest: questionnaire.id, version: "1",
            contentHash: questionnaire.contentHash, method: .worstDominates1,
            answers: ["q": .text("yes"), "n": .number(0.1), "l": .list(["a"])],
            consent: Consent(shareWithOfficers: true, openTickets: false), submittedBy: "1",
            submittedAt: Fixtures.monday)
    }

    private static func record(_ id: String, of submission: Submission, at seconds: Double) throws -> ProfileRecord {
        let sheet = try AnswerSheet(
            ["q": .text("yes")], for: questionnaire(submission.selfTest),
            in: AnswerContext(day: AnswerDay(start: Fixtures.monday), countries: .empty))
        return ProfileRecord(
            id: id, submission: submission.id, company: submission.company, profile: Profile(sheet), isShared: true,
            issuedAt: Fixtures.after(seconds))
    }

    @Test("keeping a questionnaire again changes nothing", arguments: Engine.allCases)
    func keeping(engine: Engine) async throws {
        let station = try engine.open()
        let questionnaire = Self.questionnaire()
        for _ in 0..<2 { try await station.write { try $0.selfTests.keep(questionnaire) } }
        #expect(try await station.read { try $0.selfTests.questionnaire(contentHash: "hash-tax") } == questionnaire)
        #expect(try await station.read { try $0.selfTests.questionnaire(contentHash: "none") } == nil)
    }

    @Test("a draft is replaced, listed and deleted, answers as typed", arguments: Engine.allCases)
    func drafts(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        func draft(_ version: Int) -> Draft {
            Draft(
                company: company.code, selfTest: "tax",
                answers: ["a": .text("not a number"), "b": .number(1), "c": .list([])],
                questionnaireVersion: version == 1 ? nil : "2026.12", version: version,
                updatedAt: Fixtures.after(Double(version)))
        }
        let (first, second) = (draft(1), draft(2))
        try await station.write { tx in
            try tx.companies.save(company)
            try tx.selfTests.save(first)
            try tx.selfTests.save(second)
        }
        #expect(try await station.read { try $0.selfTests.draft(company.code, "tax") } == second)
        #expect(try await station.read { try $0.selfTests.drafts(of: company.code) } == [second])
        try await station.write { try $0.selfTests.deleteDraft(company.code, "tax") }
        #expect(try await station.read { try $0.selfTests.draft(company.code, "tax") } == nil)
    }

    @Test("submission, profiles and warnings come back as they were issued", arguments: Engine.allCases)
    func issuing(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let tax = Self.questionnaire("tax")
        let staff = Self.questionnaire("staff")
        let submissions = [
            Self.submission("s1", company.code, tax), Self.submission("s2", company.code, tax),
            Self.submission("s3", company.code, staff),
        ]
        let records = try submissions.enumerated().map {
            try Self.record("p\($0.offset + 1)", of: $0.element, at: Double($0.offset))
        }
        let found = try #require(records[0].profile.warnings.first)
        let warnings = ["z", "a"].map {
            WarningRecord(id: $0, profile: "p1", company: company.code, warning: found, ticket: nil)
        }
        let number = try await station.write { tx in
            try tx.companies.save(company)
            try tx.selfTests.keep(tax)
            try tx.selfTests.keep(staff)
            for submission in submissions { try tx.selfTests.add(submission) }
            for record in records { try tx.selfTests.add(record) }
            for warning in warnings { try tx.selfTests.add(warning) }
            let number = try tx.file(Fixtures.filing(company.code)).number
            try tx.selfTests.link(warning: "a", to: number)
            return number
        }
        #expect(try await station.read { try $0.selfTests.submission("s1") } == submissions[0])
        #expect(try await station.read { try $0.selfTests.profile("p3") } == records[2])
        #expect(
            try await station.read {
                try $0.selfTests.profiles(of: company.code, selfTest: "tax", sharedOnly: false, limit: 9)
            } == [records[1], records[0]])
        let shared = records.filter { $0.isShared && $0.profile.selfTest == "tax" }.reversed()
        #expect(
            try await station.read {
                try $0.selfTests.profiles(of: company.code, selfTest: "tax", sharedOnly: true, limit: 1)
            } == Array(shared.prefix(1)))
        #expect(
            try await station.read { try $0.selfTests.newestProfiles(of: company.code) } == [records[2], records[1]])
        #expect(try await station.read { try $0.selfTests.warnings(of: "p1").map(\.id) } == ["z", "a"])
        #expect(try await station.read { try $0.selfTests.warning("a")?.ticket } == number)
        #expect(try await station.read { try $0.selfTests.warning("z") } == warnings[0])
        let running = try await station.read {
            (
                try $0.tickets.openFromFindings(of: company.code).map(\.number),
                try $0.tickets.closedFromFindings(of: company.code, since: .distantPast)
            )
        }
        #expect(running.0 == [number] && running.1 == [])
        let industries = try await station.read { try $0.summary.newestProfilesByIndustry() }
        #expect(industries.count == 2 && industries.allSatisfy { $0.industry == "trade" })
    }

    @Test("a submission cannot name questions that were not kept", arguments: Engine.allCases)
    func pinned(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let submission = Self.submission("s1", company.code, Self.questionnaire())
        await #expect(throws: StoreError.self) {
            try await station.write { tx in
                try tx.companies.save(company)
                try tx.selfTests.add(submission)
            }
        }
    }
}
