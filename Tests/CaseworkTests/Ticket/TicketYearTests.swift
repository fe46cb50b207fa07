import Foundation
import Testing

@testable import Casework

/// Random years: `make walks` lives 100,000, else a thousand.
@Suite("Random years")
struct TicketYearTests {
    private static let count = ProcessInfo.processInfo.environment["HISTORIES"].flatMap(UInt64.init) ?? 1000

    @Test("both promises hold at every step of every random year, and recomputed equals stored")
    func promises() throws {
        var kinds: Set<TicketActionKind> = []
        var steps = 0
        for seed in 1...Self.count {
            let (year, wrong) = try Year.live(seed)
            if let wrong {
                Issue.record("\(wrong)")
                return
            }
            kinds.formUnion(year.events.map(\.action.kind))
            steps += year.events.count
        }
        if Self.count > 1000 { print("\(Self.count) years: \(steps) events") }
        let missing = Set(TicketActionKind.allCases).subtracting(kinds)
        #expect(missing == [.notePart], "the years are rich enough")
        #expect(steps > Int(Self.count) * 15)
    }

    @Test("a seed gives the same year, byte for byte; stored and read again it is the same ticket")
    func replay() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for seed in UInt64(1)...40 {
            let first = try Year.live(seed).0
            let second = try Year.live(seed).0
            #expect(try encoder.encode(first.events) == encoder.encode(second.events))
            let bytes = try encoder.encode(first.ticket)
            let read = try JSONDecoder().decode(Ticket.self, from: bytes)
            #expect(try encoder.encode(read) == bytes)
            let events = try JSONDecoder().decode([TicketEvent].self, from: encoder.encode(first.events))
            let folded = try Ticket.replaying(events, number: .sample, policy: .preset)
            #expect(try encoder.encode(folded) == bytes)
        }
    }

    /// Ten ways in which a step could go wrong.
    private static let faults: [(name: String, fault: Year.Fault)] = [
        ("the deadline is lost when a unit takes over", { if case .take = $1 { $0.deadline = nil } }),
        ("a transfer keeps the old owner's clock", { if case .transfer = $1 { $0.lead = "u9" } }),
        ("the promise waits for sign-off", { if case .sendBack = $1 { $0.promisedBy += 3600 } }),
        ("a confirmed ticket stays open", { if case .confirm(.solved) = $1 { $0.endedAt = nil } }),
        ("the ledger is not closed", { if case .supplyMaterials = $1 { $0.pauses[$0.pauses.count - 1].to = nil } }),
        ("a pause is forgotten", { if case .requestMaterials = $1 { $0.pausedMinutes = nil } }),
        ("an overdue ticket comes down again", { if case .missDeadline = $1, $0.level != .unit { $0.level = .unit } }),
        (
            "the ruling is forgotten",
            { if case .rule = $1 { $0.ruling = Ticket.Ruling(unit: "u9", reason: "", at: .now) } }
        ),
        (
            "an answer leaves a leg open",
            { ticket, action in
                guard case .answer = action else { return }
                ticket.legs.append(Leg(id: 99, unit: "u9", question: "", openedAt: .now, due: .now, state: .open))
            }
        ),
        ("an unnumbered change", { if case .rate = $1 { $0.returns += 1 } }),
    ]

    @Test("ten planted faults are all found", arguments: 0..<10)
    func planted(index: Int) throws {
        let (name, fault) = Self.faults[index]
        let found = try (UInt64(1)...200).contains { seed in
            do {
                return try Year.live(seed, fault: fault).1 != nil
            } catch is TicketError {
                return true
            }
        }
        #expect(found, "\(name)")
    }
}
