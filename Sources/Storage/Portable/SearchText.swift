import Casework
import Foundation

/// Text search over pairs of characters: right for Chinese, which has no spaces, and the same on every engine.
enum SearchText {
    /// What somebody typed into a search field, folded; no more of it than anybody searches for.
    static func wanted(_ typed: String) -> String {
        String(FoldedText(typed.trimmingCharacters(in: .whitespacesAndNewlines)).text.prefix(200))
    }

    /// Every two neighbouring characters of already folded texts, each pair once, as words of letters and digits that
    /// no engine takes for anything else: twelve hexadecimal digits, parted by blanks.
    static func terms(_ folded: [String]) -> String {
        var seen: Set<UInt64> = []
        var terms: [UInt8] = []
        for text in folded {
            var previous: UInt64?
            for scalar in text.unicodeScalars {
                let current = UInt64(scalar.value)
                if let previous, seen.insert(previous << 24 | current).inserted {
                    if !terms.isEmpty { terms.append(UInt8(ascii: " ")) }
                    append(previous << 24 | current, to: &terms)
                }
                previous = current
            }
        }
        return String(decoding: terms, as: UTF8.self)
    }

    private static func append(_ pair: UInt64, to terms: inout [UInt8]) {
        for place in stride(from: 44, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: pair >> UInt64(place)) & 15
            terms.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
    }

    /// A LIKE pattern (escape `\`) for texts that contain an already folded text.
    static func pattern(_ folded: String) -> String {
        var pattern = "%"
        for character in folded {
            if "%_\\".contains(character) { pattern.append("\\") }
            pattern.append(character)
        }
        return pattern + "%"
    }
}
