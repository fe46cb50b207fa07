import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Kept texts")
struct TextBlockTests {
    private static func request(
        _ title: String = "请回电", chinese: String = "请回电 {unitPhone}", english: String = "Call {unitPhone}",
        isForUnit: Bool = false
    ) -> TextBlockRequest {
        TextBlockRequest(title: title, chinese: chinese, english: english, isForUnit: isForUnit)
    }

    @Test("an officer's own are for nobody else, a unit's for its officers, the catalogue's for all; found by words")
    func owners() async throws {
        let world = try await World()
        let (tax, other) = (try await world.principal(.tax), try await world.principal(.entryExit))
        let own = try await world.station.keepTextBlock(Self.request(), by: tax)
        let shared = try await world.station.keepTextBlock(Self.request("税务通用", isForUnit: true), by: tax)
        let mine = try await world.station.textBlocks(by: tax).map(\.id)
        #expect(mine.prefix(2) == [own.id, shared.id] && mine.contains("received"))
        #expect(try await !world.station.textBlocks(by: other).contains { [own.id, shared.id].contains($0.id) })
        #expect(try await world.station.textBlocks(matching: "税务通", by: tax).map(\.id) == [shared.id])
        #expect(try await world.station.textBlocks(matching: "nothing like it", by: tax).isEmpty)
        for id in [own.id, shared.id, "received"] {
            await #expect(throws: StationError.notFound) {
                try await world.station.changeTextBlock(id, Self.request(), version: 1, by: other)
            }
            await #expect(throws: StationError.notFound) { try await world.station.removeTextBlock(id, by: other) }
        }
        let owner = try await world.principal(.owner)
        await #expect(throws: StationError.notForRole) { try await world.station.textBlocks(by: owner) }
    }

    @Test("an unknown variable and a brace alone are refused at their field, in either language")
    func variables() async throws {
        let world = try await World()
        let tax = try await world.principal(.tax)
        let known = TextBlock.variables.sorted()
        let cases: [(TextBlockRequest, [FieldProblem])] = [
            (
                Self.request(chinese: "编号 {nummer}"),
                [FieldProblem("/chinese", .unknownVariable("nummer", known: known))]
            ),
            (Self.request(english: "due {due"), [FieldProblem("/english", .braceAlone)]),
            (Self.request("", english: " "), [FieldProblem("/title", .missing), FieldProblem("/english", .missing)]),
        ]
        for (request, problems) in cases {
            await #expect(throws: StationError.invalid(problems)) {
                try await world.station.keepTextBlock(request, by: tax)
            }
        }
    }

    @Test("put in, it is filled from the ticket, behind what was typed, in the language of whoever reads it")
    func inserting() async throws {
        let world = try await World()
        let tax = try await world.principal(.tax)
        let number = try await world.started()
        _ = try await world.station.keepTextBlock(
            Self.request("进度", chinese: "{company}：{number} 在办", english: "{number} under way"), by: tax)
        let whole = try await world.station.insertTextBlock(
            "进度", behind: "您好！ ", of: "messages", on: number, isForCompany: true, by: tax)
        #expect(whole == "您好！\n虚构甲进出口有限公司：\(number) 在办")
        #expect(try await world.station.drafts(on: number, by: tax) == ["messages": whole])
    }

    @Test("a variable without a value on this ticket, and a text nobody keeps, are refused; the draft stays")
    func refused() async throws {
        let world = try await World()
        let tax = try await world.principal(.tax)
        let number = try await world.started()
        try await world.station.saveDraft("写了一半", for: "notes", on: number, by: tax)
        let insert: @Sendable (String) async throws -> String = { name in
            try await world.station.insertTextBlock(
                name, behind: "写了一半", of: "notes", on: number, isForCompany: false, by: tax)
        }
        await #expect(throws: StationError.invalid([FieldProblem("/block", .unknownTextBlock("没有"))])) {
            try await insert("没有")
        }
        try await world.act(.answer(text: "可以退"), on: number, as: .tax)
        try await world.act(.confirm(.solved), on: number, as: .owner)
        await #expect(throws: StationError.invalid([FieldProblem("/block", .valueMissing("due"))])) {
            try await insert("more-time")
        }
        #expect(try await world.station.drafts(on: number, by: tax) == ["notes": "写了一半"])
    }

    @Test("a change over somebody else's is stale, and nothing is lost")
    func stale() async throws {
        let world = try await World()
        let tax = try await world.principal(.tax)
        let block = try await world.station.keepTextBlock(Self.request(isForUnit: true), by: tax)
        let changed = try await world.station.changeTextBlock(
            block.id, Self.request("新名", isForUnit: true), version: 1, by: tax)
        #expect(changed.version == 2)
        await #expect(throws: StationError.stale(version: 2)) {
            try await world.station.changeTextBlock(block.id, Self.request("旧名"), version: 1, by: tax)
        }
        #expect(try await world.station.textBlock(block.id, by: tax).title.zhHans == "新名")
    }
}
