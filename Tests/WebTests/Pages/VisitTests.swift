import Casework
import Foundation
import Station
import Testing

@Suite("Visits, papers and approvals on pages and by API")
struct VisitTests {
    private static func body(_ start: String, matter: String = "EE02", site: String = "service-centre") -> String {
        #"{"matter":"\#(matter)","site":"\#(site)","start":"\#(start)","visitorName":"王晓","visitorPhone":"0571-1"}"#
    }

    private static func fields(_ start: String, matter: String = "EC01") -> Fields {
        [
            "matter": matter, "site": "service-centre", "start": start, "visitorName": "王晓",
            "visitorPhone": "0571-1", "note": "要说的话",
        ]
    }

    @Test(
        "a moment at which nobody can come is said at its field, on the page and by API, and what was typed stays",
        arguments: [
            ("2026-11-24T12:20:00+08:00", "13:30"), ("2026-11-28T09:00:00+08:00", "周末"),
            ("2026-11-20T09:00:00+08:00", "已经过了"), ("2026-12-31T09:00:00+08:00", "12月23日"),
            ("2026-11-24T09:10:00+08:00", "09:30"), ("2026-11-24T20:00:00+08:00", "17:00"),
        ])
    func refusals(start: String, word: String) async throws {
        try await TestStation.run { house in
            let page = try await house.form("/appointments", as: .company, Self.fields(start))
            #expect(page.status == 422 && page.text.contains(word), "\(start)")
            #expect(page.text.contains(##"href="#start""##) && page.text.contains("要说的话"))
            let answer = try await house.api("POST", "/appointments", as: .company, Self.body(start, matter: "EC01"))
            #expect(answer.status == 422 && answer.pointers == ["/start"])
            #expect(answer.json["errors"][0]["message"].text?.contains(word) == true)
        }
    }

    @Test("a slot that is full answers 409 with the next free ones, and the page offers them")
    func full() async throws {
        try await TestStation.run { house in
            let checker = DocumentChecker(document: try await house.ask("GET", "/api/v1/openapi.json").json)
            let start = "2026-11-24T09:00:00+08:00"
            let first = try await house.api("POST", "/appointments", as: .company2, Self.body(start, matter: "EC01"))
            #expect(first.status == 201 && first.tag == "\"1\"")
            checker.check("post", "/appointments", first)
            let second = try await house.api("POST", "/appointments", as: .company, Self.body(start, matter: "EC01"))
            #expect(second.status == 409)
            checker.check("post", "/appointments", second)
            #expect(
                second.json["nextFree"].items.compactMap(\.text) == [
                    "2026-11-24T09:30:00+08:00", "2026-11-24T10:00:00+08:00", "2026-11-24T10:30:00+08:00",
                ])
            let page = try await house.form("/appointments", as: .company, Self.fields(start))
            #expect(page.status == 409 && page.text.contains("刚刚被约走了") && page.text.contains("09:30"))
        }
    }

    @Test("booked on the page, seen by company and officer, changed with its version only, taken into a calendar")
    func life() async throws {
        try await TestStation.run { house in
            let checker = DocumentChecker(document: try await house.ask("GET", "/api/v1/openapi.json").json)
            let booked = try await house.form("/appointments", as: .company, Self.fields("2026-11-25T14:00:00+08:00"))
            #expect(booked.status == 303)
            let path = String(booked.location.prefix { $0 != "?" })
            let page = try await house.page(booked.location, as: .company)
            #expect(page.text.contains("11月25日（周三）14:00") && page.text.contains("加到日历"))
            #expect(try await house.page(path, as: .company2).status == 404)
            #expect(try await house.page(path, as: .liaison).text.contains("王晓"))
            let file = try await house.page("\(path)/invitation.ics", as: .company)
            #expect(file.header("Content-Type")?.hasPrefix("text/calendar") == true)
            #expect(file.text.contains("METHOD:REQUEST\r\n"))
            let day = try await house.page("/appointments/day?site=service-centre&day=2026-11-25", as: .liaison)
            #expect(day.text.contains("14:00–14:30") && !day.text.contains("/arrival"), "nobody arrives before the day")
            let id = String(path.split(separator: "/").last ?? "")
            let move = #"{"start":"2026-11-26T10:00:00+08:00"}"#
            let api = "/appointments/\(id)"
            #expect(try await house.api("POST", "\(api)/move", as: .company, move).status == 428)
            let moved = try await house.api("POST", "\(api)/move", as: .company, move, ["If-Match": "\"1\""])
            #expect(moved.status == 201 && moved.json["sequence"].number == 1)
            checker.check("post", "/appointments/{id}/move", moved)
            #expect(
                try await house.api("POST", "\(api)/cancellation", as: .company, "", ["If-Match": "\"1\""]).status
                    == 412)
            let stale = try await house.form("\(path)/cancellation", as: .company, ["version": "1"])
            #expect(stale.status == 412 && stale.text.contains("10:00"), "shows how it stands now")
            let today = try await house.api(
                "POST", "/appointments", as: .company, Self.body("2026-11-23T14:00:00+08:00", matter: "EC01"))
            let visit = "/appointments/\(today.json["id"].text ?? "")"
            house.clock.move(4.6 * 3600)
            let list = try await house.page("/appointments/day?site=service-centre", as: .liaison)
            #expect(list.text.contains("\(visit)/arrival") && list.text.contains("\(visit)/no-show"))
            let ticket = try await house.form("\(visit)/ticket", as: .liaison, ["version": "1"])
            #expect(ticket.status == 303 && ticket.location.hasPrefix("/tickets/2026-"))
            let taken = try await house.api("GET", visit, as: .company)
            #expect(taken.json["state"].text == "arrived" && taken.json["ticket"].text != nil)
            checker.check("get", "/appointments/{id}", taken)
            for (template, path, person) in [
                ("/appointments", "/appointments", Person.company), ("/sites", "/sites?matter=EE02", .company),
                ("/sites/{id}/slots", "/sites/service-centre/slots?matter=EE02", .company),
                ("/appointments", "/appointments?site=service-centre&day=2026-11-26", .liaison),
                ("/approvals/rules", "/approvals/rules", .admin), ("/approvals/drawn", "/approvals/drawn", .manager),
            ] {
                checker.check("get", template, try await house.api("GET", path, as: person))
            }
        }
    }

    @Test("papers by API and page: marked, handed in, judged; then a rule approves and says why on page and API")
    func papers() async throws {
        try await TestStation.run { house in
            let checker = DocumentChecker(document: try await house.ask("GET", "/api/v1/openapi.json").json)
            let begun = try await house.api("POST", "/pre-reviews", as: .company, #"{"matter":"EE17"}"#)
            #expect(begun.status == 201)
            checker.check("post", "/pre-reviews", begun)
            let id = try #require(begun.json["id"].text)
            var tag = begun.tag
            for place in 0..<begun.json["papers"].count {
                let marked = try await house.api(
                    "PUT", "/pre-reviews/\(id)/papers/\(place)", as: .company, #"{"mark":"ready"}"#, ["If-Match": tag])
                #expect(marked.status == 200)
                tag = marked.tag
            }
            let handed = try await house.form("/pre-reviews/\(id)/submission", as: .company, [:])
            #expect(handed.status == 303)
            let page = try await house.page("/pre-reviews/\(id)", as: .entryExit)
            #expect(page.text.contains(#"name="verdict-0""#))
            let unsaid = try await house.form(
                "/pre-reviews/\(id)/verdicts", as: .entryExit,
                ["verdict-0": "fine", "verdict-1": "mend", "reason-1": ""])
            #expect(unsaid.status == 422 && unsaid.text.contains(##"href="#reason-1""##))
            let judged = try await house.form(
                "/pre-reviews/\(id)/verdicts", as: .entryExit, ["verdict-0": "fine", "verdict-1": "not-needed"])
            #expect(judged.status == 303)
            #expect(try await house.page("/pre-reviews/\(id)", as: .company).text.contains("只跑一次"))
            checker.check("get", "/pre-reviews/{id}", try await house.api("GET", "/pre-reviews/\(id)", as: .company))

            let filed = try await house.api(
                "POST", "/tickets", as: .company, #"{"matter":"EE17","title":"查询记录","body":"投标"}"#)
            #expect(filed.status == 201 && filed.json["state"].text == "answered")
            #expect(filed.json["approval"]["rule"].text == "A01")
            checker.check("post", "/tickets", filed)
            let number = try #require(filed.json["number"].text)
            for person in [Person.company, .liaison] {
                let ticket = try await house.page("/tickets/\(number)", as: person)
                #expect(ticket.text.contains("按规则批准") && ticket.text.contains("2026年11月1日"), "\(person)")
                #expect(ticket.text.contains("材料已由人员逐项看过"))
            }
            checker.check(
                "get", "/tickets/{number}/events", try await house.api("GET", "/tickets/\(number)/events", as: .company)
            )
        }
    }

    @Test("what a program left out is said at its place in the body it sent, in the words of the page")
    func verdictPointers() async throws {
        try await TestStation.run { house in
            let begun = try await house.api("POST", "/pre-reviews", as: .company, #"{"matter":"EE17"}"#)
            let id = try #require(begun.json["id"].text)
            for place in 0..<2 {
                _ = try await house.api(
                    "PUT", "/pre-reviews/\(id)/papers/\(place)", as: .company, #"{"mark":"ready"}"#, ["If-Match": "*"])
            }
            _ = try await house.form("/pre-reviews/\(id)/submission", as: .company, [:])
            func judge(_ papers: String) async throws -> Answer {
                try await house.api(
                    "POST", "/pre-reviews/\(id)/verdicts", as: .entryExit, #"{"papers":\#(papers)}"#, ["If-Match": "*"])
            }
            let unsaid = try await judge(#"[{"place":1,"verdict":"mend"},{"place":0,"verdict":"fine"}]"#)
            #expect(unsaid.status == 422 && unsaid.pointers == ["/papers/0/reason"])
            let form = try await house.form(
                "/pre-reviews/\(id)/verdicts", as: .entryExit, ["verdict-1": "mend", "reason-1": ""])
            let message = try #require(unsaid.json["errors"][0]["message"].text)
            #expect(form.text.contains(message), "\(message)")
            #expect(try await judge("[]").pointers == ["/papers"])
        }
    }

    @Test("a review that somebody else was faster with comes back with what was written")
    func reviewedTwice() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            let parsed = try #require(TicketNumber(number))
            try await house.station.database.write { tx in
                try tx.approvals.add(
                    ApprovalReview(ticket: parsed, rule: "A01", drawnAt: Date(timeIntervalSince1970: 0)))
            }
            let first = try await house.form("/approvals/\(number)/review", as: .manager, ["finding": "right"])
            #expect(first.status == 303)
            let second = try await house.form(
                "/approvals/\(number)/review", as: .liaison, ["finding": "wrong", "comment": "委托书缺签名"])
            #expect(second.status == 412 && second.text.contains("刚才已由别人复核"))
            #expect(second.text.contains(#"<p class="typed">委托书缺签名</p>"#))
            #expect(second.text.contains("id=\"ticket-\(number)\""), "the message leads to the row")
        }
    }

    @Test("a rule is switched off on the page with a reason, and it says so")
    func switching() async throws {
        try await TestStation.run { house in
            let empty = try await house.form("/approvals/rules/A01", as: .admin, ["off": "yes", "reason": ""])
            #expect(empty.status == 422)
            #expect(
                try await house.form("/approvals/rules/A01", as: .liaison, ["off": "yes", "reason": "x"]).status == 403)
            let off = try await house.form("/approvals/rules/A01", as: .admin, ["off": "yes", "reason": "复核有误"])
            #expect(off.status == 303)
            let page = try await house.page("/approvals", as: .manager)
            #expect(page.text.contains("复核有误") && page.text.contains("停用"))
        }
    }
}
