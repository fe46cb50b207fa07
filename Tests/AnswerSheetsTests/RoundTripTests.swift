import AnswerSheets
import Foundation
import HealthCheck
import Spreadsheet
import Station
import Testing

@Suite("Export and import of answers is lossless")
struct RoundTripTests {
    /// Where one answer may be written in two ways, both mean the same once they are checked.
    private func same(
        _ before: [String: AnswerValue], _ after: [String: AnswerValue], _ questionnaire: Questionnaire
    ) throws {
        let context = try Sample.context()
        #expect(before.keys.sorted() == after.keys.sorted())
        for question in questionnaire.questions {
            guard let value = before[question.id] else { continue }
            let again = try #require(after[question.id], "\(question.id)")
            #expect(
                try question.parse(value, in: context) == question.parse(again, in: context),
                "\(question.id): \(value) became \(again)")
        }
    }

    @Test(
        "every worked example comes back from CSV as it went, in both languages",
        arguments: ["tax", "supply-chain", "staff", "first-look"], Language.allCases)
    func csv(_ id: String, _ language: Language) throws {
        let test = try Sample.test(id)
        for answers in try Sample.examples(id) {
            let file = try Sample.read(try Sample.book(test, answers, language).csv(), test)
            #expect(file.problems == [])
            try same(answers, file.answers, test)
        }
    }

    #if Spreadsheets
        @Test(
            "every worked example comes back from a workbook as it went, in both languages",
            arguments: ["tax", "supply-chain", "staff", "first-look"], Language.allCases)
        func workbook(_ id: String, _ language: Language) throws {
            let test = try Sample.test(id)
            for answers in try Sample.examples(id) {
                let book = try Sample.book(test, answers, language)
                let file = try Sample.read(try book.xlsx(created: Date(timeIntervalSince1970: 0)), test)
                #expect(file.problems == [])
                try same(answers, file.answers, test)
            }
        }
    #endif

    @Test(
        "every choice of every question, the reserved states and texts of all sorts come back",
        arguments: Language.allCases)
    func everyChoice(_ language: Language) throws {
        for test in try Sample.catalogue().selfTests {
            for question in test.questions {
                var values: [AnswerValue] = question.kind.choices.map { .text($0.id) }
                switch question.kind {
                case .multiple(let choices, _):
                    values = choices.map { .list([$0.id]) }
                    values.append(.list(choices.filter { !$0.isExclusive }.map(\.id)))
                case .text: values = ["=1+1", "'quoted'", " 前后 ", "a\nb", "12", "不清楚", "+86 571"].map { .text($0) }
                default: break
                }
                if question.unknownRisk != nil { values.append(.unknown) }
                if question.allowsNotApplicable { values.append(.notApplicable) }
                for value in values {
                    let answers = [question.id: value]
                    let file = try Sample.read(try Sample.book(test, answers, language).csv(), test)
                    try same(answers, file.answers, test)
                }
            }
        }
    }

    @Test("an answer that does not fit comes back as it was typed")
    func misfits() throws {
        let test = try Sample.test("tax")
        let answers: [String: AnswerValue] = ["staff-days": .text("很多"), "money-before-filing": .text("大概办了")]
        let file = try Sample.read(try Sample.book(test, answers).csv(), test)
        #expect(file.answers == answers)
        #expect(file.problems.count == 2)
    }

    @Test("an empty sheet has no answers and no problems", arguments: Language.allCases)
    func empty(_ language: Language) throws {
        let test = try Sample.test("tax")
        let file = try Sample.read(try Sample.book(test, [:], language).csv(), test)
        #expect(file.answers.isEmpty)
        #expect(file.problems.isEmpty)
    }
}
