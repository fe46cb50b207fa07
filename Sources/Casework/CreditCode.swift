/// A company's unified social credit code (统一社会信用代码), GB 32100-2015, with its check character verified.
public struct CreditCode: Codable, Hashable, Sendable, CustomStringConvertible {
    /// Eighteen characters, upper case, no spaces.
    public let description: String

    /// Why a text is not a credit code.
    public enum Mistake: Error, Hashable, Sendable {
        case length(Int)
        case character(Character)
        case checkCharacter
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

    /// Parses `text`; spaces, hyphens and lower case are accepted and put right.
    public init(_ text: String) throws(Mistake) {
        let characters = text.uppercased().filter { !$0.isWhitespace && $0 != "-" }
        guard characters.count == 18 else { throw .length(characters.count) }
        var sum = 0
        var weight = 1
        var values: [Int] = []
        for character in characters {
            guard let value = Self.alphabet.firstIndex(of: character) else { throw .character(character) }
            values.append(value)
        }
        for value in values.dropLast() {
            sum += value * weight
            weight = weight * 3 % 31
        }
        guard (31 - sum % 31) % 31 == values[17] else { throw .checkCharacter }
        // From the alphabet, not from the text: `K` also compares equal to the Kelvin sign, which has other bytes.
        description = String(values.map { Self.alphabet[$0] })
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            try self.init(text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a credit code: \(error)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
