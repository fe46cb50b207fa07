public import AnswerSheets
import Foundation
public import HealthCheck
import Spreadsheet
public import Station

/// What is wrong with an answer sheet, in the reader's words.
public struct SheetMessages: Sendable {
    private let catalogue: StationCatalogue
    private let language: Language

    public init(_ catalogue: StationCatalogue, _ language: Language) {
        self.catalogue = catalogue
        self.language = language
    }

    /// With its cell: `答题!E17：请填整数`.
    public func text(_ problem: SheetProblem) -> String {
        say("problem-at", ["cell": problem.place.description, "message": reason(problem)])
    }

    /// What is wrong, without where.
    public func reason(_ problem: SheetProblem) -> String {
        switch problem.fault {
        case .answer(.noSuchQuestion): return say("problem-no-question", ["question": problem.typed])
        case .answer(let reason):
            let messages = FieldMessages(catalogue: catalogue, language: language)
            // The cell says which row it is.
            if case .row(_, let row) = reason { return messages.text(row) }
            return messages.text(FieldProblem(problem.pointer, .answer(reason)))
        case .unreadable: return say("problem-unreadable")
        case .twice(let first): return say("problem-twice", ["cell": first.description])
        case .belongsOnSheet: return say("problem-sheet")
        case .belongsOnPage: return say("problem-page")
        case .notDay: return say("problem-day")
        }
    }

    /// Why a whole file is not taken.
    public func text(_ error: AnswerFileError) -> String {
        switch error {
        case .foreign: say("error-foreign")
        case .otherSelfTest(let id):
            say("error-other", ["title": catalogue.selfTest(id)?.title[language] ?? id])
        case .unknownVersion(let version): say("error-version", ["version": version])
        case .unreadable(let error): text(error)
        }
    }

    private func text(_ error: SpreadsheetError) -> String {
        switch error {
        case .notBuilt: say("error-not-built")
        case .otherKind(.empty): say("error-empty")
        case .otherKind: say("error-kind")
        case .encrypted: say("error-encrypted")
        case .truncated: say("error-truncated")
        case .damaged, .invalid, .writing: say("error-damaged")
        case .declaresEntities: say("error-entities")
        case .tooLarge: say("error-too-large")
        case .tooSlow: say("error-too-slow")
        case .encoding: say("error-encoding")
        case .quoting(let line): say("error-quoting", ["line": "\(line)"])
        }
    }

    private func say(_ key: String, _ values: [String: String] = [:]) -> String {
        catalogue.locales.text("sheet.\(key)", language, values)
    }
}
