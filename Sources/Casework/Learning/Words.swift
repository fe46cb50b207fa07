/// The words of a short text by which earlier tickets are found: every two neighbouring Han characters, and Latin words
/// of three letters and more.
public enum Words {
    /// More are left out, so that a long text costs no more than a title.
    public static let limit = 60

    /// A word where it stands.
    struct Piece: Hashable {
        let word: String
        /// Its first character is the last of the piece before it.
        let overlaps: Bool
    }

    /// Each once, in the order they stand.
    public static func of(_ text: String) -> [String] {
        var seen: Set<String> = []
        return Array(pieces(of: text).map(\.word).filter { seen.insert($0).inserted }.prefix(limit))
    }

    /// All of them as they stand in the text, with repetitions.
    static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var previous: Character?
        var isSecond = false
        var latin = ""
        // A blank behind the text ends a word that ends with it.
        for character in FoldedText(text).text + " " {
            let isHan = character.unicodeScalars.allSatisfy(\.properties.isIdeographic)
            if isHan, let previous {
                pieces.append(Piece(word: "\(previous)\(character)", overlaps: isSecond))
                isSecond = true
            } else {
                isSecond = false
            }
            previous = isHan ? character : nil
            if character.isASCII, character.isLetter {
                latin.append(character)
            } else {
                if latin.count >= 3 { pieces.append(Piece(word: latin, overlaps: false)) }
                latin = ""
            }
        }
        return pieces
    }
}
