import AnswerSheets
import Foundation
import HealthCheck
import Spreadsheet
import Station
import Testing

@Suite("The layout of an answer sheet")
struct LayoutTests {
    @Test(
        "every question stands in it once, with what it is, how it is answered and a cell to fill",
        arguments: Language.allCases)
    func questions(_ language: Language) throws {
        for test in try Sample.catalogue().selfTests {
            let book = try Sample.book(test, [:], language).workbook(created: Date(timeIntervalSince1970: 0))
            let rows = try #require(book.sheets.first).rows
            for question in test.questions {
                let row = try #require(rows.first { $0.first?.value == .text(question.id) })
                #expect(row.count == 6)
                #expect(row[2].value == .text(question.text[language]))
                let isTyped = !["destinations", "file"].contains(question.kind.name)
                #expect((row[4].style == .input) == isTyped)
                guard case .text(let how) = row[3].value else { continue }
                for choice in question.kind.choices { #expect(how.contains(choice.label[language])) }
                #expect(how.contains(language == .en ? "Only if" : "只在这种情况填") == (question.visibleWhen != nil))
            }
        }
    }

    @Test("a choice has a list of the labels and the states on offer; several may be typed beside the list")
    func lists() throws {
        let test = try Sample.test("tax")
        let sheet = try #require(try Sample.book(test).workbook(created: Date(timeIntervalSince1970: 0)).sheets.first)
        for (number, row) in sheet.rows.enumerated() {
            guard case .text(let id)? = row.first?.value, let question = test.question(id) else { continue }
            let rule = sheet.rules.first { $0.range.first.row == number }
            switch question.kind {
            case .yesNo, .single, .multiple:
                guard case .choices(let list)? = rule?.allowed else {
                    Issue.record("\(id) has no list")
                    continue
                }
                #expect(list.prefix(question.kind.choices.count) == question.kind.choices.map(\.label.zhHans)[...])
                #expect(list.contains("不清楚") == (question.unknownRisk != nil))
                #expect(rule?.isAdvice == (question.kind.name == "multiple"))
            case .destinations, .text, .file: #expect(rule == nil)
            case .number, .percent, .date: #expect(rule != nil)
            }
        }
    }

    @Test("version and content hash stand on the sheet of explanations")
    func facts() throws {
        let test = try Sample.test("staff")
        let sheet = try #require(try Sample.book(test).workbook(created: Date(timeIntervalSince1970: 0)).sheets.last)
        let values = sheet.rows.compactMap { $0.count > 1 ? $0[1].value : nil }
        #expect(values.contains(.text(test.version)) && values.contains(.text(test.contentHash)))
    }
}
