import Foundation

extension CountryTable {
    /// The codes of countries that `text` names, in the order of the table: Chinese names anywhere, English ones as whole
    /// words. A name inside of a longer one counts as the longer one only: 几内亚比绍 is not 几内亚.
    public func mentioned(in text: String) -> [String] {
        let text = text.precomposedStringWithCompatibilityMapping
        var rest = text
        var found: Set<String> = []
        for name in names {
            let isHan = name.text.unicodeScalars.contains { $0.properties.isIdeographic }
            var start = rest.startIndex
            while let range = rest.range(
                of: name.text, options: isHan ? [] : [.caseInsensitive], range: start..<rest.endIndex)
            {
                if isHan || Self.isWord(range, in: rest) {
                    found.insert(name.code)
                    rest.replaceSubrange(range, with: " ")
                    start = rest.startIndex
                } else {
                    start = range.upperBound
                }
            }
        }
        return countries.map(\.code).filter(found.contains)
    }

    /// Longest first; abbreviations of two letters would be found in ordinary words.
    private var names: [(text: String, code: String)] {
        let own = countries.flatMap { [($0.name.zhHans, $0.code), ($0.name.en, $0.code)] }
        let everyday = Self.everydayNames.filter {
            self[$0.value] != nil && ($0.key.count > 2 || !Self.isLatin($0.key))
        }
        return (own + everyday.map { ($0.key, $0.value) })
            .map { (text: $0.0, code: $0.1) }
            .sorted { ($1.text.count, $0.text) < ($0.text.count, $1.text) }
    }

    private static func isLatin(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

    private static func isWord(_ range: Range<String.Index>, in text: String) -> Bool {
        let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
        let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
        return [before, after].compactMap(\.self).allSatisfy { !$0.isLetter || !isLatin(String($0)) }
    }
}
