import Foundation
public import HealthCheck
public import Station

/// The words of an answer sheet: written in one language, understood in both.
public struct SheetWords: Sendable {
    let locales: Locales
    let language: Language

    public init(_ locales: Locales, _ language: Language) {
        self.locales = locales
        self.language = language
    }

    func say(_ key: String, _ values: [String: String] = [:]) -> String {
        locales.text("sheet.\(key)", language, values)
    }

    /// `不清楚` and `不适用` as the pages say them.
    var unknown: String { locales.text("question.unknown-short", language) }
    var notApplicable: String { locales.text("question.not-applicable-short", language) }

    func column(_ column: DestinationTable.Column) -> String {
        locales.text("destinations.\(column.rawValue)", language) + (column == .revenueShare ? " (%)" : "")
    }

    /// Whether `typed` is what `key` says in either language.
    func means(_ typed: String, _ key: String) -> Bool { names(key).contains(Self.plain(typed)) }

    /// What `key` says in every language, made comparable.
    func names(_ key: String) -> Set<String> { Set(Language.allCases.map { Self.plain(locales.text(key, $0)) }) }

    /// The column of a table of destinations that `typed` heads.
    func destinationColumn(_ typed: String) -> DestinationTable.Column? {
        let wanted = Self.plain(typed)
        return DestinationTable.Column.allCases.first { column in
            wanted == Self.plain(column.rawValue)
                || Language.allCases.contains { Self.plain(SheetWords(locales, $0).column(column)) == wanted }
        }
    }

    /// The reserved state that `typed` says, in either language, by its id or by a usual abbreviation.
    func state(_ typed: String) -> AnswerValue? {
        let wanted = Self.plain(typed)
        let unknown = ["unknown", "?", "don't know", "dont know"]
        let notApplicable = ["not-applicable", "n/a", "na", "-", "/"]
        if means(typed, "question.unknown-short") || unknown.map(Self.plain).contains(wanted) { return .unknown }
        if means(typed, "question.not-applicable-short") || notApplicable.map(Self.plain).contains(wanted) {
            return .notApplicable
        }
        return nil
    }

    /// `text` in which neither width nor case nor blanks matter: how two labels are compared.
    static func plain(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.lowercased().filter { !$0.isWhitespace }
    }
}
