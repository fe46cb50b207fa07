import Crypto
import Foundation

/// The code on a report, by which a third party checks it with the station: `CS-261122-7F3K-9QPM-2XWD`.
///
/// The day the profile was issued, and sixty bits of a hash of its id: nobody can guess one, and none has to be stored.
public struct ReportCode: Hashable, Sendable, CustomStringConvertible {
    /// `yyMMdd` in the station's calendar.
    public let day: String
    /// Twelve characters of Crockford's base 32.
    public let body: String

    /// The code of the profile `id`, issued on `day` (ISO 8601).
    public init(profile id: String, day: String) {
        self.day = day.replacing("-", with: "").suffix(6).description
        var bits: UInt64 = 0
        for byte in SHA256.hash(data: Data("cloudstation report \(id)".utf8)).prefix(8) {
            bits = bits << 8 | UInt64(byte)
        }
        let alphabet = Self.alphabet
        body = String((0..<12).map { alphabet[Int(bits >> UInt64(59 - 5 * $0)) & 31] })
    }

    /// Parses what people type: case, spaces and hyphens do not matter, O is 0, I and L are 1. Nil unless it is a code.
    public init?(_ text: String) {
        guard text.utf8.count <= 60 else { return nil }
        var characters = text.uppercased().filter { !$0.isWhitespace && !"-–—‐".contains($0) }
        guard characters.hasPrefix("CS") else { return nil }
        characters.removeFirst(2)
        guard characters.count == 18 else { return nil }
        let digits = characters.prefix(6)
        let read = characters.dropFirst(6).map { $0 == "O" ? "0" : "IL".contains($0) ? "1" : $0 }
        guard digits.allSatisfy({ "0"..."9" ~= $0 }), read.allSatisfy(Self.alphabet.contains) else { return nil }
        day = String(digits)
        body = String(read)
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// In groups, as it is printed.
    public var description: String {
        let groups = stride(from: 0, to: 12, by: 4).map { body.dropFirst($0).prefix(4) }
        return "CS-\(day)-\(groups.joined(separator: "-"))"
    }

    /// The day it names as ISO 8601, in this century.
    var isoDay: String { "20\(day.prefix(2))-\(day.dropFirst(2).prefix(2))-\(day.suffix(2))" }
}
