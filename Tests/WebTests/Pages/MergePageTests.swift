import Casework
import Foundation
import Station
import Testing

/// Two people at one ticket, by page and by API.
@Suite("Acts at the same time, on pages and by API")
struct MergePageTests {
    @Test(
        "a note on a page that is no longer the newest is taken; a transfer shows yours and the newest, field by field")
    func page() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let page = try await house.page("/tickets/\(number)", as: .liaison)
            let version = try #require(page.field("version"))
            try await house.act(number, "transfers", as: .tax, #"{"unit":"cyber","reason":"归网安"}"#)
            let note = try await house.form(
                "/tickets/\(number)/notes", as: .liaison, ["version": version, "text": "写了一半的记录"])
            #expect(note.status == 303, "\(note.status)")
            let sent: Fields = ["version": version, "unit": "entry-exit", "code": "area", "reason": "归出入境"]
            let refused = try await house.form("/tickets/\(number)/transfers", as: .liaison, sent)
            #expect(refused.status == 412)
            for text in ["主办单位", "税务", "网安", "出入境", "测试tax", "归出入境", "用我的", "用最新的"] {
                #expect(refused.text.contains(text), "\(text)")
            }
            // What “use mine” sends: the same act on the ticket as it stands.
            let again = try await house.form(
                "/tickets/\(number)/transfers", as: .liaison,
                [
                    "version": refused.field("version") ?? "", "unit": "entry-exit", "code": "area",
                    "reason": "归出入境",
                ])
            #expect(again.status == 303)
            let lead = try await house.api("GET", "/tickets/\(number)", as: .liaison).json["lead"].text
            #expect(lead == "entry-exit")
        }
    }

    @Test("files that came with an act that met a conflict are named, to be chosen again in the same form")
    func filesAgain() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let version = try #require(try await house.page("/tickets/\(number)", as: .company).field("version"))
            try await house.act(number, "messages", as: .tax, #"{"text":"请问是哪一年的？"}"#)
            let refused = try await house.send(
                "/tickets/\(number)/messages", as: .company, ["version": version, "text": "附上回执"],
                files: [("回执.png", TestStation.picture)])
            #expect(refused.status == 412, "\(refused.status)")
            #expect(refused.text.contains("附件没有保存") && refused.text.contains("回执.png"))
            let form = try #require(
                refused.text.firstMatch(of: /(?s)<form class="button-row"[^>]*messages"[^>]*>.*?<\/form>/)?.output)
            #expect(form.contains("enctype=\"multipart/form-data\"") && form.contains("type=\"file\""))
            #expect(form.contains("value=\"附上回执\""))
        }
    }

    @Test("by API a version that has passed stays 412, and says what happened since")
    func api() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let stale = try await house.api(
                "POST", "/tickets/\(number)/notes", as: .tax, #"{"text":"记"}"#, ["If-Match": "\"2\""])
            #expect(stale.status == 412)
            #expect(stale.json["changes"].items.compactMap { $0["kind"].text } == ["take"])
            let absent = try await house.api(
                "POST", "/tickets/\(number)/notes", as: .tax, #"{"text":"记"}"#, ["If-Match": "\"x\""])
            #expect(absent.status == 412 && absent.json["changes"].items.isEmpty)
        }
    }

    @Test("what the machine refuses leads to the field that is to blame, on the page and in the document")
    func atTheField() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let page = try await house.page("/tickets/\(number)", as: .tax)
            let refused = try await house.form(
                "/tickets/\(number)/legs", as: .tax,
                ["version": page.field("version") ?? "", "unit": "tax", "question": "问自己"])
            #expect(refused.status == 409 && refused.text.contains("href=\"#leg-unit\""))
            #expect(refused.text.contains(">问自己</textarea>"))
        }
    }

    @Test("another matter by page: the next act is the transfer, with the suggested unit chosen; no clock moved")
    func reclassify() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let before = try await house.api("GET", "/tickets/\(number)", as: .liaison).json["promisedBy"].text
            let page = try await house.page("/tickets/\(number)", as: .liaison)
            #expect(page.text.contains("EE05 出入境证件加急办理 → 出入境"))
            let done = try await house.form(
                "/tickets/\(number)/reclassifications", as: .liaison,
                ["version": page.field("version") ?? "", "matter": "EE05", "reason": "其实是加急签注"])
            #expect(done.status == 303 && done.location == "/tickets/\(number)?open=transfer")
            let next = try await house.page("/tickets/\(number)", as: .liaison)
            #expect(next.text.contains("<option value=\"entry-exit\" selected>"))
            let after = try await house.api("GET", "/tickets/\(number)", as: .liaison).json
            #expect(after["matter"].text == "EE05" && after["promisedBy"].text == before)
            let seen = try await house.api("GET", "/tickets/\(number)/events", as: .company).text
            #expect(seen.contains("事项改为“出入境证件加急办理”") && !seen.contains("按规则"))
            let empty = try await house.form("/tickets/\(number)/reclassifications", as: .liaison, ["matter": ""])
            #expect(empty.status == 422 && empty.text.contains("href=\"#reclassify-matter\""))
        }
    }

    @Test("grounds, calls and clocks counted anew are there by API, each for those whose business it is")
    func readings() async throws {
        try await TestStation.run { house in
            let grounds = try await house.api("GET", "/grounds", as: .company)
            #expect(grounds.json["refusals"].items.count >= 3 && grounds.json["admissions"].items.count == 5)
            let code = house.codes[.company]?.description ?? ""
            let filed = try await house.api(
                "POST", "/tickets", as: .liaison,
                #"{"matter":"TX05","title":"来电","body":"请回电","company":"\#(code)","origin":"hotline","#
                    + #""caller":{"name":"李四","phone":"13900000000","callBack":true}}"#)
            #expect(filed.status == 201, "\(filed.text)")
            let number = filed.json["number"].text ?? ""
            let calls = try await house.api("GET", "/calls", as: .liaison)
            #expect(calls.json["items"].items.first?["phone"].text == "13900000000")
            let list = try await house.page("/calls", as: .liaison)
            #expect(list.text.contains("tel:13900000000") && list.text.contains(number))
            #expect(try await house.api("GET", "/calls", as: .company).status == 403)
            let seen = try await house.page("/tickets/\(number)", as: .company)
            #expect(seen.text.contains("前给您打电话：13900000000"))
            let empty = try await house.form("/tickets/\(number)/calls", as: .liaison, ["text": " "])
            #expect(empty.status == 422 && empty.text.contains("href=\"#call-text\""))
            #expect(
                empty.text.contains(
                    "id=\"call-text\" aria-invalid=\"true\" aria-describedby=\"call-text-error\" name=\"text\""))
            #expect(empty.text.contains("<p class=\"field__error\" id=\"call-text-error\">"))
            let long = String(repeating: "长", count: 5001)
            let kept = try await house.form("/tickets/\(number)/calls", as: .liaison, ["text": long])
            #expect(kept.status == 422 && kept.text.contains("id=\"call-text-error\""))
            #expect(kept.text.contains(">\(long)</textarea>"), "nothing typed is lost")
            let owed = try await house.api("GET", "/calls", as: .liaison).json["items"].items.first
            #expect(owed?["overdue"] == .flag(false) && owed?["remindedAt"].text == nil)
            house.clock.move(2 * 3600 + 1)
            let late = try await house.page("/tickets/\(number)", as: .company)
            #expect(late.text.contains("前给您打电话（13900000000），还没有打，晚了。"))
            _ = try await house.station.runDeadlineClock()
            let told = try await house.page("/tickets/\(number)", as: .company)
            #expect(told.text.contains("还没有打，晚了；已在") && told.text.contains("答应的回电晚了，已提醒负责的单位"))
            #expect(try await house.page("/calls", as: .liaison).text.contains("前回电，已超时；"))
            let reminded = try await house.api("GET", "/calls", as: .liaison).json["items"].items.first
            #expect(reminded?["overdue"] == .flag(true) && reminded?["remindedAt"].text != nil)
            try await house.act(number, "calls", as: .liaison, #"{"text":"谈过了"}"#)
            #expect(try await house.api("GET", "/calls", as: .liaison).json["items"].items.isEmpty)
            let clocks = try await house.api("GET", "/retiming", as: .manager)
            #expect(clocks.json["looked"].number == 1 && clocks.json["moving"].number == 0)
            #expect(try await house.api("GET", "/retiming", as: .tax).status == 403)
            let page = try await house.page("/retiming", as: .manager)
            #expect(page.status == 200 && page.text.contains("在办 1 件，0 件会变"))
        }
    }

    @Test("the page of clocks counted anew says how many are left, keeps the reason, and goes on with a press")
    func retimingInBatches() async throws {
        try await TestStation.run { house in
            var numbers: [String] = []
            for title in ["一", "二", "三"] {
                numbers.append(try await house.file(title))
                try await house.act(
                    numbers.last ?? "", "reclassifications", as: .liaison, #"{"matter":"EE05","reason":"其实是签注"}"#)
            }
            let page = try await house.page("/retiming", as: .liaison)
            #expect(page.text.contains("name=\"through\" value=\"\(numbers[2])\"") && page.text.contains("重算这 3 件"))
            let empty = try await house.form("/retiming", as: .liaison, ["reason": "", "through": numbers[1]])
            #expect(empty.status == 422 && empty.text.contains("reason-error\" aria-invalid=\"true\""))
            let first = try await house.form("/retiming", as: .liaison, ["reason": "新规定", "through": numbers[1]])
            #expect(first.text.contains("已重算 2 件，还剩 1 件") && first.text.contains(">新规定</textarea>"))
            let again = try await house.form("/retiming", as: .liaison, ["reason": "新规定", "through": numbers[1]])
            #expect(again.text.contains("已重算 0 件，还剩 1 件"), "the same press again takes none")
            let last = try await house.form("/retiming", as: .liaison, ["reason": "新规定", "through": numbers[2]])
            #expect(last.text.contains("已重算 1 件，没有剩下的了") && !last.text.contains("<textarea"))
        }
    }

    @Test(
        "a batch keeps its bad rows after filing: mended on the page or downloaded; the desk takes the good ones back")
    func batchRest() async throws {
        try await TestStation.run { house in
            let code = house.codes[.company]?.description ?? ""
            func line(_ number: Int, _ matter: String) -> String {
                #"{"line":\#(number),"matter":"\#(matter)","title":"第\#(number)件","body":"请看","company":"\#(code)","isExpedited":false}"#
            }
            let filed = try await house.form(
                "/tickets/batch", as: .liaison, ["lines": "[\(line(2, "TX05"))]", "rest": "[\(line(3, "ZZ99"))]"])
            #expect(filed.text.contains("已提交 1 件，没提交 1 行") && filed.text.contains("value=\"ZZ99\""))
            let sheet = try await house.form("/tickets/batch/rest", as: .liaison, ["lines": "[\(line(3, "ZZ99"))]"])
            #expect(sheet.status == 200 && sheet.text.contains("ZZ99,第3件,请看,\(code)"))
            let mended = try await house.form(
                "/tickets/batch/corrections", as: .liaison,
                ["line": "3", "matter": "tx05", "title": "第3件", "body": "请看", "company": code, "urgency": ""])
            #expect(mended.text.contains("可提交 1 行，要改 0 行"))
            let number = try #require(filed.text.firstMatch(of: /2026-[0-9]{6}-[0-9]/)?.output)
            let undone = try await house.form(
                "/tickets/bulk", as: .liaison,
                ["act": "retractions", "reason": "录错", "ticket": "\(number):1"])
            #expect(undone.text.contains("✓"))
            let state = try await house.api("GET", "/tickets/\(number)", as: .company).json["state"].text
            #expect(state == "withdrawn")
            // Eleven minutes later it is too late, and the row says so.
            let late = try await house.form("/tickets/batch", as: .liaison, ["lines": "[\(line(4, "TX05"))]"])
            let second = try #require(late.text.firstMatch(of: /2026-[0-9]{6}-[0-9]/)?.output)
            house.clock.move(660)
            let tooLate = try await house.form(
                "/tickets/bulk", as: .liaison, ["act": "retractions", "reason": "录错", "ticket": "\(second):1"])
            #expect(tooLate.text.contains("✕") && tooLate.text.contains("10 分钟"))
        }
    }
}
