import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// What a company shares with an expert, who sees it, and how it ends.
struct ConsultationTests {
    /// A consultation about the one question that crossed a red line.
    private struct Scene {
        let world: World
        let id: String
        let profile: String
        let question: String

        func read(as person: Person) async throws -> ConsultationView {
            try await world.station.consultation(id, by: try await world.principal(person))
        }

        @discardableResult
        func act(
            _ act: ConsultationAct, as person: Person, version: Int? = nil, key: IdempotencyKey? = nil
        ) async throws -> Consultation {
            try await world.station.act(
                onConsultation: id, version: version, act, by: try await world.principal(person), key: key)
        }
    }

    private static let secret = "我们的机密问题"
    private static let opinion = LegalOpinion(conclusion: "先停派", articles: ["条例 第八条"], steps: "一、停派")

    private static func request(
        _ world: World, _ profile: String, _ share: Consultation.Share, purpose: String = "弄清风险",
        question: String = secret, expert: String? = nil, consent: Bool = true
    ) async throws -> ConsultationRequest {
        let known = try await world.principal(.expert).account.id
        return ConsultationRequest(
            profile: profile, share: share, purpose: purpose, question: question, expert: expert ?? known,
            hasConsent: consent)
    }

    private static func scene(whole: Bool = false) async throws -> Scene {
        let world = try await World()
        let record = try await world.submit(World.noLicence).record
        let question = try #require(record.profile.redLines.first).question
        let id = try await world.station.consult(
            try await request(world, record.id, whole ? .wholeProfile : .question(question)),
            by: try await world.principal(.owner))
        return Scene(world: world, id: id, profile: record.id, question: question)
    }

    @Test("the expert sees the one question that is shared and nothing else")
    func oneQuestion() async throws {
        let scene = try await Self.scene()
        let view = try await scene.read(as: .expert)
        #expect(view.extract.items.map(\.question.id) == [scene.question])
        #expect(view.extract.summary == nil)
        #expect(view.extract.items.first?.answer == .list(["no-licence"]))
        #expect(view.extract.items.first?.findings.contains { $0.redLine != nil } == true)
        let offered = try await scene.world.station.consultationOffer(
            profile: scene.profile, share: .question(scene.question), by: try await scene.world.principal(.owner))
        #expect(offered.extract == view.extract, "what the company was shown before it agreed")
    }

    @Test("a whole profile is its scores and the questions where something was found")
    func whole() async throws {
        let scene = try await Self.scene(whole: true)
        let extract = try await scene.read(as: .expert).extract
        #expect(extract.summary?.grade == .e || extract.summary?.grade == .d)
        #expect(extract.items.map(\.question.id).contains(scene.question))
        #expect(extract.items.allSatisfy { !$0.findings.isEmpty })
    }

    @Test("every look of the expert is written down for the company and in the audit trail; the company's own is not")
    func looks() async throws {
        let scene = try await Self.scene()
        #expect(try await scene.read(as: .owner).looks.isEmpty)
        for _ in 0..<2 { _ = try await scene.read(as: .expert) }
        let looks = try await scene.read(as: .owner).looks
        #expect(looks.map(\.accountName) == ["测试expert", "测试expert"])
        let audited = try await scene.world.audit().filter { $0.action == "consultation.read" }
        #expect(audited.map(\.subject) == [scene.id, scene.id])
        #expect(audited.allSatisfy { $0.who == "expert" })
    }

    @Test("nobody but the two sides finds it", arguments: Person.allCases)
    func access(person: Person) async throws {
        let scene = try await Self.scene()
        if [.owner, .expert].contains(person) {
            _ = try await scene.read(as: person)
        } else {
            await #expect(throws: StationError.notFound) { try await scene.read(as: person) }
            await #expect(throws: StationError.notFound) { try await scene.act(.message("？"), as: person) }
        }
    }

    @Test("lists are for companies and experts; another expert's list is empty")
    func lists() async throws {
        let scene = try await Self.scene()
        let station = scene.world.station
        #expect(try await station.consultations(by: try await scene.world.principal(.owner)).count == 1)
        #expect(try await station.consultations(by: try await scene.world.principal(.expert)).count == 1)
        #expect(try await station.consultations(by: try await scene.world.principal(.stranger)).isEmpty)
        for person in [Person.liaison, .manager, .tax, .auditor, .administrator] {
            let who = try await scene.world.principal(person)
            await #expect(throws: StationError.notForRole) { try await station.consultations(by: who) }
        }
    }

    @Test("an opinion is the expert's own note until he shows it, and is labelled with his name")
    func opinions() async throws {
        let scene = try await Self.scene()
        let told = try await scene.world.messages {
            try await scene.act(.opinion(Self.opinion, isForCompany: false), as: .expert)
        }
        #expect(told.isEmpty)
        #expect(try await scene.read(as: .owner).entries.isEmpty)
        #expect(try await scene.read(as: .expert).entries.count == 1)
        #expect(try await scene.read(as: .owner).consultation.state == .asked)
        let mails = try await scene.world.messages {
            try await scene.act(.opinion(Self.opinion, isForCompany: true), as: .expert)
        }
        #expect(mails.map(\.kind) == ["consultation-answered.company"])
        let seen = try await scene.read(as: .owner)
        #expect(seen.entries.map(\.opinion) == [Self.opinion])
        #expect(seen.entries.map(\.authorName) == ["测试expert"])
        #expect(seen.consultation.state == .answered)
    }

    @Test("once withdrawn the expert sees nothing, can do nothing, and is told; the company keeps the answers")
    func withdrawal() async throws {
        let scene = try await Self.scene()
        try await scene.act(.opinion(Self.opinion, isForCompany: true), as: .expert)
        let mails = try await scene.world.messages { try await scene.act(.withdraw, as: .owner) }
        #expect(mails.map(\.kind) == ["consultation-withdrawn.expert"])
        #expect(mails.map(\.destination) == ["expert@example.com"])
        await #expect(throws: StationError.notFound) { try await scene.read(as: .expert) }
        await #expect(throws: StationError.notFound) { try await scene.act(.message("还在吗"), as: .expert) }
        let expert = try await scene.world.principal(.expert)
        #expect(try await scene.world.station.consultations(by: expert).isEmpty)
        let kept = try await scene.read(as: .owner)
        #expect(kept.entries.count == 1)
        #expect(kept.consultation.endedAt != nil)
    }

    @Test("what is settled stays readable for both, takes no more, and can still be withdrawn")
    func settling() async throws {
        let scene = try await Self.scene()
        try await scene.act(.settle, as: .owner)
        _ = try await scene.read(as: .expert)
        for person in [Person.owner, .expert] {
            await #expect(throws: StationError.stale(version: 2)) { try await scene.act(.message("再问"), as: person) }
        }
        try await scene.act(.withdraw, as: .owner)
        await #expect(throws: StationError.notFound) { try await scene.read(as: .expert) }
    }

    @Test("only the expert gives opinions, only the company withdraws and ends")
    func sides() async throws {
        let scene = try await Self.scene()
        await #expect(throws: StationError.notForRole) {
            try await scene.act(.opinion(Self.opinion, isForCompany: true), as: .owner)
        }
        for act in [ConsultationAct.withdraw, .settle] {
            await #expect(throws: StationError.notForRole) { try await scene.act(act, as: .expert) }
        }
    }

    @Test("of two acts on the same version one is told that somebody was faster, and nothing is lost")
    func atOnce() async throws {
        let scene = try await Self.scene()
        let version = try await scene.read(as: .owner).consultation.version
        async let asked = Self.isDone { try await scene.act(.message("补充"), as: .owner, version: version) }
        async let answered = Self.isDone {
            try await scene.act(.opinion(Self.opinion, isForCompany: true), as: .expert, version: version)
        }
        let outcomes = try await [asked, answered]
        #expect(outcomes.filter { $0 }.count == 1)
        let thread = try await scene.read(as: .expert)
        #expect(thread.entries.count == 1)
        #expect(thread.consultation.version == version + 1)
    }

    /// False where somebody was faster.
    private static func isDone(_ body: () async throws -> Void) async throws -> Bool {
        do {
            try await body()
            return true
        } catch StationError.stale {
            return false
        }
    }

    @Test("a follow-up makes it wait for the expert again")
    func followUp() async throws {
        let scene = try await Self.scene()
        try await scene.act(.message("可以"), as: .expert)
        #expect(try await scene.read(as: .owner).consultation.state == .answered)
        let mails = try await scene.world.messages { try await scene.act(.message("再问一句"), as: .owner) }
        #expect(mails.map(\.kind) == ["consultation-asked.expert"])
        #expect(try await scene.read(as: .owner).consultation.state == .asked)
    }

    @Test("asking needs purpose, question, a known expert and consent, all said at once")
    func form() async throws {
        let world = try await World()
        let record = try await world.submit(World.noLicence).record
        let owner = try await world.principal(.owner)
        let empty = try await Self.request(
            world, record.id, .wholeProfile, purpose: " ", question: "", expert: "", consent: false)
        await #expect(
            throws: StationError.invalid([
                FieldProblem("/purpose", .missing), FieldProblem("/question", .missing),
                FieldProblem("/expert", .missing), FieldProblem("/consent", .missing),
            ])
        ) { try await world.station.consult(empty, by: owner) }
        let stranger = try await Self.request(world, record.id, .wholeProfile, expert: owner.account.id)
        await #expect(throws: StationError.self) { try await world.station.consult(stranger, by: owner) }
        #expect(try await world.station.consultations(by: owner).isEmpty)
    }

    @Test("another company's profile and a question that was not answered are not found")
    func foreign() async throws {
        let world = try await World()
        let record = try await world.submit(World.noLicence).record
        let (owner, stranger) = (try await world.principal(.owner), try await world.principal(.stranger))
        for (share, who) in [(Consultation.Share.wholeProfile, stranger), (.question("no-such-question"), owner)] {
            await #expect(throws: StationError.notFound) {
                try await world.station.consultationOffer(profile: record.id, share: share, by: who)
            }
            let request = try await Self.request(world, record.id, share)
            await #expect(throws: StationError.notFound) { try await world.station.consult(request, by: who) }
        }
    }

    @Test("no mail carries anything of what is shared or written, nor the company's name to the expert")
    func thinMail() async throws {
        let scene = try await Self.scene()
        try await scene.act(.opinion(Self.opinion, isForCompany: true), as: .expert)
        try await scene.act(.message("追问机密"), as: .owner)
        try await scene.act(.withdraw, as: .owner)
        let mails = try await scene.world.messages().filter { $0.kind.hasPrefix("consultation-") }
        #expect(mails.count == 4)
        for mail in mails {
            let text = mail.payload.subject + mail.payload.body
            for word in [Self.secret, "先停派", "追问机密", "弄清风险", "劳务", "虚构甲", "{"] {
                #expect(!text.contains(word), "\(mail.kind): \(word)")
            }
            #expect(text.contains("/consultations/\(scene.id)"))
        }
    }
}
