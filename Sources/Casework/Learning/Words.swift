/// The words of a short text by which earlier tickets are found: every two neighbouring Han characters, and Latin words
/// of three letters and more.
public enum Words {
    /// More are left out, so that a long text costs no more than a title.
    public static let limit = 60

    /// Each once, in the order they stand.
    public static func of(_ text: String) -> [String] {
        var words: [String] = []
        var seen: Set<String> = []
        var previous: Character?
        var latin = ""
        func take(_ word: String) {
            if words.count < limit, seen.insert(word).inserted { words.append(word) }
        }
        for character in FoldedText(text).text {
            let isHan = character.unicodeScalars.allSatisfy(\.properties.isIdeographic)
            if isHan, let previous { take("\(previous)\(character)") }
            previous = isHan ? character : nil
            if character.isASCII, character.isLetter {
                latin.append(character)
            } else {
                if latin.count >= 3 { take(latin) }
                latin = ""
            }
        }
        if latin.count >= 3 { take(latin) }
        return words
    }
}
