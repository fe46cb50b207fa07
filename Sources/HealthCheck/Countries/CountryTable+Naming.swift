import Foundation

extension CountryTable {
    /// What people call a country where neither its code nor a part of its official name says so.
    public static let everydayNames = [
        "美国": "USA", "英国": "GBR", "韩国": "KOR", "阿联酋": "ARE", "刚果（金）": "COD", "刚果（布）": "COG",
        "USA": "USA", "US": "USA", "UK": "GBR", "UAE": "ARE", "South Korea": "KOR", "North Korea": "PRK",
        "Laos": "LAO", "Russia": "RUS",
    ]

    /// The country meant by `typed`: its code, its Chinese or English name, an everyday name, or a part of a name that
    /// only one country has. Width, case, blanks and punctuation do not matter; nil where it is none or several.
    public func country(named typed: String) -> Country? {
        let wanted = Self.plain(typed)
        guard !wanted.isEmpty else { return nil }
        if let country = self[wanted.uppercased()] { return country }
        if let code = Self.everydayNames.first(where: { Self.plain($0.key) == wanted })?.value { return self[code] }
        if let country = countries.first(where: { Self.names($0).contains(wanted) }) { return country }
        // A part of a name: two Han characters say enough, a Latin beginning needs four letters.
        let isHan = wanted.unicodeScalars.contains { $0.properties.isIdeographic }
        guard wanted.count >= (isHan ? 2 : 4) else { return nil }
        let candidates = countries.filter { country in
            Self.names(country).contains { isHan ? $0.contains(wanted) : $0.hasPrefix(wanted) }
        }
        return candidates.count == 1 ? candidates.first : nil
    }

    private static func names(_ country: Country) -> [String] {
        [plain(country.name[.zhHans]), plain(country.name[.en])]
    }

    /// Letters and digits only, narrow and in lower case.
    private static func plain(_ text: String) -> String {
        String(text.precomposedStringWithCompatibilityMapping.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
