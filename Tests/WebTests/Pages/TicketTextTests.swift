import Foundation
import Station
import Testing

@Suite("Kept texts and names in a ticket's boxes")
struct TicketTextTests {
    private static func begun(_ house: TestStation) async throws -> String {
        let number = try await house.file()
        try await house.start(number)
        return number
    }

    @Test("a text is put behind what was typed, without a script, and what else stood in the box comes back")
    func inserting() async throws {
        try await TestStation.run { house in
            let number = try await Self.begun(house)
            let before = try await house.page("/tickets/\(number)", as: .tax)
            #expect(before.text.contains("<datalist id=\"text-blocks\">") && before.text.contains("请回电"))
            let sent = try await house.form(
                "/desk/drafts/\(number)/messages", as: .tax,
                ["text": "您好 <b>", "block": "请回电", "insert": "1", "files": "护照.png"])
            #expect(sent.status == 303 && sent.location.hasSuffix("#reply-text"))
            let page = try await house.page(String(sent.location.prefix { $0 != "#" }), as: .tax)
            #expect(page.text.contains("您好 &lt;b&gt;\n刚才给您打电话没有接通") && page.text.contains("报编号 \(number)"))
            #expect(page.text.contains("id=\"reply-text\" autofocus"))
            try await house.act(number, "legs", as: .tax, #"{"unit":"entry-exit","question":"？"}"#)
            let opinion = try await house.form(
                "/desk/drafts/\(number)/opinions", as: .entryExit,
                ["text": "写了一半", "stance": "conditional", "mention": "tax", "block": "ask-opinion", "insert": "1"])
            let kept = try await house.page(String(opinion.location.prefix { $0 != "#" }), as: .entryExit)
            #expect(
                kept.text.contains("value=\"conditional\" checked")
                    && kept.text.contains("name=\"mention\" list=\"officers\" autocomplete=\"off\" value=\"tax\""))
        }
    }

    @Test("what cannot be put in is said at its field, and what was typed stays")
    func refused() async throws {
        try await TestStation.run { house in
            let number = try await Self.begun(house)
            let page = try await house.form(
                "/desk/drafts/\(number)/notes", as: .tax, ["text": "写了一半", "block": "没有这条", "insert": "1"])
            #expect(page.status == 422 && page.text.contains("没有叫“没有这条”的常用语"))
            #expect(page.text.contains(">写了一半</textarea>") && page.text.contains("href=\"#note-block\""))
            #expect(page.text.contains("id=\"note-block\""))
        }
    }

    @Test("texts are kept, found, changed and removed on their page; the API does the same with versions")
    func keeping() async throws {
        try await TestStation.run { house in
            let wrong = try await house.form(
                "/texts", as: .tax, ["title": "甲", "chinese": "{nummer}", "english": "{number}"])
            #expect(
                wrong.status == 422 && wrong.text.contains("没有变量 {nummer}")
                    && wrong.text.contains("id=\"chinese-error\""))
            #expect(wrong.text.contains("value=\"甲\"") && wrong.text.contains(">{nummer}</textarea>"))
            let fine = try await house.form(
                "/texts", as: .tax, ["title": "甲种", "chinese": "编号 {number}", "english": "{number}", "unit": "1"])
            #expect(fine.status == 303)
            let list = try await house.api("GET", "/text-blocks?q=%E7%94%B2%E7%A7%8D", as: .tax).json["items"]
            #expect(list.count == 1 && list[0]["owner"].text == "tax")
            let id = list[0]["id"].text ?? ""
            #expect(
                try await house.page(
                    "/texts?q=甲种".addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? "", as: .tax
                ).text.contains("/texts/\(id)#form"))
            #expect(try await house.page("/texts/\(id)", as: .entryExit).status == 404)
            #expect(try await house.page("/texts", as: .company).status == 403)
            let changed = try await house.form(
                "/texts/\(id)", as: .tax,
                ["title": "乙", "chinese": "编号 {number}", "english": "{number}", "unit": "1", "version": "1"])
            #expect(changed.status == 303)
            let stale = try await house.form(
                "/texts/\(id)", as: .tax, ["title": "丙", "chinese": "我写的", "english": "mine", "version": "1"])
            #expect(stale.status == 412 && stale.text.contains(">我写的</textarea>"))
            #expect(stale.text.contains("name=\"version\" value=\"2\""), "a second press uses one's own")
            let body = #"{"title":"丁","chinese":"{number}","english":"{number}","unit":true}"#
            #expect(try await house.api("PUT", "/text-blocks/\(id)", as: .tax, body).status == 428)
            #expect(
                try await house.api("PUT", "/text-blocks/\(id)", as: .tax, body, ["If-Match": "\"1\""]).status == 412)
            let put = try await house.api("PUT", "/text-blocks/\(id)", as: .tax, body, ["If-Match": "\"2\""])
            #expect(put.status == 200 && put.tag == "\"3\"")
            #expect(try await house.form("/texts/\(id)/removal", as: .entryExit).status == 404)
            #expect(try await house.form("/texts/\(id)/removal", as: .tax).status == 303)
            #expect(try await house.page("/texts/\(id)", as: .tax).status == 404)
        }
    }

    @Test("a chosen officer is called in the note, shown as a link, and finds it in inbox and list")
    func calling() async throws {
        try await TestStation.run { house in
            let number = try await Self.begun(house)
            let page = try await house.page("/tickets/\(number)", as: .tax)
            #expect(page.text.contains("<option value=\"liaison\">测试liaison"))
            #expect(!page.text.contains("<option value=\"entry-exit\">测试"), "only who may see it is offered")
            let sent = try await house.form(
                "/tickets/\(number)/notes", as: .tax, ["text": "请看 <b>", "mention": "liaison"])
            #expect(sent.status == 303, "\(sent.text)")
            let shown = try await house.page("/tickets/\(number)", as: .tax)
            #expect(shown.text.contains("<a class=\"mention\" href=\"/officers/liaison\">@测试liaison</a> 请看 &lt;b&gt;"))
            let list = try await house.page("/mentions", as: .liaison)
            #expect(list.text.contains(number) && list.text.contains("#event-4"))
            #expect(try await house.page("/inbox", as: .liaison).text.contains("提到您"))
            #expect(try await house.api("GET", "/mentions", as: .liaison).json["items"].count == 1)
            #expect(try await house.page("/officers/liaison", as: .tax).text.contains("测试liaison"))
            #expect(try await house.page("/officers/liaison", as: .company).status == 403)
            let outside = try await house.page("/tickets/\(number)", as: .company)
            #expect(!outside.text.contains("officers") && !outside.text.contains("测试liaison"))
        }
    }

    @Test("an officer who may not see the ticket is not told: the page offers to ask their unit, and keeps the note")
    func stranger() async throws {
        try await TestStation.run { house in
            let number = try await Self.begun(house)
            for fields in [
                ["text": "请看", "mention": "entry-exit"], ["text": "@entry-exit 请看", "mention": ""],
            ] as [Fields] {
                let page = try await house.form("/tickets/\(number)/notes", as: .tax, fields)
                #expect(page.status == 422 && page.text.contains("看不到这件诉求"))
                #expect(page.text.contains("请看</textarea>") && page.text.contains("<a href=\"#leg-unit\">"))
                #expect(page.text.contains("<option value=\"entry-exit\" selected>"), "the unit is chosen already")
            }
            let nobody = try await house.form("/tickets/\(number)/notes", as: .tax, ["text": "请看", "mention": "赵六"])
            #expect(nobody.status == 422 && nobody.text.contains("没有叫“赵六”的同事"))
            #expect(try await house.page("/inbox", as: .entryExit).text.contains("提到您") == false)
        }
    }
}
