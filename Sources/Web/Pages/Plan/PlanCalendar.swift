import Casework
import Foundation
import HealthCheck
import Station

/// The days by which things are to be done, as a calendar that telephones and office programs take (RFC 5545).
///
/// Each open thing with a day is one whole-day event. The same thing keeps its identity from one download to the next,
/// and a later version of it takes the place of an earlier one.
struct PlanCalendar {
    private let lines: [String]

    init(_ items: [PlanItem], language: Language, name: String, link: String, at now: Date) {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CloudStation//Plan//\(language == .en ? "EN" : "ZH")",
            "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:\(CalendarText.escaped(name))",
        ]
        for item in items where item.doneAt == nil {
            guard let due = item.due else { continue }
            let details = [item.owner, item.note, link].filter { !$0.isEmpty }.joined(separator: "\n")
            lines += [
                "BEGIN:VEVENT", "UID:\(item.id)@cloudstation", "DTSTAMP:\(CalendarText.stamp(now))",
                "SEQUENCE:\(item.version)", "DTSTART;VALUE=DATE:\(CalendarText.day(due))",
                "DTEND;VALUE=DATE:\(CalendarText.day(due.advanced(by: 1)))",
                "SUMMARY:\(CalendarText.escaped(item.advice.text[language]))",
                "DESCRIPTION:\(CalendarText.escaped(details))",
                "TRANSP:TRANSPARENT", "END:VEVENT",
            ]
        }
        self.lines = lines + ["END:VCALENDAR"]
    }

    /// The calendar as it is downloaded.
    var text: String { CalendarText.file(lines) }
}
