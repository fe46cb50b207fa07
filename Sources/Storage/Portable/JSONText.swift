import Foundation
import Station

/// Values to JSON text and back. Dates keep their full precision, so that a stored ticket equals its replayed events.
enum JSONText {
    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return encoder
    }()
    private static let decoder = JSONDecoder()

    static func encode<Value: Encodable>(_ value: Value) throws(StoreError) -> SQLValue {
        do {
            return .text(String(decoding: try encoder.encode(value), as: UTF8.self))
        } catch {
            throw .damaged("\(Value.self) cannot be written as JSON: \(error)")
        }
    }

    /// `what` names the column in the error; the text itself stays out of it, it may be personal.
    static func decode<Value: Decodable>(
        _ type: Value.Type, from text: String, what: String
    ) throws(StoreError) -> Value {
        do {
            return try decoder.decode(type, from: Data(text.utf8))
        } catch {
            throw .damaged("\(what) cannot be read as \(type)")
        }
    }
}
