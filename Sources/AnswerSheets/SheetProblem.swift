public import HealthCheck
public import Spreadsheet

/// A cell as people find it: `答题!E17`, or `E17` in a file that has one table only.
public struct SheetPlace: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Empty for a CSV file.
    public let sheet: String
    public let cell: CellReference
    /// Sheets in the order of the file.
    let order: Int

    init(sheet: String, cell: CellReference, order: Int = 0) {
        self.sheet = sheet
        self.cell = cell
        self.order = order
    }

    public var description: String { sheet.isEmpty ? "\(cell)" : "\(sheet)!\(cell)" }

    public static func < (lhs: SheetPlace, rhs: SheetPlace) -> Bool {
        (lhs.order, lhs.cell) < (rhs.order, rhs.cell)
    }
}

/// What is wrong at one cell; everything else of the file is read all the same.
public struct SheetProblem: Hashable, Sendable {
    /// The kinds of mistake.
    public enum Fault: Hashable, Sendable {
        /// The answer is none that the question takes.
        case answer(AnswerProblem.Reason)
        /// The cell holds an error or a formula without a value.
        case unreadable
        /// The question was answered before, in this cell.
        case twice(SheetPlace)
        /// Countries are filled in on the sheet of this name.
        case belongsOnSheet
        /// Evidence is uploaded on the page.
        case belongsOnPage
        /// No day such as 2026-11-22.
        case notDay
    }

    public let place: SheetPlace
    /// Id of the question, as the current version calls it; empty where no question is meant.
    public let question: String
    /// As it stands in the cell.
    public let typed: String
    public let fault: Fault

    /// JSON pointer to the answer: `/answers/staff-days`.
    public var pointer: String { question.isEmpty ? "" : "/answers/\(question)" }
}

/// An answer of an older version that nobody asks for any more.
public struct DroppedAnswer: Hashable, Sendable {
    public let place: SheetPlace
    /// Id in the version that was answered.
    public let question: String
    public let text: LocalizedText
    /// Why it is asked no more; nil where the editors gave no reason.
    public let reason: LocalizedText?
}

/// Why a whole file is no answer sheet of this self-test.
public enum AnswerFileError: Error, Equatable, Sendable {
    case unreadable(SpreadsheetError)
    /// No table of questions and answers in it.
    case foreign
    /// The sheet of another self-test.
    case otherSelfTest(String)
    /// Of a version that this station does not know.
    case unknownVersion(String)
}
