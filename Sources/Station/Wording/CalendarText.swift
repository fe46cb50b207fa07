public import Casework
public import Foundation

/// The lines of a calendar file (RFC 5545), for everything the station puts into people's calendars.
public enum CalendarText {
    /// Lines of at most 75 octets, ended as the standard asks.
    public static func file(_ lines: [String]) -> String { lines.map { folded($0) + "\r\n" }.joined() }

    /// RFC 5545 §3.3.11: backslash, semicolon and comma are escaped, a line break is `\n`, control characters go.
    public static func escaped(_ text: String) -> String {
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

    /// RFC 5545 §3.2: a parameter's value between quotes, which it can hold neither quotes nor control characters.
    public static func quoted(_ text: String) -> String {
        "\""
            + String(
                text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\"" }.map(Character.init))
            + "\""
    }

    /// RFC 5545 §3.1: a break and a space after at most 75 octets, never inside a character.
    public static func folded(_ line: String) -> String {
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
    public static func day(_ day: CivilDay) -> String { day.description.filter { $0 != "-" } }

    /// `20261124T093000`: `date` on a clock that stands `offset` seconds east of UTC.
    public static func time(_ date: Date, offset: Int) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + offset
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let rest = seconds - days * 86_400
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return day(CivilDay(number: days)) + "T" + two(rest / 3600) + two(rest / 60 % 60) + two(rest % 60)
    }

    /// `20261124T093000Z`.
    public static func stamp(_ date: Date) -> String { time(date, offset: 0) + "Z" }
}
