import Casework
import Foundation
import HealthCheck
import Station
import Testing

@testable import Web

@Suite("The plan as a calendar")
struct PlanCalendarTests {
    private static func item(
        _ id: String, due: String?, advice: String = "去备案", note: String = "", done: Bool = false
    ) throws -> PlanItem {
        PlanItem(
            id: id, company: try CreditCode("91310115MA0000001Y"), selfTest: "tax", profile: "p", question: "q",
            title: LocalizedText(zhHans: "问", en: "Question"),
            advice: Advice(text: LocalizedText(zhHans: advice, en: "Register"), matter: nil), owner: "小李",
            due: due.flatMap(CivilDay.init), note: note, doneAt: done ? Date(timeIntervalSince1970: 0) : nil,
            version: 4,
            createdAt: Date(timeIntervalSince1970: 0))
    }

    private static func text(_ items: [PlanItem]) -> String {
        PlanCalendar(
            items, language: .zhHans, name: "整改计划", link: "https://station.example/plan",
            at: Date(timeIntervalSince1970: 1_795_397_400)
        ).text
    }

    @Test("holds the open things that have a day, each for that whole day")
    func events() throws {
        let text = Self.text([
            try Self.item("a", due: "2026-12-31"), try Self.item("b", due: nil),
            try Self.item("c", due: "2026-12-01", done: true),
        ])
        #expect(text.components(separatedBy: "BEGIN:VEVENT").count == 2)
        #expect(text.contains("UID:a@cloudstation\r\n"))
        #expect(text.contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"))
        #expect(text.contains("DTSTAMP:20261123T013000Z\r\n"))
        #expect(text.contains("SEQUENCE:4\r\n"))
    }

    @Test("what a text holds cannot end its line or begin another property")
    func escaping() throws {
        let text = Self.text([
            try Self.item("a", due: "2026-12-31", advice: "甲;乙,丙\\丁", note: "一\r\nEND:VCALENDAR\n二\u{0}")
        ])
        #expect(text.contains("SUMMARY:甲\\;乙\\,丙\\\\丁\r\n"))
        #expect(text.contains("一\\nEND:VCALENDAR\\n二\\n"))
        #expect(text.components(separatedBy: "\r\nEND:VCALENDAR").count == 2)
    }

    @Test("no line is longer than 75 octets, and unfolded it is what it was", arguments: ["汉字很长", "a", "😀é"])
    func folding(piece: String) {
        let line = "SUMMARY:" + String(repeating: piece, count: 90)
        let folded = CalendarText.folded(line)
        #expect(folded.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        #expect(folded.replacing("\r\n ", with: "") == line)
    }
}
