import Testing

@Suite("Messages say where and in whole words")
struct MessagePlaceTests {
    /// The places a page's messages lead to that the page does not hold.
    private static func lost(_ page: Answer) -> [String] {
        page.text.matches(of: /<li><a href="#([^"]+)"/).map { String($0.1) }.filter {
            !page.text.contains(" id=\"\($0)\"")
        }
    }

    /// Sends every form of a ticket's page with its hidden fields alone.
    private static func sendAll(_ house: TestStation, _ number: String, as person: Person) async throws -> Int {
        let page = try await house.page("/tickets/\(number)", as: person)
        let nouns = page.text.matches(of: /<form class="[^"]*"[^>]*action="\/tickets\/[0-9-]+\/([a-z-]+)"/)
        var refused = 0
        for noun in Set(nouns.map { String($0.1) }).subtracting([
            "recalls", "acceptance", "paper-receipts", "withdrawal",
        ]) {
            let answer = try await house.form(
                "/tickets/\(number)/\(noun)", as: person,
                ["version": page.field("version") ?? "", "code": "", "unit": "", "due": "", "text": "", "reason": ""])
            guard answer.status == 422 else { continue }
            refused += 1
            #expect(lost(answer).isEmpty, "\(noun) as \(person)")
        }
        return refused
    }

    @Test("what an empty form is refused for leads to a field of that very page, for the desk, a unit and the company")
    func places() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            #expect(try await Self.sendAll(house, number, as: .liaison) > 3)
            try await house.start(number)
            #expect(try await Self.sendAll(house, number, as: .tax) > 5)
            #expect(try await Self.sendAll(house, number, as: .manager) > 0)
            try await house.act(number, "feedback", as: .tax, #"{"text":"可以"}"#)
            #expect(try await Self.sendAll(house, number, as: .company) > 0)
        }
    }

    @Test("a lead unit that cannot answer is told why: a veto nobody decided on, a part that is not finished")
    func waits() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            try await house.act(number, "legs", as: .tax, #"{"unit":"entry-exit","question":"同意吗","consent":true}"#)
            try await house.act(number, "opinions", as: .entryExit, #"{"stance":"disagree","text":"不行"}"#)
            let part = try await house.file("部分")
            try await house.act(part, "parents", as: .liaison, "{\"ticket\":\"\(number)\"}")
            let page = try await house.page("/tickets/\(number)", as: .tax)
            #expect(page.text.contains("不同意的单位：") && page.text.contains("办完后才能答复：\(part)"))
            let other = try await house.page("/tickets/\(number)", as: .entryExit)
            #expect(!other.text.contains("办完后才能答复"))
        }
    }

    @Test("every notice the station sends has a name of its own on the administrator's list, in both languages")
    func kinds() async throws {
        try await TestStation.run { house in
            let page = try await house.page("/notices", as: .admin)
            #expect(page.status == 200 && page.text.contains("督办"))
            #expect(!page.text.contains("notice-kind."))
        }
    }

    @Test("an act on several that all went well says so without a count of failures")
    func bulk() async throws {
        try await TestStation.run { house in
            let numbers = [try await house.file("甲"), try await house.file("乙")]
            let rows = numbers.map { ("ticket", "\($0):1") }
            let done = try await house.form(
                "/desk/bulk", as: .liaison, Fields([("act", "acceptance"), ("idempotencyKey", "k")] + rows))
            #expect(done.status == 200 && done.text.contains("data-kind=\"ok\""))
            #expect(!done.text.contains("没办成"))
            let none = try await house.form(
                "/desk/bulk", as: .liaison,
                ["act": "escalations", "reason": "写了半天的理由", "back": "tab=inProgress&q=%E7%94%B2"])
            #expect(none.status == 422 && none.text.contains("请先勾选要办的诉求"))
            #expect(none.text.contains("value=\"写了半天的理由\"") && none.text.contains("value=\"escalations\" selected"))
            #expect(none.text.contains("name=\"back\" value=\"tab=inProgress&amp;q=%E7%94%B2\""), "the same selection")
        }
    }
}
