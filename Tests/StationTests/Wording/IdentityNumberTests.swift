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
            ("护照 Ｅ１２３４５６７８", "护照 E12•••78"), ("护照 E 1234 5678 换发", "护照 E12•••78 换发"),
            ("身份证 110105 19491231 002X", "身份证 110•••2X"), ("身份证 110105-19491231-002x", "身份证 110•••2x"),
            ("税号 91330106 MA2TQRT0XE", "税号 913•••XE"), ("批次 110105 19491231 0021", "批次 110105 19491231 0021"),
        ])
    func masks(text: String, expected: String) {
        #expect(Masking.identityNumbers(in: text) == expected)
    }

    @Test(
        "a telephone number stays where the text calls it one",
        arguments: [
            "请致电 13800138000", "联系电话：13800138000，急", "手机13912345678", "电话 057188001234", "热线 4008001234",
            "Call +8613800138000", "Tel. +86 13800138000", "护照丢失，请拨打 13800138000", "电话 0571-88001234",
        ])
    func telephones(text: String) {
        #expect(Masking.identityNumbers(in: text) == text)
    }

    /// German, Polish and other tax numbers have eleven digits too, and may begin with 1.
    @Test(
        "what may be somebody's tax or identity number is masked, however much it looks like a telephone number",
        arguments: [
            "13800138000", "税号 13800138000", "税号或电话 13800138000", "护照号 +8613800138000", "电话 12800138000",
            "电话 330106198001011235", "电话E12345678", "身份证和手机：13912345678", "phone or tax number 13912345678",
        ])
    func doubtful(text: String) {
        let masked = Masking.identityNumbers(in: text)
        #expect(masked != text && masked.contains("•••"))
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
