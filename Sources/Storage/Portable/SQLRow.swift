import Casework
import Foundation
import Station

/// One row of a result. Reading a column that is absent or of another type throws `StoreError.damaged`, never traps.
struct SQLRow: Sendable {
    let columns: [String]
    let values: [SQLValue]

    init(columns: [String], values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    func optionalText(_ column: String) throws(StoreError) -> String? {
        switch try value(column) {
        case .null: return nil
        case .text(let text): return text
        case .integer: throw damaged(column, "is not text")
        }
    }

    func text(_ column: String) throws(StoreError) -> String {
        guard let text = try optionalText(column) else { throw damaged(column, "is missing") }
        return text
    }

    func optionalInteger(_ column: String) throws(StoreError) -> Int64? {
        switch try value(column) {
        case .null: return nil
        case .integer(let integer): return integer
        case .text: throw damaged(column, "is not a number")
        }
    }

    func integer(_ column: String) throws(StoreError) -> Int64 {
        guard let integer = try optionalInteger(column) else { throw damaged(column, "is missing") }
        return integer
    }

    func int(_ column: String) throws(StoreError) -> Int { Int(try integer(column)) }

    func flag(_ column: String) throws(StoreError) -> Bool { try integer(column) != 0 }

    func moment(_ column: String) throws(StoreError) -> Date { Date(milliseconds: try integer(column)) }

    func optionalMoment(_ column: String) throws(StoreError) -> Date? {
        try optionalInteger(column).map { Date(milliseconds: $0) }
    }

    func code(_ column: String) throws(StoreError) -> CreditCode {
        guard let code = try optionalCode(column) else { throw damaged(column, "is missing") }
        return code
    }

    func optionalCode(_ column: String) throws(StoreError) -> CreditCode? {
        guard let text = try optionalText(column) else { return nil }
        do { return try CreditCode(text) } catch { throw damaged(column, "is not a credit code: \(text)") }
    }

    func number(_ column: String) throws(StoreError) -> TicketNumber {
        guard let number = try optionalNumber(column) else { throw damaged(column, "is missing") }
        return number
    }

    func optionalNumber(_ column: String) throws(StoreError) -> TicketNumber? {
        guard let key = try optionalInteger(column) else { return nil }
        guard let number = TicketNumber(key: key) else { throw damaged(column, "is not a ticket number: \(key)") }
        return number
    }

    /// A word of a closed list.
    func word<Word: RawRepresentable>(_ column: String, as type: Word.Type) throws(StoreError) -> Word
    where Word.RawValue == String {
        let text = try text(column)
        guard let word = Word(rawValue: text) else { throw damaged(column, "is not a \(type): \(text)") }
        return word
    }

    /// A value stored as JSON text.
    func json<Value: Decodable>(_ column: String, as type: Value.Type) throws(StoreError) -> Value {
        try JSONText.decode(type, from: try text(column), what: column)
    }

    private func value(_ column: String) throws(StoreError) -> SQLValue {
        guard let index = columns.firstIndex(of: column), values.indices.contains(index) else {
            throw damaged(column, "is not in the result")
        }
        return values[index]
    }

    private func damaged(_ column: String, _ complaint: String) -> StoreError { .damaged("\(column) \(complaint)") }
}
