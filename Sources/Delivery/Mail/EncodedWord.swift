import Foundation

/// Makes any text safe and readable in a mail header (RFC 2047).
enum EncodedWord {
    /// Bytes of text in one word: 52 letters of base64 and 12 of frame, which leaves room for a header's name on the
    /// first line (76 letters at most, RFC 2047, 2).
    private static let capacity = 39

    /// `text` as header value, folded. Line breaks and other control characters become spaces, so that no text can
    /// begin a header of its own.
    static func encode(_ text: String) -> String {
        let clean = flatten(text)
        if clean.utf8.count <= 60, !clean.contains("=?"), clean.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) {
            return clean
        }
        return encodeAll(clean)
    }

    /// As `encode`, but never plain: for a name, where a comma or a bracket would have a meaning.
    static func encodeAll(_ text: String) -> String { words(flatten(text)).joined(separator: "\r\n ") }

    /// `text` on one line, without control characters.
    static func flatten(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: scalars.append(" ")
            default: scalars.append(scalar)
            }
        }
        return String(scalars).split(separator: " ").joined(separator: " ")
    }

    /// Encoded words for `text`, each of whole Unicode scalars, as RFC 2047, 5 demands.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var piece: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if piece.count + bytes.count > capacity {
                words.append(word(piece))
                piece = []
            }
            piece += bytes
        }
        if !piece.isEmpty { words.append(word(piece)) }
        return words
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(Data(bytes).base64EncodedString())?=" }
}
