import Foundation

/// A text with case and width put aside: `ＡＥＯ` and `aeo` are the same. For searching, never for showing.
public struct FoldedText: Hashable, Sendable {
    public let text: String

    /// Folds `text`; folding twice changes nothing.
    public init(_ text: String) {
        self.text = Self.simple(text) ?? Self.full(text)
    }

    /// Whether `other` stands in it somewhere; nothing stands everywhere.
    public func contains(_ other: FoldedText) -> Bool {
        var (whole, part) = (text, other.text)
        // UTF-8 never finds a character inside of another, so bytes will do.
        return whole.withUTF8 { whole in
            part.withUTF8 { part in
                guard let first = part.first, let sought = part.baseAddress else { return true }
                guard let start = whole.baseAddress, whole.count >= part.count else { return false }
                return (0...(whole.count - part.count)).contains { place in
                    whole[place] == first && memcmp(start + place, sought, part.count) == 0
                }
            }
        }
    }

    /// Unicode's own folding, right for every script and slow.
    static func full(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .widthInsensitive], locale: nil).precomposedStringWithCanonicalMapping
    }

    /// The same for texts of ASCII, Chinese characters and their punctuation, which is nearly all there is; nil for
    /// any other, and where the next character might combine.
    static func simple(_ text: String) -> String? {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A: folded.append(Unicode.Scalar(UInt8(scalar.value + 0x20)))
            case 0x00...0x7E, 0x4E00...0x9FFF, 0x3000...0x3011: folded.append(scalar)
            case 0xFF21...0xFF3A: folded.append(Unicode.Scalar(UInt8(scalar.value - 0xFF21 + 0x61)))
            case 0xFF01...0xFF5E: folded.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            default: return nil
            }
        }
        return String(folded)
    }
}
