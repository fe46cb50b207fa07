import Foundation
import Station
import Testing

/// The desk rules on mails: what it typed is never lost, whatever others did meanwhile.
@Suite("Mails to look at")
struct MailPageTests {
    private static func bring(_ house: TestStation, _ count: Int) async throws -> [String] {
        for index in 0..<count {
            var mail = IncomingMail(from: "boss\(index)@company.example", text: "正文第 \(index) 封")
            mail.messageID = "<\(index)@company.example>"
            _ = try await house.station.take(mail)
            house.clock.move(1)
        }
        return try await house.station.database.read {
            try $0.notices.quarantined(limit: 100, cursor: nil).items.map(\.id)
        }
    }

    @Test("a mail from a later page stands first, with what was typed, where its ticket cannot take it")
    func later() async throws {
        try await TestStation.run { house in
            let oldest = try #require(try await Self.bring(house, 25).last)
            #expect(try await !house.page("/mails", as: .liaison).text.contains("正文第 0 封"))
            let wrong = try await house.form("/mails/\(oldest)/acceptance", as: .liaison, ["ticket": "2026-000999-1"])
            #expect(wrong.status == 422 && wrong.text.contains("value=\"2026-000999-1\""))
            #expect(wrong.text.contains("正文第 0 封") && wrong.text.contains("id=\"ticket-\(oldest)-error\""))
        }
    }

    @Test("a withdrawn ticket takes no mail: the mail waits on, and the number stands there again")
    func ended() async throws {
        try await TestStation.run { house in
            let mail = try #require(try await Self.bring(house, 1).first)
            let number = try await house.file()
            _ = try await house.act(number, "withdrawal", as: .company, #"{"reason":"不需要了"}"#)
            let refused = try await house.form("/mails/\(mail)/acceptance", as: .liaison, ["ticket": number])
            #expect(refused.status == 422 && refused.text.contains("value=\"\(number)\""))
            #expect(refused.text.contains("正文第 0 封"))
        }
    }

    @Test("what somebody else has ruled on says so, with the number that was typed")
    func gone() async throws {
        try await TestStation.run { house in
            let mails = try await Self.bring(house, 2)
            let number = try await house.file()
            #expect(try await house.form("/mails/\(mails[0])/refusal", as: .liaison).status == 303)
            let late = try await house.form("/mails/\(mails[0])/acceptance", as: .liaison, ["ticket": number])
            #expect(late.status == 409 && late.text.contains("刚才已有人处理") && late.text.contains(number))
            #expect(late.text.contains("正文第 0 封"), "the others wait on")
            #expect(try await house.form("/mails/\(mails[0])/refusal", as: .liaison).status == 409)
            #expect(
                try await house.form("/mails/\(mails[1])/acceptance", as: .liaison, ["ticket": number]).status == 303)
        }
    }
}
