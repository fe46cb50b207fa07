import Casework
import Foundation
import Testing

@Suite("Civil days")
struct CivilDayTests {
    @Test("every day of 1900–2100 goes round through parts, text and JSON, in step with the week")
    func roundTrip() throws {
        let first = try #require(CivilDay(year: 1900, month: 1, day: 1))
        var day = first
        var (year, month, date, weekday) = (1900, 1, 1, 1)  // 1900-01-01 was a Monday
        var count = 0
        while year <= 2100 {
            guard day.parts == (year, month, date), day.weekday == weekday, day.isWeekend == (weekday > 5),
                CivilDay(year: year, month: month, day: date) == day, CivilDay(day.description) == day
            else {
                Issue.record("\(year)-\(month)-\(date): \(day) \(day.parts) \(day.weekday)")
                return
            }
            count += 1
            day = day.advanced(by: 1)
            weekday = weekday % 7 + 1
            date += 1
            if date > Self.length(of: month, in: year) { (date, month) = (1, month + 1) }
            if month > 12 { (month, year) = (1, year + 1) }
        }
        #expect(count == 73_414)
        #expect(try #require(CivilDay(year: 1970, month: 1, day: 1)).number == 0)
    }

    private static func length(of month: Int, in year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    @Test(
        "what is not a day of the calendar is refused",
        arguments: [
            "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00", "0000-01-01", "",
            "2026-1-1", "2026-01-1", "+026-01-01", "2026-+1-01", "20260101", "2026/01/01", "2026-01-01 ", "２０２６-01-01",
        ])
    func refused(text: String) {
        #expect(CivilDay(text) == nil)
    }

    @Test("a leap day is a day")
    func leapDay() {
        #expect(CivilDay("2024-02-29")?.advanced(by: 1) == CivilDay("2024-03-01"))
        #expect(CivilDay("2000-02-29") != nil)
    }

    @Test("JSON is the ISO text, and a wrong one is refused")
    func json() throws {
        let day = try #require(CivilDay("2026-02-14"))
        #expect(String(decoding: try JSONEncoder().encode([day]), as: UTF8.self) == #"["2026-02-14"]"#)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CivilDay].self, from: Data(#"["2026-02-30"]"#.utf8))
        }
    }
}
