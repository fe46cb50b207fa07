import Station
import Testing

/// N8: what identifies a person or a company's taxes leaves the station in no notice.
struct IdentityNumberTests {
    @Test(
        "numbers of passports, persons and taxes are masked, everything else stays",
        arguments: [
            ("护照 E12345678 换发", "护照 E12•••78 换发"), ("ED1234567到期", "ED1•••67到期"),
            ("身份证33010619800101123X", "身份证330•••3X"), ("税号 91330106MA2TQRT0XX。", "税号 913•••XX。"),
            ("诉求 2026-000123-7", "诉求 2026-000123-7"), ("20261201 出发，共 12000000 元", "20261201 出发，共 12000000 元"),
            ("ISO9001 与 administrator", "ISO9001 与 administrator"), ("", ""),
        ])
    func masks(text: String, expected: String) {
        #expect(Masking.identityNumbers(in: text) == expected)
    }

    @Test("a planted number is in no mail, text message, webhook or inbox")
    func planted() async throws {
        let world = try await World()
        let number = "E12345678"
        let sent = try await world.messages { _ = try await world.file("王某护照 \(number) 今晚到期") }
        #expect(!sent.isEmpty && sent.contains { $0.payload.body.contains("E12•••78") })
        for message in sent {
            #expect(!message.payload.subject.contains(number) && !message.payload.body.contains(number))
        }
        let inbox = try await world.station.inbox(limit: 50, cursor: nil, by: try await world.principal(.liaison))
        #expect(!inbox.items.isEmpty && inbox.items.allSatisfy { !$0.subject.contains(number) })
    }
}
