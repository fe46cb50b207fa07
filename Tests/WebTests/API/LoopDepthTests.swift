import Casework
import Foundation
import HealthCheck
import Testing

@Suite("The loop in depth, by API and by page")
struct LoopDepthTests {
    @Test("a veto stops the answer with the unit's name; the desk sets it aside and the answer goes out")
    func veto() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            try await house.act(
                number, "legs", as: .tax, #"{"unit":"entry-exit","question":"可否？","consent":true}"#)
            try await house.act(number, "opinions", as: .entryExit, #"{"stance":"disagree","text":"不可"}"#)
            let refused = try await house.act(number, "feedback", as: .tax, #"{"text":"办了"}"#, expecting: 409)
            #expect(refused.json["detail"].text?.contains("出入境") == true)
            try await house.act(number, "minutes", as: .tax, #"{"text":"secret-minutes"}"#)
            try await house.act(number, "overrulings", as: .liaison, #"{"leg":1,"reason":"会商定"}"#)
            try await house.act(number, "feedback", as: .tax, #"{"text":"办了"}"#)
            let own = try await house.page("/tickets/\(number)", as: .company)
            #expect(!own.text.contains("secret-minutes") && !own.text.contains("会商定"))
        }
    }

    @Test("after two returns the page asks the desk for a ruling, and the unit it names keeps the ticket")
    func ruling() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            for _ in 1...2 {
                try await house.act(number, "acceptance", as: .liaison, #"{"lead":"tax","assisting":[]}"#)
                try await house.act(number, "returns", as: .tax, #"{"reason":"不归我","code":"competence"}"#)
            }
            let page = try await house.page("/tickets/\(number)", as: .liaison)
            #expect(page.text.contains("现在须由联络台裁定") && page.text.contains("/rulings"))
            #expect(!page.text.contains("/acceptance"))
            let ruled = try await house.act(number, "rulings", as: .liaison, #"{"unit":"tax","reason":"首接负责"}"#)
            #expect(ruled.json["ruling"]["unit"].text == "tax")
            try await house.act(number, "returns", as: .tax, #"{"reason":"不归我"}"#, expecting: 409)
            #expect(try await house.api("GET", "/tickets/\(number)", as: .company).json["ruling"] == .null)
        }
    }

    @Test("papers that follow are on the company's page with their date, and no clock stands")
    func papers() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let before = try await house.api("GET", "/tickets/\(number)", as: .tax).json["deadline"]["due"].text
            let late = #"{"papers":["证件照"],"due":"2020-01-01"}"#
            try await house.act(number, "papers", as: .tax, late, expecting: 422)
            let after = try await house.act(
                number, "papers", as: .tax, #"{"papers":["证件照","劳动合同"],"due":"2027-01-15"}"#)
            #expect(after.json["deadline"]["due"].text == before)
            let own = try await house.page("/tickets/\(number)", as: .company)
            #expect(own.text.contains("证件照") && own.text.contains("1月15日"))
            try await house.act(number, "paper-receipts", as: .tax, #"{"paper":1}"#)
            let again = #"{"paper":1}"#
            try await house.act(number, "paper-receipts", as: .tax, again, expecting: 422)
        }
    }

    @Test("a leg due after the answer is refused with the answer's date; nothing is opened")
    func legDue() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let tag = try await house.tag(number)
            let refused = try await house.act(
                number, "legs", as: .tax, #"{"unit":"entry-exit","question":"？","due":"2027-06-01"}"#, expecting: 422)
            #expect(refused.json["detail"].text?.contains("不能晚于") == true)
            #expect(try await house.tag(number) == tag)
        }
    }

    @Test("two officers transferring at once: one wins, the other is told that it was changed")
    func twoTransfers() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let tag = try await house.tag(number)
            async let first = house.api(
                "POST", "/tickets/\(number)/transfers", as: .liaison, #"{"unit":"entry-exit","reason":"归口"}"#,
                ["If-Match": tag])
            async let second = house.api(
                "POST", "/tickets/\(number)/transfers", as: .tax, #"{"unit":"economic-crime","reason":"归口"}"#,
                ["If-Match": tag])
            let statuses = try await [first.status, second.status]
            #expect(statuses.contains(201))
            #expect(statuses.contains { [404, 409, 412].contains($0) })
        }
    }

    @Test("several rows of the queue at once, without any script: each says what came of it")
    func bulk() async throws {
        try await TestStation.run { house in
            let numbers = [try await house.file("一"), try await house.file("二")]
            let queue = try await house.page("/desk", as: .liaison)
            #expect(queue.text.contains("\(numbers[0]):1"))
            // A note stands in nobody's way; somebody who ended it does.
            try await house.act(numbers[0], "notes", as: .liaison, #"{"text":"有人先看了"}"#)
            try await house.act(numbers[1], "withdrawal", as: .company, #"{"reason":"不用了"}"#)
            let done = try await house.form(
                "/desk/bulk", as: .liaison,
                [
                    "act": "acceptance", "idempotencyKey": "k1", "ticket": "\(numbers[0]):1",
                    "ticket": "\(numbers[1]):1",
                ])
            #expect(done.status == 200)
            #expect(done.text.contains("✓") && done.text.contains("✕ 刚才被改动：状态"))
            let states = try await [
                house.api("GET", "/tickets/\(numbers[0])", as: .liaison).json["state"].text,
                house.api("GET", "/tickets/\(numbers[1])", as: .liaison).json["state"].text,
            ]
            #expect(states == ["transferred", "withdrawn"])
        }
    }
}
