import Casework
import Foundation
import Station
import Testing

/// What is plausible but not proven waits with its text until the desk has ruled.
struct RuleOnMailTests {
    private func mail(_ name: String, thread: String = "guess", _ text: String = "请加急") -> IncomingMail {
        var mail = IncomingMail(from: "boss@company.example", text: text)
        mail.messageID = "<\(name)@company.example>"
        mail.inReplyTo = "<\(thread)@station.example>"
        return mail
    }

    private func waiting(_ world: World) async throws -> [QuarantinedMail] {
        try await world.station.quarantinedMails(limit: 50, cursor: nil, by: try await world.principal(.liaison)).items
    }

    private func counts(_ world: World) async throws -> [InboundMail.Outcome: Int] {
        try await world.station.inboundCounts(by: try await world.principal(.liaison))
    }

    @Test("the desk is told, once an hour, and reads what the sender wrote and nothing of what was answered")
    func told() async throws {
        let world = try await World()
        let told = try await world.messages {
            for name in ["1", "2", "3"] {
                _ = try await world.station.take(mail(name, "正文 \(name)\n\n> 旧文"))
                world.clock.move(60)
            }
        }
        #expect(told.map(\.kind) == ["mail-quarantined.desk"])
        #expect(told.first?.payload.body.contains("正文") == false, "thin: the text stays on the station")
        #expect(try await waiting(world).map(\.text) == ["正文 3", "正文 2", "正文 1"])
        #expect(try await waiting(world).allSatisfy { $0.sender == "boss@company.example" && !$0.isCut })
        world.clock.move(3600)
        let later = try await world.messages { _ = try await world.station.take(mail("4")) }
        #expect(later.map(\.kind) == ["mail-quarantined.desk"])
        #expect(try await counts(world) == [.quarantined: 4])
    }

    @Test("accepted it is the company's message on its ticket, refused it is gone; what came in stays the sum")
    func rulings() async throws {
        let world = try await World()
        let desk = try await world.principal(.liaison)
        let number = try await world.started()
        let notice = try #require(try await world.messages().first { $0.kind == "ticket-accepted.company" })
        for name in ["1", "2", "3"] { _ = try await world.station.take(mail(name, thread: notice.id)) }
        let mails = try await waiting(world).sorted { $0.id < $1.id }
        #expect(mails.map(\.ticket) == [number, number, number])
        #expect(try await world.station.acceptMail(mails[0].id, on: nil, by: desk) == number)
        #expect(try await world.kinds(of: number).last == .message)
        try await world.station.refuseMail(mails[1].id, by: desk)
        #expect(try await counts(world) == [.accepted: 1, .refused: 1, .quarantined: 1])
        #expect(try await waiting(world) == [mails[2]])
        for id in [mails[0].id, mails[1].id, "none"] {
            await #expect(throws: StationError.notFound) { try await world.station.refuseMail(id, by: desk) }
        }
        let actions = try await world.audit().map(\.action)
        #expect(actions.contains("mail.accept") && actions.contains("mail.refuse"))
        #expect(try await world.station.take(mail("1", thread: notice.id)).outcome == .quarantined, "known: no second")
        #expect(try await counts(world).values.reduce(0, +) == 3)
    }

    @Test("a mail that answers nothing wants a ticket named, and one that cannot take it changes nothing")
    func named() async throws {
        let world = try await World()
        let desk = try await world.principal(.liaison)
        let number = try await world.started()
        _ = try await world.station.take(mail("1", String(repeating: "长", count: 5001)))
        let id = try #require(try await waiting(world).first).id
        #expect(try await waiting(world).first?.isCut == true)
        let unnamed = StationError.invalid([FieldProblem("/ticket", .missing)])
        await #expect(throws: unnamed) { try await world.station.acceptMail(id, on: nil, by: desk) }
        let absent = try #require(TicketNumber(year: 2026, sequence: 999))
        let unknown = StationError.invalid([FieldProblem("/ticket", .unknownTicket)])
        await #expect(throws: unknown) { try await world.station.acceptMail(id, on: absent, by: desk) }
        #expect(try await counts(world) == [.quarantined: 1])
        #expect(try await world.station.acceptMail(id, on: number, by: desk) == number)
    }

    @Test("only the desk reads and rules", arguments: [Person.owner, .tax, .manager, .auditor, .administrator])
    func access(person: Person) async throws {
        let world = try await World()
        let who = try await world.principal(person)
        _ = try await world.station.take(mail("1"))
        let id = try #require(try await waiting(world).first).id
        await #expect(throws: StationError.notForRole) {
            try await world.station.quarantinedMails(limit: 1, cursor: nil, by: who)
        }
        await #expect(throws: StationError.notForRole) { try await world.station.refuseMail(id, by: who) }
        await #expect(throws: StationError.notForRole) { try await world.station.acceptMail(id, on: nil, by: who) }
    }
}
