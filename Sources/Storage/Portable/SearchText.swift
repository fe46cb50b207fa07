import Foundation
import Station

/// Text search over pairs of characters: right for Chinese, which has no spaces, and the same on every engine.
enum SearchText {
    /// Case and width put aside: `ＡＥＯ` and `aeo` are the same.
    static func folded(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .widthInsensitive], locale: nil).precomposedStringWithCanonicalMapping
    }

    /// What somebody typed into a search field, folded; no more of it than anybody searches for.
    static func wanted(_ typed: String) -> String {
        String(folded(typed.trimmingCharacters(in: .whitespacesAndNewlines)).prefix(200))
    }

    /// Every two neighbouring characters of an already folded text.
    static func pairs(_ folded: String) -> Set<String> {
        var pairs: Set<String> = []
        var previous: Character?
        for character in folded {
            if let previous { pairs.insert(String([previous, character])) }
            previous = character
        }
        return pairs
    }

    /// The pairs of an already folded text as words of letters and digits, which no engine takes for anything else.
    static func terms(_ folded: String) -> Set<String> { Set(pairs(folded).map { Array($0.utf8).hexadecimal }) }

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
