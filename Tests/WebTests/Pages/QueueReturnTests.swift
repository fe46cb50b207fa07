import Casework
import Foundation
import Testing

@testable import Web

/// An officer works through a list: after an act it is there again.
@Suite("Back to the list one came from")
struct QueueReturnTests {
    @Test(
        "an act from a tab with a search leads back to both, from the row, from the ticket's page and by one key's undo"
    )
    func tabAndSearch() async throws {
        try await TestStation.run { house in
            let number = try await house.file("退税申报被退回")
            try await house.start(number)
            let desk = try await house.page("/desk?tab=inProgress&q=%E9%80%80%E7%A8%8E", as: .liaison)
            let link = try #require(desk.text.firstMatch(of: /href="(\/tickets\/[^"]+open=transfer[^"]*)"/)?.1)
            let ticket = try await house.page(
                String(link).replacing("&amp;", with: "&"), as: .liaison)
            let list = try #require(ticket.field("list")).replacing("&amp;", with: "&")
            #expect(list == "q=%E9%80%80%E7%A8%8E&tab=inProgress")
            let version = try #require(ticket.field("version"))
            let note = try await house.form(
                "/tickets/\(number)/notes", as: .liaison, ["version": version, "text": "记一笔", "list": list])
            #expect(try await house.page(note.location, as: .liaison).field("list") != nil, "a note keeps the way back")
            let done = try await house.form(
                "/tickets/\(number)/transfers", as: .liaison,
                ["unit": "cyber", "code": "area", "reason": "归网安", "list": list])
            #expect(done.location == "/desk?done=\(number)&\(list)")
            let back = try await house.page(done.location, as: .liaison)
            #expect(back.text.contains("value=\"退税\"") && back.text.contains("name=\"list\""))
        }
    }

    @Test("a ticket taken in from its row leads back to the list, and a list that says too much leads nowhere else")
    func row() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            let desk = try await house.page("/desk?tab=all&cursor=", as: .liaison)
            #expect(desk.field("list") == "tab=all")
            let done = try await house.form(
                "/tickets/\(number)/acceptance", as: .liaison,
                ["version": "1", "list": "tab=all&done=x&next=//evil.example"])
            #expect(done.location == "/desk?done=\(number)&tab=all")
            let plain = try await house.file("第二件")
            let usual = try await house.page("/desk", as: .liaison)
            #expect(usual.text.contains("href=\"/tickets/\(plain)\"") && usual.field("list") == nil)
            let accepted = try await house.form("/tickets/\(plain)/acceptance", as: .liaison, ["version": "1"])
            #expect(accepted.location == "/desk?done=\(plain)")
        }
    }

    @Test(
        "an address keeps tab, search and page of the list, and drops everything else",
        arguments: [
            ("tab=submitted", nil), ("", nil), ("tab=all", "tab=all"), ("q=a%26b&tab=submitted", "q=a%26b"),
            ("done=2026-000001-1&at=x&tab=overdue&cursor=abc", "tab=overdue&cursor=abc"),
        ] as [(String, String?)])
    func address(text: String, query: String?) {
        #expect(QueueAddress(text).query == query)
        #expect(QueueAddress(query) == QueueAddress(text), "read again it is the same")
    }
}
