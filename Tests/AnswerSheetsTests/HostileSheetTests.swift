import Foundation
import HealthCheck
import Spreadsheet
import Station
import Testing

@testable import AnswerSheets

/// Sheets made to keep the station busy.
@Suite("A sheet costs no more work than it has cells")
struct HostileSheetTests {
    private static func safeguards() throws -> Question {
        try #require(try Sample.test("supply-chain").question("transfer-safeguards"))
    }

    @Test("of a thousand parts only so many are looked at as the beginning of some label goes on")
    func looks() throws {
        let choices = try Self.safeguards().kind.choices
        let names = ChoiceNames(choices)
        func looks(_ cell: String) -> (looks: Int, id: String?) {
            var count = 0
            let parts = CellPart.parts(of: cell).lazy.map { part in
                count += 1
                return part
            }
            let found = names.longest(parts)
            return (count, found?.id)
        }
        let rest = String(repeating: ";x", count: 1000)
        #expect(looks("x" + rest) == (1, nil))
        for choice in choices {
            for language in Language.allCases {
                let label = choice.label[language]
                let found = looks(label + rest)
                #expect(found.id == choice.id)
                #expect(found.looks <= label.count { "；;|".contains($0) } + 2)
            }
        }
    }

    @Test("a cell of sixteen thousand parts is cut and told as a mistake at its place", .timeLimit(.minutes(1)))
    func manyParts() throws {
        let cell = String(repeating: "x;", count: 16_383)
        let file = try Sample.read(
            Sample.table([["transfer-safeguards", cell]]), try Sample.test("supply-chain"))
        #expect(file.answers["transfer-safeguards"] == .list(Array(repeating: "x", count: 1000)))
        #expect(file.problems.map(\.place.description).contains("B2"))
    }

    @Test("a question repeated in every row is understood once; each repetition is told", .timeLimit(.minutes(1)))
    func repeated() throws {
        let cell = String(repeating: "一；", count: 200)
        let rows = Array(repeating: ["transfer-safeguards", cell], count: 2000)
        let file = try Sample.read(Sample.table(rows), try Sample.test("supply-chain"))
        #expect(file.problems.filter { if case .twice = $0.fault { true } else { false } }.count == 1999)
    }

    @Test("of twenty thousand countries one more than may be named is kept, and told to be too many")
    func manyCountries() throws {
        let rows = [["题号", "回答"], [], ["国家（地区）", "营业收入占比 (%)"]] + Array(repeating: ["越南", "1"], count: 20_000)
        let file = try Sample.read(Data(CSVTable.text(rows).utf8), try Sample.test("tax"))
        #expect(file.problems.map(\.fault) == [.answer(.tooManyRows(limit: DestinationTable.rowLimit))])
        guard case .rows(let kept)? = file.answers["destinations"] else {
            Issue.record("\(String(describing: file.answers["destinations"]))")
            return
        }
        #expect(kept.count == DestinationTable.rowLimit + 1)
    }

    @Test("the file's time limit also ends the understanding of its cells")
    func time() throws {
        var limits = AnswerFile.limits
        limits.time = .zero
        let raw = [SheetContent(name: "", cells: [:])]
        #expect(throws: Never.self) { try RawAnswers(raw, try Sample.words(), WorkClock(limits)) }
        let test = try Sample.test("tax")
        #expect(throws: AnswerFileError.unreadable(.tooSlow)) {
            try AnswerFile(
                Sample.table([["staff-days", "10"]]), for: test, in: try Sample.catalogue(), try Sample.context(),
                limits: limits)
        }
    }
}
