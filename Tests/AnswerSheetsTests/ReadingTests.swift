import AnswerSheets
import Foundation
import HealthCheck
import Spreadsheet
import Station
import Testing

@Suite("Reading an answer sheet")
struct ReadingTests {
    private func answer(_ id: String, _ typed: String, in selfTest: String = "tax") throws -> AnswerValue? {
        let test = try Sample.test(selfTest)
        return try Sample.read(Sample.table([[id, typed]]), test).answers[id]
    }

    private func question(_ kind: String, in selfTest: String = "tax") throws -> Question {
        try #require(try Sample.test(selfTest).questions.first { $0.kind.name == kind })
    }

    @Test("labels and ids of both languages mean the same, whatever their width, case and blanks")
    func labels() throws {
        let question = try question("single")
        let choice = try #require(question.kind.choices.first)
        for typed in [
            choice.id, choice.id.uppercased(), choice.label.zhHans, choice.label.en,
            " \(choice.label.en.uppercased()) ",
        ] {
            #expect(try answer(question.id, typed) == .text(choice.id), "\(typed)")
        }
    }

    @Test("several answers are parted by either semicolon, also where a label has one itself")
    func several() throws {
        let question = try #require(try Sample.test("supply-chain").question("transfer-safeguards"))
        let ids = question.kind.choices.filter { !$0.isExclusive }.map(\.id)
        for language in Language.allCases {
            let labels = question.kind.choices.filter { !$0.isExclusive }.map { $0.label[language] }
            for separator in ["；", ";", "； ", "\n"] {
                #expect(
                    try answer(question.id, labels.joined(separator: separator), in: "supply-chain") == .list(ids))
            }
        }
        #expect(
            try answer(question.id, ids.prefix(2).joined(separator: ", "), in: "supply-chain")
                == .list(Array(ids.prefix(2))))
    }

    @Test("numbers are read with full-width digits, percent signs, thousands and units")
    func numbers() throws {
        let percent = try question("percent").id
        for typed in ["35", "35%", "３５％", " 35 ％ "] { #expect(try answer(percent, typed) == .number(35), "\(typed)") }
        #expect(try answer("staff-days", "１９０") == .number(190))
        #expect(try answer("staff-days", "1,190") == .number(1190))
        #expect(try answer("staff-days", "一百九十") == .text("一百九十"))
        #expect(try answer("staff-days", "0x10") == .text("0x10"))
    }

    @Test("days are read as people write them")
    func days() throws {
        let id = try question("date").id
        for typed in ["2026-03-01", "2026/3/1", "2026年3月1日", "２０２６.３.１"] {
            #expect(try answer(id, typed) == .text("2026-03-01"), "\(typed)")
        }
        #expect(try answer(id, "上个月") == .text("上个月"))
    }

    @Test("the two reserved states are words in either language")
    func states() throws {
        let question = try #require(
            try Sample.test("tax").questions.first { $0.unknownRisk != nil && $0.allowsNotApplicable })
        for typed in ["不清楚", "Don't know", "unknown"] { #expect(try answer(question.id, typed) == .unknown) }
        for typed in ["不适用", "Not applicable", "N/A"] { #expect(try answer(question.id, typed) == .notApplicable) }
    }

    @Test("a mistake is told at its cell, every other answer is taken, and nothing typed is lost")
    func problems() throws {
        let test = try Sample.test("tax")
        let percent = try question("percent").id
        let file = try Sample.read(
            Sample.table([["staff-days", "900"], [percent, "140"], ["nonsense", "1"], ["agent-signs", "unknown"]]), test
        )
        #expect(file.problems.map(\.place.description) == ["B2", "B3", "A4"])
        #expect(file.problems.map(\.typed) == ["900", "140", "nonsense"])
        #expect(file.problems.first?.pointer == "/answers/staff-days")
        #expect(file.answers["agent-signs"] == .unknown)
        #expect(file.answers["staff-days"] == .number(900))
    }

    @Test("a question answered twice keeps its first answer and names both cells")
    func twice() throws {
        let file = try Sample.read(
            Sample.table([["staff-days", "10"], ["staff-days", "20"]]), try Sample.test("tax"))
        #expect(file.answers["staff-days"] == .number(10))
        guard case .twice(let first)? = file.problems.first?.fault else {
            Issue.record("\(file.problems)")
            return
        }
        #expect(first.description == "B2" && file.problems.first?.place.description == "B3")
    }

    @Test("countries are read by name or code; shares beyond 100% are told at the table")
    func countries() throws {
        let test = try Sample.test("tax")
        func sheet(_ rows: [[String]]) -> Data {
            Data(
                CSVTable.text([["题号", "回答"], [], ["国家（地区）", "营业收入占比 (%)"]] + rows).utf8)
        }
        let good = try Sample.read(sheet([["越南", "35%"], ["MEX", "10"], ["Germany", "5"]]), test)
        #expect(good.problems == [])
        let rows: [[String: AnswerValue]] = [
            ["country": .text("VNM"), "revenueShare": .number(35)],
            ["country": .text("MEX"), "revenueShare": .number(10)],
            ["country": .text("DEU"), "revenueShare": .number(5)],
        ]
        #expect(good.answers["destinations"] == .rows(rows))
        let bad = try Sample.read(sheet([["越南", "70"], ["墨西哥", "50"]]), test)
        #expect(bad.problems.map(\.fault) == [.answer(.sharesExceedAll(total: 120))])
        let unknown = try Sample.read(sheet([["越南", "70"], ["亚特兰蒂斯", "5"], ["墨西哥", "很多"]]), test)
        #expect(unknown.problems.first?.place.description == "A5")
        #expect(unknown.problems.map(\.place.description) == ["A5", "B6"], "every wrong cell, not the first alone")
    }

    @Test("an answer to a question that is not asked is told apart, and kept")
    func notAsked() throws {
        let test = try Sample.test("tax")
        let follow = try #require(
            test.questions.first { question in
                guard case .test(let gate, .oneOf)? = question.visibleWhen else { return false }
                return test.question(gate)?.visibleWhen == nil && !question.kind.choices.isEmpty
            })
        guard case .test(let gate, .oneOf(let ids))? = follow.visibleWhen, let choice = follow.kind.choices.first,
            let other = test.question(gate)?.kind.choices.first(where: { !ids.contains($0.id) })
        else { return }
        let file = try Sample.read(Sample.table([[gate, other.id], [follow.id, choice.id]]), test)
        #expect(file.notAsked == [follow.id])
        #expect(file.answers[follow.id] != nil && file.problems == [])
    }

    @Test("a sheet of the version before is carried over, label by label")
    func carriedOver() throws {
        let past = try Sample.past("tax")
        let question = try #require(past.questions.first { $0.kind.name == "single" })
        let choice = try #require(question.kind.choices.last)
        let data = try Sample.book(past, [question.id: .text(choice.id)]).csv()
        let file = try Sample.read(data, try Sample.test("tax"))
        #expect(file.isCarriedOver && file.version == "2026.11")
        #expect(file.answers[question.id] == .text(choice.id))
    }

    @Test("a foreign file, another test's sheet and an unknown version are each told as what they are")
    func foreign() throws {
        let test = try Sample.test("tax")
        func error(_ data: Data) -> AnswerFileError? {
            do {
                _ = try Sample.read(data, test)
                return nil
            } catch { return error as? AnswerFileError }
        }
        #expect(error(Data("name,phone\na,b\n".utf8)) == .foreign)
        #expect(error(try Sample.book(try Sample.test("staff")).csv()) == .otherSelfTest("staff"))
        let text = String(decoding: try Sample.book(test).csv(), as: UTF8.self)
        let future = text.replacing("版本,\(test.version)", with: "版本,2031.01")
            .replacing(test.contentHash, with: String(repeating: "0", count: 64))
        #expect(error(Data(future.utf8)) == .unknownVersion("2031.01"))
        #expect(error(Data()) == .unreadable(.otherKind(.empty)))
        #expect(error(Data("%PDF-1.7".utf8)) == .unreadable(.otherKind(.pdf)))
        #expect(error(Data(count: 6 << 20)) == .unreadable(.tooLarge(.fileBytes, allowed: 5 << 20)))
    }

    @Test("columns may stand in any order, and rows between them do no harm")
    func order() throws {
        let data = Data(
            CSVTable.text([
                ["给财务：请今天填完"], [], ["Answer", "谁填", "Question ID"], ["10", "小王", "staff-days"], ["", "", ""],
                ["unknown", "", "agent-signs"],
            ]).utf8)
        let file = try Sample.read(data, try Sample.test("tax"))
        #expect(file.answers == ["staff-days": .number(10), "agent-signs": .unknown])
        #expect(file.problems == [])
    }
}
