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
            "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escaped(name))",
        ]
        for item in items where item.doneAt == nil {
            guard let due = item.due else { continue }
            let details = [item.owner, item.note, link].filter { !$0.isEmpty }.joined(separator: "\n")
            lines += [
                "BEGIN:VEVENT", "UID:\(item.id)@cloudstation", "DTSTAMP:\(Self.stamp(now))",
                "SEQUENCE:\(item.version)", "DTSTART;VALUE=DATE:\(Self.day(due))",
                "DTEND;VALUE=DATE:\(Self.day(due.advanced(by: 1)))",
                "SUMMARY:\(Self.escaped(item.advice.text[language]))", "DESCRIPTION:\(Self.escaped(details))",
                "TRANSP:TRANSPARENT", "END:VEVENT",
            ]
        }
        self.lines = lines + ["END:VCALENDAR"]
    }

    /// Lines of at most 75 octets, ended as the standard asks.
    var text: String { lines.map { Self.folded($0) + "\r\n" }.joined() }

    /// RFC 5545 §3.3.11: backslash, semicolon and comma are escaped, a line break is `\n`, control characters go.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\", ";", ",": result += "\\\(character)"
            case _ where character.isNewline: result += "\\n"
            case _ where character.unicodeScalars.allSatisfy { $0.value < 0x20 || $0.value == 0x7F }: continue
            default: result.append(character)
            }
        }
        return result
    }

    /// RFC 5545 §3.1: a break and a space after at most 75 octets, never inside a character.
    static func folded(_ line: String) -> String {
        var result = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let length = scalar.utf8.count
            if octets + length > 75 {
                result += "\r\n "
                octets = 1
            }
            result.unicodeScalars.append(scalar)
            octets += length
        }
        return result
    }

    /// `20261124`.
    private static func day(_ day: CivilDay) -> String { day.description.filter { $0 != "-" } }

    /// `20261124T093000Z`.
    private static func stamp(_ date: Date) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let (days, rest) = (seconds / 86_400, seconds % 86_400)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return day(CivilDay(number: days)) + "T" + two(rest / 3600) + two(rest / 60 % 60) + two(rest % 60) + "Z"
    }
}
