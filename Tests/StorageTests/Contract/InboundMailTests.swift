import Casework
import Foundation
import Station
import Testing

@Suite("Mails that came in")
struct InboundMailTests {
    private static func add(_ id: String, at seconds: Double, _ tx: borrowing StationTransaction) throws {
        let mail = InboundMail(
            id: id, at: Fixtures.after(seconds), outcome: .quarantined, reason: "unproven", sender: "b•••@x.example",
            ticket: nil)
        try tx.notices.add(mail)
        try tx.notices.keep(Self.quarantined(id, at: seconds))
    }

    private static func quarantined(_ id: String, at seconds: Double) -> QuarantinedMail {
        QuarantinedMail(
            id: id, at: Fixtures.after(seconds), reason: "unproven", sender: "boss@x.example", ticket: nil,
            text: "正文 \(id)", isCut: false)
    }

    @Test("what waits is listed newest first, page by page, each once", arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for index in 0..<7 { try Self.add("\(index)", at: Double(index / 2), tx) }
        }
        var seen: [QuarantinedMail] = []
        var cursor: String?
        repeat {
            let page = try await station.read { [cursor] in try $0.notices.quarantined(limit: 3, cursor: cursor) }
            seen += page.items
            cursor = page.next
        } while cursor != nil
        #expect(Set(seen) == Set((0..<7).map { Self.quarantined("\($0)", at: Double($0 / 2)) }))
        #expect(seen.map(\.at) == seen.map(\.at).sorted(by: >) && seen.count == 7)
        #expect(try await station.read { try $0.notices.quarantined("3") } == Self.quarantined("3", at: 1))
    }

    @Test("a ruling ends the waiting once, and the sum of what came in stays", arguments: Engine.allCases)
    func ruling(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for id in ["1", "2", "3"] { try Self.add(id, at: 0, tx) }
        }
        let refusal = MailRuling(mail: "1", at: Fixtures.after(9), ticket: nil, by: "desk")
        #expect(try await station.write { try $0.notices.rule(refusal) })
        #expect(try await station.write { try $0.notices.rule(refusal) } == false)
        #expect(try await station.read { try $0.notices.quarantined("1") } == nil)
        #expect(try await station.read { try $0.notices.inboundCounts() } == [.quarantined: 2, .refused: 1])
        #expect(try await station.read { try $0.notices.inbound("1")?.outcome } == .quarantined, "as it came in")
    }
}
