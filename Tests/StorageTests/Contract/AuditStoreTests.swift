import Foundation
import Station
import Testing

@Suite("Audit and stored replies")
struct AuditStoreTests {
    @Test("the trail is read newest first", arguments: Engine.allCases)
    func trail(engine: Engine) async throws {
        let station = try engine.open()
        let entries = (0..<5).map {
            AuditEntry(
                id: "\($0)", at: Fixtures.after(Double($0)), who: "system", action: "ticket.accept", subject: "s",
                result: "ok")
        }
        try await station.write { tx in for entry in entries { try tx.audit.add(entry) } }
        #expect(try await station.read { try $0.audit.newest(limit: 3) } == [entries[4], entries[3], entries[2]])
    }

    @Test("a reply is kept once for each account and key", arguments: Engine.allCases)
    func replies(engine: Engine) async throws {
        let station = try engine.open()
        let reply = IdempotentReply(
            account: "1", key: "k", requestHash: "h", reply: #"{"number":"2026"}"#, at: Fixtures.monday)
        try await station.write { try $0.audit.add(reply) }
        #expect(try await station.read { try $0.audit.reply(account: "1", key: "k") } == reply)
        #expect(try await station.read { try $0.audit.reply(account: "2", key: "k") } == nil)
        await #expect(throws: StoreError.alreadyExists("k")) { try await station.write { try $0.audit.add(reply) } }
    }

    @Test("a reply is swept a month later, when another one comes", arguments: Engine.allCases)
    func sweeping(engine: Engine) async throws {
        let station = try engine.open()
        func reply(_ key: String, days: Double) -> IdempotentReply {
            IdempotentReply(
                account: "1", key: key, requestHash: "h", reply: "r", at: Fixtures.after(days * 86_400))
        }
        let replies = [reply("old", days: 0), reply("young", days: 1), reply("new", days: 30.5)]
        for reply in replies { try await station.write { try $0.audit.add(reply) } }
        let kept = try await station.read { tx in
            try replies.map(\.key).filter { try tx.audit.reply(account: "1", key: $0) != nil }
        }
        #expect(kept == ["young", "new"])
    }
}
