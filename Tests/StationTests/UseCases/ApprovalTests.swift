import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Approval by rule")
struct ApprovalTests {
    private static func file(
        _ world: World, _ title: String = "查询出入境记录", urgency: Urgency = .normal, as person: Person = .owner
    ) async throws -> Ticket {
        try await world.station.fileTicket(
            TicketFiling(matter: "EE17", title: title, body: "投标用", urgency: urgency),
            by: try await world.principal(person)
        ).ticket
    }

    @Test("approved at once where the facts meet the rule, with rule, facts and dates; else a person decides")
    func facts() async throws {
        let world = try await World()
        #expect(try await Self.file(world).state == .submitted, "no papers were looked at")
        _ = try await world.station.act(
            on: try await Self.newest(world), version: nil, by: try await world.principal(.owner)
        ) { _ in .withdraw(reason: "") }
        let review = try await PreReviewTests.approve(world, try await PreReviewTests.handedIn(world))
        #expect(try await Self.file(world, "加急查询", urgency: .expedited).state == .submitted, "urgent")
        _ = try await world.station.act(
            on: try await Self.newest(world), version: nil, by: try await world.principal(.owner)
        ) { _ in .withdraw(reason: "") }
        let ticket = try await Self.file(world)
        #expect(ticket.state == .answered && ticket.approval?.rule == "A01")
        let grounds = try #require(ticket.approval?.grounds)
        #expect(grounds.map(\.condition) == ["origin", "papersFine", "noneOpen", "notRefused", "textNone"])
        #expect(grounds.first { $0.condition == "papersFine" }?.since == review.reviewedAt)
        let events = try await world.station.ticket(ticket.number, by: try await world.principal(.owner)).events
        #expect(events.map(\.event.action.kind) == [.file, .approve])
        let audit = try await world.station.database.read { try $0.audit.newest(limit: 20).map(\.action) }
        #expect(audit.contains("ticket.approve"))
        #expect(try await Self.file(world, "再查一次").state == .submitted, "another request is open")
    }

    private static func newest(_ world: World) async throws -> TicketNumber {
        try #require(
            try await world.station.tickets(
                TicketQuery(states: TicketState.open, limit: 1), by: world.principal(.owner)
            )
            .items.first?.ticket.number)
    }

    @Test("a text that needs a person goes to a person")
    func words() async throws {
        let world = try await World()
        _ = try await PreReviewTests.approve(world, try await PreReviewTests.handedIn(world))
        #expect(try await Self.file(world, "代查他人记录").state == .submitted)
    }

    @Test("a rule switched off approves nothing; only an administrator switches, and says why")
    func switching() async throws {
        let world = try await World()
        _ = try await PreReviewTests.approve(world, try await PreReviewTests.handedIn(world))
        let admin = try await world.principal(.administrator)
        await #expect(throws: StationError.notForRole) {
            try await world.station.switchApproval(
                "A01", isOff: true, reason: "停", by: try await world.principal(.manager))
        }
        await #expect(throws: StationError.invalid([FieldProblem("/reason", .missing)])) {
            try await world.station.switchApproval("A01", isOff: true, reason: " ", by: admin)
        }
        try await world.station.switchApproval("A01", isOff: true, reason: "复核有误", by: admin)
        #expect(try await Self.file(world).state == .submitted)
        let standing = try await world.station.approvalRules(by: admin).first { $0.card.rule.id == "A01" }
        #expect(standing?.isOff == true && standing?.change?.reason == "复核有误")
        let audit = try await world.station.database.read { try $0.audit.newest(limit: 20).map(\.action) }
        #expect(audit.contains("approval.switch-off"))
    }

    @Test("what is drawn waits for a person, whose finding is kept once; a wrong one is noted in the ticket")
    func review() async throws {
        let world = try await World()
        _ = try await PreReviewTests.approve(world, try await PreReviewTests.handedIn(world))
        let catalogue = try World.catalogue
        let owner = try await world.principal(.owner)
        var drawn: TicketNumber?
        for round in 0..<60 where drawn == nil {
            let ticket = try await Self.file(world, "第 \(round) 次")
            #expect(ticket.state == .answered)
            let isDrawn = ApprovalSample.draws(ticket.number, rule: "A01", percent: 20, seed: catalogue.approvals.seed)
            let list = try await world.station.drawnApprovals(
                isConcluded: false, by: try await world.principal(.liaison))
            #expect(list.contains { $0.ticket.number == ticket.number } == isDrawn)
            if isDrawn { drawn = ticket.number }
            _ = try await world.station.act(on: ticket.number, version: nil, by: owner) { _ in .confirm(.solved) }
        }
        let number = try #require(drawn)
        let desk = try await world.principal(.liaison)
        await #expect(throws: StationError.notForRole) {
            try await world.station.concludeApproval(of: number, .right, comment: "", by: owner)
        }
        await #expect(throws: StationError.invalid([FieldProblem("/comment", .missing)])) {
            try await world.station.concludeApproval(of: number, .wrong, comment: "", by: desk)
        }
        try await world.station.concludeApproval(of: number, .wrong, comment: "委托书缺签名", by: desk)
        await #expect(throws: StationError.stale(version: 0)) {
            try await world.station.concludeApproval(of: number, .right, comment: "", by: desk)
        }
        let notes = try await world.station.ticket(number, by: desk).events.compactMap { recorded in
            if case .note(let text) = recorded.event.action { text } else { nil }
        }
        #expect(notes.contains { $0.contains("委托书缺签名") })
        let done = try await world.station.drawnApprovals(isConcluded: true, by: desk)
        #expect(done.map(\.review.finding) == [.wrong] && done.first?.review.reviewer.isEmpty == false)
    }
}
