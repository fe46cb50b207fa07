public import Foundation
public import HealthCheck
public import Spreadsheet
import Station

/// A questionnaire as a spreadsheet to fill in, empty or with answers; the one layout that commands and pages share.
///
/// Three sheets: the questions, the countries if the questionnaire asks for them, and how to fill with the version's
/// name and content hash. As CSV the three stand below each other.
public struct AnswerWorkbook: Sendable {
    let questionnaire: Questionnaire
    let countries: CountryTable
    let words: SheetWords
    let answers: [String: AnswerValue]
    let company: String
    let answeredOn: AnswerDay?

    /// `answers` are those already given, by question id; `company` and `answeredOn` are written where they are known.
    public init(
        _ questionnaire: Questionnaire, _ countries: CountryTable, _ words: SheetWords,
        answers: [String: AnswerValue] = [:], company: String = "", answeredOn: AnswerDay? = nil
    ) {
        self.questionnaire = questionnaire
        self.countries = countries
        self.words = words
        self.answers = answers
        self.company = company
        self.answeredOn = answeredOn
    }

    /// The file's name without its ending: `cloudstation-tax-2026.12`.
    public var fileName: String { "cloudstation-\(questionnaire.id)-\(questionnaire.version)" }

    /// The workbook; `created` stands in the file, the same instant gives the same bytes.
    public func workbook(created: Date) -> Workbook {
        let title = "\(questionnaire.title[words.language]) \(questionnaire.version)"
        return Workbook(
            sheets: [questionSheet] + tables.map { destinationSheet($0.0, $0.1, isOnly: tables.count == 1) }
                + [explanation],
            properties: .init(
                title: title, author: words.locales.text("app.name", words.language), language: words.language.rawValue,
                created: created))
    }

    /// The file as XLSX; throws `notBuilt` where this program cannot write workbooks.
    public func xlsx(created: Date) throws(SpreadsheetError) -> Data {
        try XLSXFile.data(of: workbook(created: created))
    }

    /// The file as CSV with a byte order mark.
    public func csv() -> Data {
        var rows: [[String]] = []
        for sheet in workbook(created: Date(timeIntervalSince1970: 0)).sheets {
            if !rows.isEmpty { rows.append([""]) }
            let texts = sheet.rows.map { $0.map(\.csvText) }
            // The thirty empty rows for countries are a help on a sheet of their own, and a riddle in a text.
            rows += texts.reversed().drop { $0.allSatisfy(\.isEmpty) }.reversed()
        }
        return Data(CSVTable.text(rows).utf8)
    }

    /// The questions that ask for countries, with their tables.
    var tables: [(Question, DestinationTable)] {
        questionnaire.questions.compactMap { question in
            if case .destinations(let table) = question.kind { (question, table) } else { nil }
        }
    }
}

extension Cell {
    /// What a text file holds of the cell.
    fileprivate var csvText: String {
        switch value {
        case .empty: ""
        case .text(let text): text
        case .number(let number): CellText.number(number)
        case .day(let date): AnswerDay(start: date).description
        case .boolean(let flag): flag ? "TRUE" : "FALSE"
        }
    }
}
