import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Dates in words, in Beijing time whatever the machine's.
struct DateTextTests {
    private func text(_ language: Language) throws -> DateText {
        DateText(try World.catalogue.policy.calendar, language)
    }

    /// Tuesday 2026-11-24, 17:30 in Beijing.
    private let moment = Date(timeIntervalSince1970: 1_795_512_600)

    @Test(
        "a moment names month, day, weekday and time",
        arguments: [
            (Language.zhHans, "11月24日（周二）17:30"), (.en, "Tue 24 Nov, 17:30"),
        ])
    func moments(language: Language, expected: String) throws {
        #expect(try text(language).moment(moment) == expected)
    }

    @Test("a full day names the year", arguments: [(Language.zhHans, "2026年11月24日"), (.en, "24 Nov 2026")])
    func days(language: Language, expected: String) throws {
        #expect(try text(language).fullDay(moment) == expected)
    }

    @Test("a day begins at midnight in Beijing")
    func midnight() throws {
        let before = Date(timeIntervalSince1970: 1_795_535_999)
        #expect(try text(.en).moment(before) == "Tue 24 Nov, 23:59")
        #expect(try text(.en).moment(before.addingTimeInterval(1)) == "Wed 25 Nov, 00:00")
    }

    @Test(
        "RFC 3339 carries the offset, and milliseconds only where there are some",
        arguments: [
            (1_795_512_600.0, "2026-11-24T17:30:00+08:00"), (1_795_512_605.007, "2026-11-24T17:30:05.007+08:00"),
            (1_795_512_659.25, "2026-11-24T17:30:59.250+08:00"), (-1.0, "1970-01-01T07:59:59+08:00"),
            (-0.5, "1970-01-01T07:59:59.500+08:00"), (0.0, "1970-01-01T08:00:00+08:00"),
        ])
    func rfc3339(seconds: Double, expected: String) throws {
        #expect(try text(.zhHans).rfc3339(Date(timeIntervalSince1970: seconds)) == expected)
    }

    @Test(
        "offsets west and of half hours are written as such",
        arguments: [
            (-12_600, "1969-12-31T20:30:00-03:30"), (19_800, "1970-01-01T05:30:00+05:30"),
            (0, "1970-01-01T00:00:00+00:00"),
        ])
    func offsets(offset: Int, expected: String) throws {
        let calendar = try #require(WorkingCalendar(hours: [540..<720], years: [:], utcOffset: offset))
        #expect(DateText(calendar, .en).rfc3339(Date(timeIntervalSince1970: 0)) == expected)
    }
}
