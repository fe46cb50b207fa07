import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Pre-reviews and approvals in the store")
struct PreReviewStoreTests {
    private static func review(_ id: String, created: Double = 0, handedIn: Double? = nil) throws -> PreReview {
        let item = PreReview.Item(
            paper: LocalizedText(zhHans: "照片", en: "Photo"), mark: .ready, files: ["f"], verdict: nil, reason: "")
        return PreReview(
            id: id, company: try Fixtures.code(1), matter: "EE02", createdAt: Fixtures.after(created), items: [item],
            handedInAt: handedIn.map(Fixtures.after), reviewedAt: nil, reviewer: "", version: 1)
    }

    @Test("read back as stored; those handed in wait in order; a stale change is refused", arguments: Engine.allCases)
    func reviews(engine: Engine) async throws {
        let station = try engine.open()
        let all = [
            try Self.review("open", created: 3), try Self.review("second", created: 2, handedIn: 20),
            try Self.review("first", created: 1, handedIn: 10),
        ]
        try await station.write { tx in
            try tx.companies.save(try Fixtures.company(1))
            for one in all { try tx.preReviews.add(one) }
        }
        #expect(try await station.read { try $0.preReviews.reviews(of: Fixtures.code(1)) } == all)
        #expect(try await station.read { try $0.preReviews.waiting(limit: 9).map(\.id) } == ["first", "second"])
        let next = PreReview(
            id: "first", company: all[2].company, matter: "EE02", createdAt: all[2].createdAt, items: all[2].items,
            handedInAt: nil, reviewedAt: Fixtures.after(5), reviewer: "王五", version: 2)
        try await station.write { try $0.preReviews.update(next) }
        #expect(try await station.read { try $0.preReviews.review("first") } == next)
        #expect(try await station.read { try $0.preReviews.waiting(limit: 9).map(\.id) } == ["second"])
        await #expect(throws: StoreError.staleVersion) { try await station.write { try $0.preReviews.update(next) } }
    }

    @Test("an approval is looked at once, and its finding is counted by rule", arguments: Engine.allCases)
    func approvals(engine: Engine) async throws {
        let station = try engine.open()
        let numbers = try await station.write { tx in
            try tx.companies.save(try Fixtures.company(1))
            return try (0..<3).map { _ in try tx.file(Fixtures.filing(try Fixtures.code(1))).number }
        }
        try await station.write { tx in
            for (index, number) in numbers.enumerated() {
                try tx.approvals.add(
                    ApprovalReview(ticket: number, rule: "A01", drawnAt: Fixtures.after(Double(-index))))
            }
        }
        let todo = try await station.read { try $0.approvals.reviews(isConcluded: false, limit: 9).map(\.ticket) }
        #expect(todo == numbers.reversed())
        let done = ApprovalReview(
            ticket: numbers[0], rule: "A01", drawnAt: Fixtures.monday, finding: .wrong, comment: "照片不对",
            reviewer: "李四", reviewedAt: Fixtures.after(7))
        try await station.write { try $0.approvals.conclude(done) }
        await #expect(throws: StoreError.staleVersion) { try await station.write { try $0.approvals.conclude(done) } }
        #expect(try await station.read { try $0.approvals.review(numbers[0]) } == done)
        #expect(try await station.read { try $0.approvals.reviews(isConcluded: true, limit: 9) } == [done])
        #expect(try await station.read { try $0.approvals.tally() } == ["A01": [nil: 2, .wrong: 1]])
    }

    @Test("a switch stays as it was last set", arguments: Engine.allCases)
    func switches(engine: Engine) async throws {
        let station = try engine.open()
        #expect(try await station.read { try $0.approvals.isOff("A01") } == false)
        let off = ApprovalSwitch(rule: "A01", isOff: true, by: "管理员", reason: "复核有误", at: Fixtures.monday)
        try await station.write { try $0.approvals.save(off) }
        #expect(try await station.read { try $0.approvals.isOff("A01") })
        #expect(try await station.read { try $0.approvals.switches() } == [off])
        let on = ApprovalSwitch(rule: "A01", isOff: false, by: "管理员", reason: "已改", at: Fixtures.after(1))
        try await station.write { try $0.approvals.save(on) }
        #expect(try await station.read { try $0.approvals.switches() } == [on])
    }
}
