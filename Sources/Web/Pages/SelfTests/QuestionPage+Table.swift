import Foundation
import HealthCheck
import Station

/// The countries a company is active in, a row each.
struct QuestionTable {
    let rows: [Row]
    let countries: [CountryOption]
    let hasShares: Bool
    let hasStaff: Bool
    let sum: String
    let sumError: String?
    let sumTemplate: String
    let takesMore: Bool
    let rowsText: String

    struct Row {
        let number: Int
        let legend: String
        let country: String
        let share: String
        let staff: String
        let isWrong: Bool
        let countryError: String?
        let shareError: String?
        let staffError: String?
        let isFilled: Bool
        let removeRowLabel: String
    }

    struct CountryOption {
        let name: String
        let also: String
    }

    init?(_ model: QuestionModel, _ errors: ErrorSummary?, _ wording: Wording) {
        guard case .destinations(let table) = model.question.kind else { return nil }
        let stored = model.value?.typedRows ?? []
        // One empty row to go on with; two where nothing stands yet.
        let count = min(max(stored.count + (stored.isEmpty ? 2 : 1), model.rows, 1), DestinationTable.rowLimit)
        rows = (1...max(count, stored.count)).map { number in
            let cells = stored.indices.contains(number - 1) ? stored[number - 1] : [:]
            let wrong = ["country", "revenueShare", "staff"].map { errors?.message("\($0)-\(number)") }
            return Row(
                number: number, legend: wording.say("destinations.row", ["row": "\(number)"]),
                country: Self.shown(cells["country"], wording), share: cells["revenueShare"]?.typed ?? "",
                staff: cells["staff"]?.typed ?? "",
                isWrong: wrong.contains { $0 != nil }, countryError: wrong[0], shareError: wrong[1],
                staffError: wrong[2], isFilled: !cells.isEmpty,
                removeRowLabel: wording.say("destinations.remove-row", ["row": "\(number)"]))
        }
        countries = Self.options(wording)
        hasShares = table.columns.contains(.revenueShare)
        hasStaff = table.columns.contains(.staff)
        let shares = stored.compactMap { row -> Double? in
            if case .number(let share)? = row["revenueShare"] { share } else { nil }
        }
        sumTemplate = wording.say("destinations.sum")
        sum = wording.say("destinations.sum", ["total": NumberText.plain(shares.reduce(0, +))])
        sumError = errors?.message("destinations-sum")
        takesMore = rows.count < DestinationTable.rowLimit
        rowsText = wording.say("destinations.limit", ["limit": "\(DestinationTable.rowLimit)"])
    }

    private static func shown(_ value: AnswerValue?, _ wording: Wording) -> String {
        let typed = value?.typed ?? ""
        return wording.station.catalogue.countries[typed]?.name[wording.language] ?? typed
    }

    /// Everyday names first where there are some: they are what people type.
    static func options(_ wording: Wording) -> [CountryOption] {
        let table = wording.station.catalogue.countries
        let everyday = CountryTable.everydayNames.sorted { $0.key < $1.key }.compactMap { name, code in
            table[code].map { CountryOption(name: name, also: "\($0.name[wording.language]) \(code)") }
        }
        let other = wording.language == .zhHans ? Language.en : .zhHans
        return everyday
            + table.countries.map {
                CountryOption(name: $0.name[wording.language], also: "\($0.code) \($0.name[other])")
            }
    }
}

extension AnswerValue {
    /// The rows of a table as they were typed.
    var typedRows: [[String: AnswerValue]] { if case .rows(let rows) = self { rows } else { [] } }
}

extension Question {
    /// What is wrong with an answer, each problem at its field; of a table each cell that is wrong.
    func problems(in value: AnswerValue, _ context: AnswerContext) -> [FieldProblem] {
        problems(of: value, in: context).map { problem in
            let field =
                switch (kind, problem.reason) {
                case (.destinations, .row(let row, let reason)): "\(reason.column)-\(row)"
                case (.destinations, _): "destinations-sum"
                default: fieldID
                }
            return FieldProblem("/\(field)", .answer(problem.reason))
        }
    }

    /// The id of the field an error leads to.
    var fieldID: String {
        switch kind {
        case .yesNo, .single, .multiple: "answer-\(kind.choices.first?.id ?? "unknown")"
        case .number, .percent: "number"
        case .date: "day"
        case .destinations: "country-1"
        case .text: "text"
        case .file: "file"
        }
    }
}

extension AnswerProblem.RowReason {
    /// The column whose cell is wrong.
    fileprivate var column: String {
        switch self {
        case .noSuchCountry, .countryMissing, .countryTwice: "country"
        case .expectsNumber(let column), .outOfRange(let column, _, _), .expectsWholeNumber(let column),
            .exposureMissing(let column):
            column
        }
    }
}
