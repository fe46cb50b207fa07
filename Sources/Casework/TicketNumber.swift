/// A ticket's number as people read it on the telephone: `2026-000123-7`, last digit a check digit.
///
/// The check digit is ISO/IEC 7064 MOD 11,10 over year and sequence; it catches every single wrong digit.
public struct TicketNumber: Codable, Hashable, Sendable, CustomStringConvertible {
    public let year: Int
    public let sequence: Int

    /// Nil unless year is 2000…9999 and sequence 1…999,999.
    public init?(year: Int, sequence: Int) {
        guard (2000...9999).contains(year), (1...999_999).contains(sequence) else { return nil }
        self.year = year
        self.sequence = sequence
    }

    /// Parses the written form; nil if it is misspelt or the check digit is wrong.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 6, parts[2].count == 1,
            text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let sequence = Int(parts[1]), let digit = Int(parts[2]),
            let number = TicketNumber(year: year, sequence: sequence), number.checkDigit == digit
        else { return nil }
        self = number
    }

    /// The written form.
    public var description: String {
        let digits = digits.map { UInt8(ascii: "0") + UInt8($0) }
        let dash = [UInt8(ascii: "-")]
        let written = digits.prefix(4) + dash + digits.suffix(6) + dash + [UInt8(ascii: "0") + UInt8(checkDigit)]
        return String(decoding: written, as: UTF8.self)
    }

    /// Year and sequence, ten digits.
    private var digits: [Int] {
        var rest = year * 1_000_000 + sequence
        var digits = [Int](repeating: 0, count: 10)
        for place in digits.indices.reversed() { (rest, digits[place]) = rest.quotientAndRemainder(dividingBy: 10) }
        return digits
    }

    private var checkDigit: Int {
        var product = 10
        for digit in digits {
            let sum = (digit + product) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let number = TicketNumber(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a ticket number: \(text)")
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
