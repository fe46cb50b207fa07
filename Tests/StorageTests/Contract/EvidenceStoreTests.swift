import Casework
import Crypto
import Foundation
import HealthCheck
import Station
import Testing

@testable import Storage

@Suite("Evidence")
struct EvidenceStoreTests {
    private static func record(
        _ id: String, _ bytes: Data, company: Int = 1, selfTest: String = "tax", at seconds: Double = 0
    ) throws -> EvidenceRecord {
        EvidenceRecord(
            id: id, company: try Fixtures.code(company), selfTest: selfTest, question: "q", name: "证书 “原件”.pdf",
            type: "pdf", size: bytes.count, sha256: SHA256.hash(data: bytes).hexadecimal, uploadedBy: "owner",
            uploadedAt: Fixtures.after(seconds))
    }

    private static func opened(_ engine: Engine) async throws -> TestStation {
        let station = try engine.open()
        try await station.write { tx in
            for company in 1...2 { try tx.companies.save(try Fixtures.company(company)) }
        }
        return station
    }

    @Test(
        "bytes of every length come back as they went in, whole pieces and parts of one", arguments: Engine.allCases,
        [1, 2, 3, 384 * 1024 - 1, 384 * 1024, 384 * 1024 + 1, 2_000_003])
    func bytes(engine: Engine, count: Int) async throws {
        let station = try await Self.opened(engine)
        let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
        let record = try Self.record("e1", bytes)
        try await station.write { try $0.evidence.add(record, bytes) }
        #expect(try await station.read { try $0.evidence.evidence("e1") } == record)
        #expect(try await station.read { try $0.evidence.bytes("e1") } == bytes)
        #expect(try await station.read { try $0.evidence.bytes("e2") } == nil)
    }

    @Test(
        "a company's files of a self-test come in the order they were uploaded, nobody else's",
        arguments: Engine.allCases)
    func listing(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let bytes = Data("proof".utf8)
        let records = [
            try Self.record("b", bytes, at: 2), try Self.record("c", bytes, at: 1), try Self.record("a", bytes, at: 2),
        ]
        let others = [
            try Self.record("other-test", bytes, selfTest: "staff"), try Self.record("other", bytes, company: 2),
        ]
        try await station.write { tx in for record in records + others { try tx.evidence.add(record, bytes) } }
        let read = try await station.read { try $0.evidence.evidence(of: try Fixtures.code(1), selfTest: "tax") }
        #expect(read == [records[1], records[2], records[0]])
    }

    @Test(
        "a file that a submission rests on is pinned, one that is only named alike is not", arguments: Engine.allCases)
    func pinned(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let bytes = Data("proof".utf8)
        let questionnaire = IssuedProfile.questionnaire()
        try await station.write { tx in
            for id in ["e-1", "e-11", "e-2", "e-3"] { try tx.evidence.add(try Self.record(id, bytes), bytes) }
            try tx.selfTests.keep(questionnaire)
            try tx.selfTests.add(
                Submission(
                    id: "s", company: try Fixtures.code(1), selfTest: "tax", version: "1",
                    contentHash: questionnaire.contentHash, method: .worstDominates1,
                    answers: ["q": .list(["e-11", "e-2"]), "words": .text("not e-3")],
                    consent: Consent(shareWithOfficers: true, openTickets: false), submittedBy: "1",
                    submittedAt: Fixtures.monday))
        }
        let pinned = try await station.read { try $0.evidence.pinned(of: try Fixtures.code(1), selfTest: "tax") }
        #expect(pinned == ["e-11", "e-2"])
        #expect(try await station.read { try $0.evidence.pinned(of: try Fixtures.code(2), selfTest: "tax") } == [])
        #expect(try await station.read { try $0.evidence.pinned(of: try Fixtures.code(1), selfTest: "staff") } == [])
    }

    @Test("deleting takes record and bytes, and nothing of the file beside it", arguments: Engine.allCases)
    func deleting(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let bytes = Data("proof".utf8)
        let kept = try Self.record("kept", bytes)
        let gone = try Self.record("gone", bytes)
        try await station.write { tx in
            for record in [kept, gone] { try tx.evidence.add(record, bytes) }
            try tx.evidence.delete("gone")
            try tx.evidence.delete("never was")
        }
        #expect(try await station.read { try $0.evidence.evidence(of: kept.company, selfTest: "tax") } == [kept])
        #expect(try await station.read { try $0.evidence.bytes("gone") } == nil)
        #expect(try await station.read { try $0.evidence.bytes("kept") } == bytes)
        try await station.write { try $0.evidence.add(gone, bytes) }
    }

    @Test("what is read back otherwise than it was stored is damage, never content", arguments: Engine.allCases)
    func damage(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let bytes = Data("proof".utf8)
        let record = try Self.record("e", Data("other".utf8))
        try await station.write { try $0.evidence.add(record, bytes) }
        await #expect(throws: StoreError.damaged("evidence e is not what was uploaded")) {
            try await station.read { try $0.evidence.bytes("e") }
        }
    }

    @Test("a file of a company that is not stored is refused by the schema", arguments: Engine.allCases)
    func foreign(engine: Engine) async throws {
        let station = try engine.open()
        let bytes = Data("proof".utf8)
        let record = try Self.record("e", bytes)
        await #expect(throws: StoreError.self) { try await station.write { try $0.evidence.add(record, bytes) } }
        #expect(try await station.read { try $0.evidence.evidence("e") } == nil)
    }
}
