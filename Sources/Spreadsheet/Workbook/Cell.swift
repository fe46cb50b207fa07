public import Foundation

/// One cell: what it holds and how it looks.
public struct Cell: Sendable, Equatable {
    public var value: Value
    public var style: Style
    public var format: Format
    /// Long text breaks into lines, and its own line breaks show.
    public var wraps: Bool

    public init(_ value: Value = .empty, _ style: Style = .plain, format: Format = .general, wraps: Bool = false) {
        self.value = value
        self.style = style
        self.format = format
        self.wraps = wraps
    }

    /// A cell of text; never a formula, whatever it begins with.
    public static func text(_ text: String, _ style: Style = .plain, wraps: Bool = false) -> Cell {
        Cell(.text(text), style, wraps: wraps)
    }

    /// A cell of a number.
    public static func number(_ number: Double, _ style: Style = .plain, format: Format = .general) -> Cell {
        Cell(.number(number), style, format: format)
    }

    /// What a cell holds.
    public enum Value: Sendable, Equatable {
        case empty
        /// Up to 32,767 characters (UTF-16).
        case text(String)
        /// Finite.
        case number(Double)
        /// The day that `date` has in UTC, from 1900-01-01 to 9999-12-31; shown as such unless the format says more.
        case day(Date)
        case boolean(Bool)
    }

    /// How numbers show, and how what is typed is taken.
    public enum Format: Sendable, Hashable {
        case general
        /// With so many places, 0 to 10.
        case decimals(Int)
        /// 0.125 shows as 12.5%.
        case percent
        /// `2026-03-01`.
        case day
        /// What is typed stays as it is: for codes with leading zeros or more than 15 digits.
        case text
    }

    /// The looks of a cell.
    public enum Style: Sendable, Hashable, CaseIterable {
        case plain, title, heading, muted
        /// To be filled in: tinted, framed, and open where the sheet is protected.
        case input
        case good, caution, bad
    }
}
