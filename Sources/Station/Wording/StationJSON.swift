import Foundation

/// JSON as the station writes it: sorted keys, no escaped slashes, so that equal values give equal bytes.
public enum StationJSON {
    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    /// The JSON text of `value`; `null` if it cannot be encoded, which no value of ours does.
    public static func text(_ value: some Encodable) -> String {
        (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }

    /// The JSON text of `value`, which encodes to an object with none of the names of `members`, and behind it `members`,
    /// whose values are JSON texts already.
    public static func text(_ value: some Encodable, with members: KeyValuePairs<String, String>) -> String {
        var text = text(value)
        guard text.popLast() == "}" else { return "null" }
        for (name, member) in members { text += "\(text == "{" ? "" : ",")\"\(name)\":\(member)" }
        return text + "}"
    }
}
