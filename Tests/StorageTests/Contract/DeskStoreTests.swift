import Casework
import Foundation
import Station
import Testing

@Suite("An officer's desk")
struct DeskStoreTests {
    @Test("drafts, presences and saved filters are kept apart by officer", arguments: Engine.allCases)
    func desk(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let number = try await station.write { tx in
            try tx.companies.save(company)
            for id in ["1", "2"] { try tx.accounts.add(Fixtures.account(id)) }
            return try tx.file(Fixtures.filing(company.code)).number
        }
        @Sendable func draft(_ account: String, _ text: String) -> DeskDraft {
            DeskDraft(account: account, ticket: number, field: "notes", text: text, updatedAt: Fixtures.after(1))
        }
        try await station.write { tx in
            try tx.desk.save(draft("1", "甲"))
            try tx.desk.save(draft("1", "甲改"))
            try tx.desk.save(draft("2", "乙"))
            try tx.desk.save(draft("2", ""))
            try tx.desk.enter(number, "1", isWriting: false, at: Fixtures.after(1))
            try tx.desk.enter(number, "1", isWriting: true, at: Fixtures.after(9))
            try tx.desk.enter(number, "2", isWriting: false, at: Fixtures.after(2))
            for (index, account) in ["1", "1", "2"].enumerated() {
                try tx.desk.add(
                    SavedFilter(
                        id: "f\(index)", account: account, name: "名", query: "tab=all",
                        createdAt: Fixtures.after(Double(index))))
            }
            try tx.desk.deleteFilter("f2", of: "1")
            try tx.desk.deleteFilter("f1", of: "1")
        }
        let seen = try await station.read { tx in
            (
                try tx.desk.drafts(of: "1", on: number), try tx.desk.drafts(of: "2", on: number),
                try tx.desk.present(at: number, besides: "2", since: Fixtures.after(5)),
                try tx.desk.present(at: number, besides: "1", since: Fixtures.after(5)),
                try tx.desk.filters(of: "1").map(\.id), try tx.desk.filters(of: "2").map(\.id)
            )
        }
        #expect(seen.0 == [draft("1", "甲改")] && seen.1.isEmpty)
        #expect(seen.2.map(\.isWriting) == [true] && seen.3.isEmpty)
        #expect(seen.4 == ["f0"] && seen.5 == ["f2"])
    }

    @Test("tickets to remind of and late legs are found once they are due", arguments: Engine.allCases)
    func duties(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let ticket = try await station.write { tx in
            try tx.companies.save(company)
            return try tx.start(
                try tx.file(Fixtures.filing(company.code)), unit: "entry-exit", assisting: ["economic-crime"],
                at: Fixtures.after(60))
        }
        let rung = try #require(ticket.deadline?.nextRung?.at)
        let due = try #require(ticket.openLegs.first?.due)
        let found = try await station.read { tx in
            (
                try tx.tickets.toRemind(at: rung - 1, limit: 9), try tx.tickets.toRemind(at: rung, limit: 9),
                try tx.tickets.withLateLegs(at: due, limit: 9), try tx.tickets.withLateLegs(at: due + 1, limit: 9)
            )
        }
        #expect(found.0.isEmpty && found.1 == [ticket.number])
        #expect(found.2.isEmpty && found.3 == [ticket.number])
        let missed = try await station.write { tx in
            try tx.act(.missLeg(1), on: ticket, by: .clock, at: due + 1)
        }
        #expect(try await station.read { try $0.tickets.withLateLegs(at: due + 9, limit: 9) }.isEmpty)
        #expect(missed.legs.first?.missedAt == due + 1)
    }

    @Test("a call that is owed stands among what to remind of until somebody was told", arguments: Engine.allCases)
    func lateCalls(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let rated = try await station.write { tx in
            try tx.companies.save(company)
            let ticket = try tx.start(
                try tx.file(Fixtures.filing(company.code)), unit: "entry-exit", at: Fixtures.after(60))
            let answered = try tx.act(
                .answer(text: "已办"), on: ticket, by: .unit("entry-exit"), at: Fixtures.after(120))
            let closed = try tx.act(.confirm(.solved), on: answered, by: .company, at: Fixtures.after(180))
            return try tx.act(.rate(stars: 1, comment: "慢"), on: closed, by: .company, at: Fixtures.after(240))
        }
        let due = try #require(rated.owedCall?.due)
        let found = try await station.read { tx in
            (try tx.tickets.toRemind(at: due - 1, limit: 9), try tx.tickets.toRemind(at: due, limit: 9))
        }
        #expect(found.0.isEmpty && found.1 == [rated.number])
        _ = try await station.write { try $0.act(.missCall, on: rated, by: .clock, at: due + 1) }
        #expect(try await station.read { try $0.tickets.toRemind(at: due + 9, limit: 9) }.isEmpty)
        #expect(
            try await station.read { try $0.tickets.toCallBack(lead: nil, limit: 9) }.map(\.number) == [rated.number],
            "the list keeps it until it was made")
    }
}
