import Foundation
import Testing

@Suite("Bad input by API")
struct BadInputTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        let name: String
        let method: String
        let path: String
        let person: Person
        let body: [UInt8]
        let status: Int
        let pointers: [String]

        init(
            _ name: String, _ path: String, as person: Person = .company, _ body: String, _ status: Int = 422,
            _ pointers: [String] = [], method: String = "POST", bytes: [UInt8]? = nil
        ) {
            self.name = name
            self.method = method
            self.path = path
            self.person = person
            self.body = bytes ?? Array(body.utf8)
            self.status = status
            self.pointers = pointers
        }

        var testDescription: String { name }
    }

    static let filing = #""matter":"TX05","title":"标题","body":"内容""#
    static let rows: [Bad] = [
        Bad(
            "a credit code with a wrong check character", "/tickets", as: .liaison,
            #"{\#(filing),"company":"91310115MA0000001A"}"#, 422, ["/company"]),
        Bad(
            "a credit code that is too short", "/tickets", as: .liaison, #"{\#(filing),"company":"9131"}"#, 422,
            ["/company"]),
        Bad("no company from an officer", "/tickets", as: .liaison, "{\(filing)}", 422, ["/company"]),
        Bad(
            "an unknown matter, no title and an endless body", "/tickets",
            #"{"matter":"ZZ99","title":" ","body":"\#(String(repeating: "长", count: 5001))"}"#, 422,
            ["/matter", "/title", "/body"]),
        Bad("an urgency nobody knows", "/tickets", #"{\#(filing),"urgency":"yesterday"}"#, 422, ["/urgency"]),
        Bad("a door that only officers know", "/tickets", #"{\#(filing),"origin":"hotline"}"#, 422, ["/origin"]),
        Bad("a door that only a self-test has", "/tickets", #"{\#(filing),"origin":"warning"}"#, 422, ["/origin"]),
        Bad("a title that is a number", "/tickets", #"{"matter":"TX05","title":5,"body":"x"}"#, 422, ["/title"]),
        Bad("a body without a title", "/tickets", #"{"matter":"TX05","body":"x"}"#, 422, ["/title"]),
        Bad("an array where an object belongs", "/tickets", "[]", 422, [""]),
        Bad(
            "an unknown question", "/self-tests/tax/submissions",
            #"{"answers":{"no-such-question":"yes"},"consent":{}}"#, 422, ["/answers/no-such-question"]),
        Bad(
            "an answer out of range and one of the wrong kind", "/self-tests/tax/submissions",
            #"{"answers":{"staff-days":-1,"agent-signs":[],"site-months":"many"},"consent":{}}"#, 422,
            ["/answers/staff-days", "/answers/site-months", "/answers/agent-signs"]),
        Bad(
            "an answer that is an object", "/self-tests/tax/submissions",
            #"{"answers":{"staff-days":{}},"consent":{}}"#, 422, ["/answers/staff-days"]),
        Bad("no answers at all", "/self-tests/tax/submissions", #"{"answers":{},"consent":{}}"#, 422, ["/answers"]),
        Bad("no consent", "/self-tests/tax/submissions", #"{"answers":{"agent-signs":"no"}}"#, 422, ["/consent"]),
        Bad(
            "a draft of an unknown question", "/self-tests/tax/draft", #"{"answers":{"nope":1}}"#, 422,
            ["/answers/nope"], method: "PUT"),
        Bad("an unknown self-test", "/self-tests/nope/submissions", #"{"answers":{},"consent":{}}"#, 404),
        Bad("a body cut short", "/tickets", #"{"matter":"TX05","#, 400),
        Bad("a body that is not JSON", "/tickets", "matter=TX05", 400),
        Bad("malformed UTF-8", "/tickets", "", 400, bytes: Array(#"{"matter":""#.utf8) + [0xC3, 0x28, 0x22, 0x7D]),
        Bad("a NUL character in a text", "/tickets", #"{"matter":"TX05","title":"a\u0000b","body":"x"}"#, 400),
        Bad("a NUL character among escapes", "/tickets", #"{"matter":"TX05","title":"\\\u0000","body":"x"}"#, 400),
        Bad("a NUL character in an account", "/session", #"{"account":"\u0000","password":"x"}"#, 400),
        Bad(
            "a NUL character as an answer", "/self-tests/tax/draft", #"{"answers":{"agent-signs":"\u0000"}}"#, 400,
            method: "PUT"),
        Bad("a NUL character in an address", "/tickets/%00/notes", #"{"text":"x"}"#, 400),
        Bad("a body of ten megabytes", "/tickets", "", 413, bytes: [UInt8](repeating: 0x20, count: 10 << 20)),
        Bad("a malformed ticket number", "/tickets/2026-000001-0/notes", #"{"text":"x"}"#, 404),
        Bad("a sign-in without a password", "/session", #"{"account":"company"}"#, 422, ["/password"]),
    ]

    @Test("is a problem document with pointers, in Chinese, or in English when asked, and leaves nothing behind")
    func isRefused() async throws {
        try await TestStation.run { house in
            _ = try await house.file()
            let before = try await house.amounts()
            for row in Self.rows {
                for language in ["zh-Hans", "en"] {
                    var headers = ["Authorization": "Bearer \(house.tokens[row.person] ?? "")"]
                    if language == "en" { headers["Accept-Language"] = "en-GB,en;q=0.9" }
                    if row.path == "/session" { headers["Authorization"] = nil }
                    let answer = try await house.ask(
                        row.method, "/api/v1" + row.path, headers: headers, body: row.body)
                    #expect(answer.status == row.status, "\(row.name): \(answer.text)")
                    #expect(answer.pointers == row.pointers, "\(row.name)")
                    expectProblem(answer, in: language, row.name)
                }
            }
            #expect(try await house.amounts() == before)
        }
    }

    @Test("an action with a unit, leg, word, star or ticket that does not exist is refused at its field")
    func badActions() async throws {
        try await TestStation.run { house in
            let filed = try await house.file()
            let number = try await house.file("第二件")
            try await house.start(number)
            let before = try await house.amounts()
            let long = String(repeating: "长", count: 5001)
            let rows: [(String, String, Person, String, Int, [String])] = [
                (filed, "acceptance", .liaison, #"{"lead":"moon"}"#, 422, ["/lead"]),
                (filed, "acceptance", .liaison, #"{"lead":"tax","assisting":["moon"]}"#, 422, ["/assisting"]),
                (number, "transfers", .tax, #"{"unit":"moon","reason":"x"}"#, 422, ["/unit"]),
                (number, "transfers", .tax, #"{"reason":"x"}"#, 422, ["/unit"]),
                (number, "transfers", .tax, #"{"unit":"tax","reason":"x"}"#, 422, ["/unit"]),
                (number, "legs", .tax, #"{"unit":"tax","question":"x"}"#, 422, ["/unit"]),
                (number, "opinions", .tax, #"{"leg":1,"stance":"maybe","text":"x"}"#, 422, ["/stance"]),
                (number, "opinions", .tax, #"{"stance":"agree","text":"x"}"#, 422, ["/leg"]),
                (number, "notes", .tax, #"{"text":" "}"#, 422, ["/text"]),
                (number, "notes", .tax, #"{"text":"\#(long)"}"#, 422, ["/text"]),
                (number, "merges", .liaison, #"{"ticket":"2026"}"#, 422, ["/ticket"]),
                (number, "merges", .liaison, #"{"ticket":"\#(number)"}"#, 422, ["/ticket"]),
                (number, "confirmation", .company, #"{"resolution":"perhaps"}"#, 422, ["/resolution"]),
                (number, "confirmation", .company, #"{"resolution":"solved"}"#, 409, []),
                (number, "rating", .company, "{}", 422, ["/stars"]),
                (number, "rating", .company, #"{"stars":"five"}"#, 422, ["/stars"]),
                (number, "rating", .company, #"{"stars":4.5}"#, 400, []),
                (number, "feedback", .tax, "[]", 422, [""]),
            ]
            for (ticket, noun, person, body, status, pointers) in rows {
                let answer = try await house.api(
                    "POST", "/tickets/\(ticket)/\(noun)", as: person, body, ["If-Match": "*"])
                let fits = answer.status == status && answer.pointers == pointers
                #expect(fits, "\(noun) \(body.prefix(60)) \(answer.text)")
                expectProblem(answer, in: "zh-Hans", noun)
            }
            #expect(try await house.amounts() == before)
            #expect(try await house.tag(number) == "\"3\"")
        }
    }

    private func expectProblem(_ answer: Answer, in language: String, _ name: String) {
        #expect(answer.header("Content-Type") == "application/problem+json", "\(name)")
        #expect(answer.json["status"].number == Double(answer.status), "\(name)")
        #expect(answer.header("Content-Language") == language, "\(name)")
        let words = [answer.json["title"].text] + answer.json["errors"].items.map { $0["message"].text }
        for word in words {
            let text = word ?? ""
            let isChinese = text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            #expect(!text.isEmpty && isChinese == (language == "zh-Hans"), "\(name): \(text)")
        }
    }
}
