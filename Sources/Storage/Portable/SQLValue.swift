import Casework
import Foundation
import Station

/// A value as every engine stores it: ids and JSON are text, moments and flags are integers.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)

    static func int(_ value: Int) -> SQLValue { .integer(Int64(value)) }
    static func flag(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }
    /// Milliseconds since 1970, rounded.
    static func moment(_ value: Date) -> SQLValue { .integer(value.milliseconds) }
    static func number(_ value: TicketNumber) -> SQLValue { .integer(value.key) }

    static func optional(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
    static func optional(_ value: Int?) -> SQLValue { value.map { .int($0) } ?? .null }
    static func optional(_ value: Date?) -> SQLValue { value.map { .moment($0) } ?? .null }
    static func optional(_ value: CivilDay?) -> SQLValue { value.map { .int($0.number) } ?? .null }
    static func optional(_ value: TicketNumber?) -> SQLValue { value.map { .number($0) } ?? .null }
}

extension [SQLValue] {
    /// Throws where a text holds NUL: PostgreSQL stores none, and SQLite gives it back only up to there.
    func requireStorable() throws(StoreError) {
        for case .text(var text) in self {
            let isCut = text.withUTF8 { bytes in bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false }
            if isCut { throw .unavailable("text that holds the character NUL cannot be stored") }
        }
    }
}

extension Date {
    /// Milliseconds since 1970. Rounding keeps order, so “due before now” in SQL never says more than the dates do.
    var milliseconds: Int64 {
        let exact = (timeIntervalSince1970 * 1000).rounded()
        return Int64(exactly: exact) ?? (exact < 0 ? .min : .max)
    }

    init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}

extension TicketNumber {
    /// The number as one integer that rises with year and sequence: 2026-000123 is 2026000123.
    var key: Int64 { Int64(year) * 1_000_000 + Int64(sequence) }

    /// Nil unless `key` came from a number.
    init?(key: Int64) {
        self.init(year: Int(key / 1_000_000), sequence: Int(key % 1_000_000))
    }
}
