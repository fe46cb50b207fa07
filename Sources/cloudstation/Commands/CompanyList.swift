import Casework
import Foundation
import HealthCheck
import Spreadsheet
import Station

/// Companies as a CSV file lists them: a line of headings, then a company a line.
struct CompanyList {
    /// Something that keeps the list out, and where.
    struct Problem: Equatable {
        /// Of the file, from 1.
        let line: Int
        let text: String
    }

    private(set) var companies: [Company] = []
    /// From top to bottom, every one that was found.
    private(set) var problems: [Problem] = []

    private enum Column: String, CaseIterable {
        case code, name, industry, size, contactName, contactPhone, contactEmail, language, affiliation

        var isOptional: Bool { self == .language || self == .affiliation }
    }

    private static var limits: SpreadsheetLimits {
        var limits = SpreadsheetLimits.standard
        limits.cells = 2_000_000
        limits.time = .seconds(60)
        return limits
    }

    /// Throws only where the file cannot be taken apart.
    init(_ data: Data) throws(SpreadsheetError) {
        let sheet = try CSVTable.read(data, limits: Self.limits)
        let rows = Dictionary(grouping: sheet.cells, by: \.key.row)
            .mapValues { Dictionary(uniqueKeysWithValues: $0.map { ($0.key.column, $0.value.text ?? "") }) }
        var breaks = 0
        var columns: [Column: Int]?
        var lines: [CreditCode: Int] = [:]
        for row in rows.keys.sorted() {
            let cells = rows[row] ?? [:]
            // A quoted line break makes a row longer than a line.
            let line = row + 1 + breaks
            breaks += cells.values.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "\n") } }
            if let columns {
                read(columns.compactMapValues { cells[$0] }, line, &lines)
            } else {
                columns = headings(cells, line)
                guard problems.isEmpty else { return }
            }
        }
        if columns == nil { problems.append(Problem(line: 1, text: "there is no line of headings")) }
    }

    private mutating func headings(_ cells: [Int: String], _ line: Int) -> [Column: Int] {
        var columns: [Column: Int] = [:]
        for (place, title) in cells.sorted(by: { $0.key < $1.key }) {
            guard let column = Column(rawValue: title.trimmingCharacters(in: .whitespaces)) else { continue }
            if columns.updateValue(place, forKey: column) != nil { tell("the column \(column) is there twice", line) }
        }
        for column in Column.allCases where columns[column] == nil && !column.isOptional {
            tell("the column \(column) is missing", line)
        }
        return columns
    }

    private mutating func read(_ cells: [Column: String], _ line: Int, _ lines: inout [CreditCode: Int]) {
        func text(_ column: Column) -> String { cells[column]?.trimmingCharacters(in: .whitespaces) ?? "" }
        let languages = Language.allCases.map(\.rawValue)
        let language = text(.language).isEmpty ? .zhHans : Language(rawValue: text(.language))
        if language == nil { tell(FieldProblem("/language", .notOneOf(languages)), text(.language), line) }
        let code: CreditCode
        do {
            code = try CreditCode(text(.code))
        } catch {
            return tell("code: \(text(.code).isEmpty ? "is missing" : "\(error)")", line)
        }
        if let before = lines.updateValue(line, forKey: code) { tell("code: stands in line \(before) already", line) }
        let company = Company(
            code: code, name: text(.name), industry: text(.industry), size: text(.size),
            contactName: text(.contactName), contactPhone: text(.contactPhone), contactEmail: text(.contactEmail),
            language: language ?? .zhHans, affiliation: text(.affiliation))
        for problem in company.problems {
            tell(problem, Column(rawValue: String(problem.pointer.dropFirst())).map(text) ?? "", line)
        }
        companies.append(company)
    }

    private mutating func tell(_ text: String, _ line: Int) { problems.append(Problem(line: line, text: text)) }

    private mutating func tell(_ problem: FieldProblem, _ typed: String, _ line: Int) {
        let reason =
            switch problem.code {
            case .missing: "is missing"
            case .tooLong(let limit): "has more than \(limit) characters"
            case .notOneLine: "holds a line break or a control character"
            case .notMailAddress: "is “\(typed)”, no mail address"
            case .notOneOf(let values): "is “\(typed)”, not one of \(values.joined(separator: ", "))"
            case let other: "cannot be taken: \(other)"
            }
        tell("\(problem.pointer.dropFirst()): \(reason)", line)
    }
}
