import HealthCheck
import Station

/// The interface strings of both languages, compared with each other.
enum LocaleFiles {
    /// Nil unless both files could be read; keys or placeholders that differ are reported at the line that has them.
    static func read(_ roots: [Language: Entry]) -> Locales? {
        let files = roots.compactMapValues { $0.anyFields() }
        let strings = files.mapValues { fields in
            fields.keys.reduce(into: [String: String]()) { $0[$1] = fields[$1]?.text() }
        }
        guard let zhHans = files[.zhHans], let en = files[.en] else { return nil }
        compare(zhHans, en, .en)
        compare(en, zhHans, .zhHans)
        comparePlaceholders(en, strings[.zhHans] ?? [:], strings[.en] ?? [:])
        return Locales(strings)
    }

    private static func compare(_ fields: Fields, _ other: Fields, _ language: Language) {
        for key in fields.keys where other[key] == nil {
            fields.source.proof.error(
                "“\(key)” is missing in \(other.source.path)", at: fields.keyPlace(key),
                hint: Spelling.hint(for: key, among: other.keys) ?? "every text exists in both languages")
        }
    }

    private static func comparePlaceholders(_ fields: Fields, _ zhHans: [String: String], _ en: [String: String]) {
        for key in fields.keys {
            guard let first = zhHans[key], let second = en[key] else { continue }
            let expected = Set(Placeholders.names(in: first).names)
            let found = Set(Placeholders.names(in: second).names)
            guard expected != found else { continue }
            func text(_ names: Set<String>) -> String {
                names.isEmpty ? "none" : names.sorted().map { "{\($0)}" }.joined(separator: " ")
            }
            fields.source.proof.error(
                "“\(key)” has other placeholders than in zh-Hans: \(text(found)) instead of \(text(expected))",
                at: fields.keyPlace(key))
        }
    }
}
