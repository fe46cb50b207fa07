import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Grounds of refusal and of the can't-get-it-done window")
struct GroundTests {
    @Test("the form wants a ground and keeps the reason; the company reads its sentence and where to go instead")
    func refusal() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            let asked = try await house.form(
                "/tickets/\(number)/refusal", as: .liaison, ["reason": "请找海关", "ground": ""])
            #expect(asked.status == 422 && asked.text.contains("请选择不予受理的情形"))
            #expect(asked.text.contains(">请找海关</textarea>"))
            let done = try await house.form(
                "/tickets/\(number)/refusal", as: .liaison, ["reason": "请找海关", "ground": "other-authority"])
            #expect(done.status == 303)
            let page = try await house.page("/tickets/\(number)", as: .company)
            #expect(page.text.contains("这件事由其他机关办理") && page.text.contains("12345"))
            #expect(page.text.contains("未受理，理由如下：不属于本站各单位职责") && page.text.contains("请找海关"))
            #expect(page.text.contains("不同意？申请复核") && page.text.contains("value=\"mistake\" selected"))
            let english = try await house.page("/tickets/\(number)", as: .company, ["Cookie": "lang=en"])
            #expect(
                english.text.contains("Another authority decides this") && english.text.contains("Disagree? Appeal"))
        }
    }

    @Test("a caller may leave the ground out, but not invent one; the history tells it")
    func api() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            let wrong = try await house.act(
                number, "refusal", as: .liaison, #"{"reason":"否","ground":"moon"}"#, expecting: 422)
            #expect(wrong.text.contains("/ground") && wrong.text.contains("other-authority"))
            try await house.act(number, "refusal", as: .liaison, #"{"reason":"否","ground":"cannot-act"}"#)
            let events = try await house.api("GET", "/tickets/\(number)/events", as: .company).json["items"]
            #expect(events[1]["ground"].text == "cannot-act")
            let plain = try await house.file("另一件")
            try await house.act(plain, "refusal", as: .liaison, #"{"reason":"否"}"#)
            try await house.act(plain, "reopening", as: .company, #"{"reason":"不同意"}"#)
        }
    }

    @Test("an appeal is heard one tier higher; news alone does not climb")
    func appeal() async throws {
        try await TestStation.run { house in
            for (cause, tier) in [("mistake", Tier.window.next), ("newFacts", .window)] {
                let number = try await house.file("退税\(cause)")
                try await house.act(number, "refusal", as: .liaison, #"{"reason":"否","ground":"no-right"}"#)
                let again = try await house.act(
                    number, "reopening", as: .company, #"{"reason":"符合第 5 条","cause":"\#(cause)"}"#)
                #expect(again.json["state"].text == "inProgress")
                let page = try await house.page("/tickets/\(number)", as: .liaison)
                let word = try TestStation.catalogue.locales.text("tier.\(tier.rawValue)", .zhHans)
                #expect(page.text.contains("<dd>\(word)</dd>"), "\(cause)")
            }
        }
    }

    @Test("where a ground allows no appeal only new facts reopen, by page and by API")
    func noAppeal() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.act(number, "refusal", as: .liaison, #"{"reason":"在诉","ground":"court-or-review"}"#)
            let page = try await house.page("/tickets/\(number)", as: .company)
            #expect(page.text.contains("有新情况？申请重办") && !page.text.contains("value=\"mistake\""))
            for cause in [#","cause":"mistake""#, ""] {
                let no = try await house.act(
                    number, "reopening", as: .company, #"{"reason":"不同意"\#(cause)}"#, expecting: 422)
                #expect(no.text.contains("/cause"))
            }
            let news = #"{"reason":"已结案","cause":"newFacts"}"#
            try await house.act(number, "reopening", as: .company, news)
        }
    }

    @Test("the window asks for one of its five grounds, links the earlier ticket, and loses nothing typed")
    func window() async throws {
        try await TestStation.run { house in
            #expect(try TestStation.catalogue.grounds.admissions.count == 5)
            let earlier = try await house.file("退税没人管")
            let form = try await house.page("/tickets/new?matter=LG03", as: .company)
            #expect(form.text.components(separatedBy: "name=\"admission\"").count - 1 == 5)
            #expect(!(try await house.page("/tickets/new?matter=TX05", as: .company)).text.contains("admission"))
            var fields: Fields = [
                "matter": "LG03", "title": "跑了三趟", "body": "两个单位都不收", "concerns": earlier,
            ]
            let asked = try await house.form("/tickets", as: .company, fields)
            #expect(asked.status == 422 && asked.text.contains("请选择属于哪种办不成"))
            #expect(asked.text.contains(">两个单位都不收</textarea>") && asked.field("concerns") == earlier)
            fields = [
                "matter": "LG03", "title": "跑了三趟", "body": "两个单位都不收", "concerns": earlier,
                "admission": "passed-around",
            ]
            let filed = try await house.form("/tickets", as: .company, fields)
            #expect(filed.status == 303)
            let path = filed.location.replacing("?new=1", with: "")
            for person in [Person.company, .liaison] {
                let page = try await house.page(path, as: person)
                #expect(page.text.contains("单位之间推诿") && page.text.contains("href=\"/tickets/\(earlier)\""))
            }
        }
    }

    @Test("by API the ground is optional but checked, and the earlier ticket must be the company's own")
    func windowByAPI() async throws {
        try await TestStation.run { house in
            let foreign = try await house.file("别家的", as: .company2)
            let own = try await house.file("自家的")
            func body(_ rest: String, matter: String = "LG03") -> String {
                #"{"matter":"\#(matter)","title":"一","body":"二"\#(rest)}"#
            }
            let before = try await house.amounts()
            for (rest, matter, pointer) in [
                (#","admission":"moon""#, "LG03", "/admission"),
                (#","admission":"passed-around""#, "TX05", "/admission"),
                (#","concerns":"\#(foreign)""#, "LG03", "/concerns"), (#","concerns":"x""#, "LG03", "/concerns"),
            ] {
                let answer = try await house.api("POST", "/tickets", as: .company, body(rest, matter: matter))
                #expect(answer.status == 422 && answer.text.contains(pointer), "\(rest)")
            }
            #expect(try await house.amounts() == before)
            let filed = try await house.api(
                "POST", "/tickets", as: .company, body(#","admission":"passed-around","concerns":"\#(own)""#))
            #expect(filed.json["admission"].text == "passed-around" && filed.json["concerns"].text == own)
            #expect(try await house.api("POST", "/tickets", as: .company, body("")).status == 201)
        }
    }
}
