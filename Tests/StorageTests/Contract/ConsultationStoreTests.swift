import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Consultations")
struct ConsultationStoreTests {
    private static func consultation(
        _ id: String, company: Int = 1, share: Consultation.Share = .question("q"), expert: String = "e1",
        at seconds: Double = 0
    ) throws -> Consultation {
        Consultation(
            id: id, company: try Fixtures.code(company), profile: "p\(company)", share: share, question: "问一句",
            purpose: "弄清风险", expert: expert, state: .asked, consentedBy: "张三",
            consentedAt: Fixtures.after(seconds), endedAt: nil, version: 1)
    }

    private static func opened(_ engine: Engine) async throws -> TestStation {
        let station = try engine.open()
        try await station.write { tx in
            for company in 1...2 { try IssuedProfile.store("p\(company)", company: company, in: tx) }
            for expert in ["e1", "e2"] { try tx.accounts.add(Fixtures.account(expert, roles: [.expert])) }
        }
        return station
    }

    private static func entry(_ id: String, at seconds: Double, opinion: LegalOpinion? = nil) -> ConsultationEntry {
        ConsultationEntry(
            id: id, consultation: "a", author: "e1", authorName: "李四", body: opinion == nil ? "请补充" : "",
            opinion: opinion, isForCompany: opinion == nil, at: Fixtures.after(seconds))
    }

    @Test(
        "companies and experts list their own, newest first; withdrawn ones are not among the expert's",
        arguments: Engine.allCases)
    func lists(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let all = [
            try Self.consultation("a"), try Self.consultation("b", share: .wholeProfile, at: 10),
            try Self.consultation("c", expert: "e2", at: 20), try Self.consultation("d", company: 2, at: 30),
        ]
        try await station.write { tx in for one in all { try tx.consultations.add(one) } }
        #expect(
            try await station.read { try $0.consultations.consultations(of: try Fixtures.code(1)) } == [
                all[2], all[1], all[0],
            ])
        #expect(try await station.read { try $0.consultations.consultations(for: "e1") } == [all[3], all[1], all[0]])
        var withdrawn = all[1]
        withdrawn.state = .withdrawn
        withdrawn.endedAt = Fixtures.after(99)
        let gone = withdrawn
        try await station.write { try $0.consultations.update(gone, from: 1) }
        #expect(try await station.read { try $0.consultations.consultations(for: "e1").map(\.id) } == ["d", "a"])
        #expect(try await station.read { try $0.consultations.consultations(of: try Fixtures.code(1)).count } == 3)
    }

    @Test("a change needs the version that stands, and raises it", arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        var one = try Self.consultation("a")
        let added = one
        try await station.write { try $0.consultations.add(added) }
        one.state = .closed
        one.endedAt = Fixtures.after(7)
        let closed = one
        try await station.write { try $0.consultations.update(closed, from: 1) }
        await #expect(throws: StoreError.staleVersion) {
            try await station.write { try $0.consultations.update(closed, from: 1) }
        }
        one.version = 2
        #expect(try await station.read { try $0.consultations.consultation("a") } == one)
        #expect(try await station.read { try $0.consultations.consultation("none") } == nil)
    }

    @Test("an ended one has an end, an open one has none", arguments: Engine.allCases)
    func ends(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let one = try Self.consultation("a")
        try await station.write { try $0.consultations.add(one) }
        var endless = one
        endless.state = .withdrawn
        let wrong = endless
        await #expect(throws: StoreError.self) {
            try await station.write { try $0.consultations.update(wrong, from: 1) }
        }
    }

    @Test("entries come oldest first, opinions whole; looks newest first", arguments: Engine.allCases)
    func thread(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let one = try Self.consultation("a")
        let opinion = LegalOpinion(conclusion: "先停", articles: ["条例 第八条", "办法 第九条"], steps: "一、\n二、")
        let entries = [Self.entry("x", at: 5), Self.entry("y", at: 9, opinion: opinion)]
        let looks = [8.0, 4.0].map { seconds in
            ConsultationLook(
                id: "l\(seconds)", consultation: "a", account: "e1", accountName: "李四",
                file: seconds > 5 ? "预案.pdf" : nil, at: Fixtures.after(seconds))
        }
        try await station.write { tx in
            try tx.consultations.add(one)
            for entry in entries.reversed() { try tx.consultations.add(entry) }
            for look in looks.reversed() { try tx.consultations.add(look) }
        }
        #expect(try await station.read { try $0.consultations.entries(of: "a") } == entries)
        #expect(try await station.read { try $0.consultations.looks(at: "a") } == looks)
        #expect(try await station.read { try $0.consultations.entries(of: "b") }.isEmpty)
    }

    @Test("an entry or look at nothing is refused", arguments: Engine.allCases)
    func orphans(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        await #expect(throws: StoreError.self) {
            try await station.write { try $0.consultations.add(Self.entry("x", at: 0)) }
        }
    }
}
