import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Kept texts and mentions")
struct TextBlockStoreTests {
    private static func block(_ id: String, _ owner: TextBlock.Owner, _ title: String) -> TextBlock {
        TextBlock(
            id: id, owner: owner, title: LocalizedText(zhHans: title, en: title),
            body: LocalizedText(zhHans: "您好 {number}", en: "Hello {number}"), updatedBy: "login-a1",
            updatedAt: Fixtures.monday)
    }

    private static func opened(_ engine: Engine) async throws -> TestStation {
        let station = try engine.open()
        try await station.write { tx in
            for id in ["a1", "a2"] { try tx.accounts.add(Fixtures.account(id)) }
            for block in [
                block("1", .account("a1"), "乙"), block("2", .account("a2"), "甲"), block("3", .unit("tax"), "丙"),
                block("4", .unit("cyber"), "丁"),
            ] { try tx.textBlocks.add(block) }
        }
        return station
    }

    @Test("one finds one's own and one's unit's, nobody else's", arguments: Engine.allCases)
    func listing(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let of: @Sendable (UnitID?, String) async throws -> [String] = { unit, account in
            try await station.read { try $0.textBlocks.blocks(of: unit, and: account).map(\.id) }
        }
        #expect(try await of("tax", "a1") == ["3", "1"])
        #expect(try await of(nil, "a2") == ["2"])
        let found = try await station.read { try $0.textBlocks.block("3") }
        #expect(found == Self.block("3", .unit("tax"), "丙"))
    }

    @Test("titles stand in one order, whatever the engine's own is", arguments: Engine.allCases)
    func order(engine: Engine) async throws {
        let station = try engine.open()
        let titles = ["a", "B", "_c", "Z-1", "Z 2", "一", "丁", "阿"]
        try await station.write { tx in
            try tx.accounts.add(Fixtures.account("a1"))
            for (place, title) in titles.enumerated() {
                try tx.textBlocks.add(Self.block("\(place)", .account("a1"), title))
            }
        }
        let found = try await station.read { try $0.textBlocks.blocks(of: nil, and: "a1").map(\.title.zhHans) }
        #expect(found == titles.sorted())
    }

    @Test("a change needs the version that stands", arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let next = Self.block("1", .unit("tax"), "新")
        try await station.write { try $0.textBlocks.update(next, from: 1) }
        let read = try await station.read { try $0.textBlocks.block("1") }
        #expect(read?.version == 2 && read?.title.zhHans == "新" && read?.owner == .unit("tax"))
        await #expect(throws: StoreError.staleVersion) {
            try await station.write { try $0.textBlocks.update(next, from: 1) }
        }
        try await station.write { try $0.textBlocks.delete("1") }
        #expect(try await station.read { try $0.textBlocks.block("1") } == nil)
    }

    @Test("a mention is there once, named, and newest first for the one who was meant", arguments: Engine.allCases)
    func mentions(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let number = try await station.write { tx in
            let company = try Fixtures.company(1)
            try tx.companies.save(company)
            let number = try tx.file(Fixtures.filing(company.code)).number
            for (account, sequence) in [("a1", 2), ("a1", 2), ("a1", 5), ("a2", 2)] {
                try tx.mentions.add(
                    Mention(account: account, ticket: number, sequence: sequence, at: Fixtures.after(Double(sequence))))
            }
            return number
        }
        let named = try await station.read { try $0.mentions.mentions(on: number) }
        #expect(named.map(\.login) == ["login-a1", "login-a2", "login-a1"])
        #expect(named.map(\.mention.sequence) == [2, 2, 5])
        let mine = try await station.read { try $0.mentions.mentions(of: "a1", limit: 10) }
        #expect(mine.map(\.sequence) == [5, 2])
    }
}
