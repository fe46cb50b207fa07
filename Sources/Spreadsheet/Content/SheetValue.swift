import Foundation

/// What a cell of a file that came in holds.
public enum SheetValue: Sendable, Hashable {
    case text(String)
    /// Finite.
    case number(Double)
    /// A number that the sheet shows in percent: 0.35 as 35%. Spreadsheets make one of “35%” as it is typed.
    case percent(Double)
    /// A number that the sheet shows as a day or time.
    case day(SerialDay)
    case boolean(Bool)
    /// An error as the sheet shows it, `#N/A`.
    case error(String)
    /// A formula whose value the file does not hold; formulas are never computed here.
    case uncomputed

    /// The words of the cell: numbers without needless places, shares as `35%`, days as ISO 8601, booleans as `TRUE`; nil for no value.
    public var text: String? {
        switch self {
        case .text(let text): text
        case .number(let number): Self.plain(number)
        case .percent(let share): Self.plain((share * 1e12).rounded() / 1e10) + "%"
        case .day(let day): day.date.formatted(Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day())
        case .boolean(let value): value ? "TRUE" : "FALSE"
        case .error, .uncomputed: nil
        }
    }

    /// A number, also one that stands as text in plain decimal notation (`-12.5`); blanks at its ends do not count.
    public var number: Double? {
        switch self {
        case .number(let number), .percent(let number): number
        case .text(let text): Self.decimal(text.trimmingCharacters(in: .whitespacesAndNewlines))
        default: nil
        }
    }

    private static func plain(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? String(number) }

    /// Finite; Swift's own parsing would take `nan`, `inf` and hexadecimal as well.
    static func decimal(_ text: String) -> Double? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }
}
