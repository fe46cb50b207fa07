import Casework
import Foundation
import Station
import Testing

/// Preferences, quiet hours, digests, storms: who hears how often, and that nothing gets lost on the way.
struct NoticeChoiceTests {
    private static let owner = "owner@company.example"

    private func choose(_ world: World, _ preferences: NoticePreferences) async throws {
        try await world.station.chooseNotices(preferences, by: try await world.principal(.owner))
    }

    @Test("whoever wants no mail hears on the station all the same")
    func withoutMail() async throws {
        let world = try await World()
        try await choose(world, NoticePreferences(usesMail: false))
        let sent = try await world.messages { _ = try await world.file() }
        #expect(sent.map(\.kind) == ["ticket-submitted.desk"])
        let owner = try await world.principal(.owner)
        // The owner filed it, and need not be told of it on the station.
        #expect(try await world.station.unreadCount(by: owner) == 0)
        let number = try #require(sent.first?.ticket)
        try await world.act(.accept(lead: "tax", assisting: [], rule: nil), on: number, as: .liaison)
        let inbox = try await world.station.inbox(limit: 9, cursor: nil, by: owner).items
        #expect(inbox.map(\.kind) == ["ticket-accepted.company"] && inbox.first?.path == "/tickets/\(number)")
        let id = try #require(inbox.first?.id)
        #expect(try await world.station.readInboxItem(id, by: owner) == "/tickets/\(number)")
        #expect(try await world.station.unreadCount(by: owner) == 0)
        let stranger = try await world.principal(.stranger)
        await #expect(throws: StationError.notFound) { try await world.station.readInboxItem(id, by: stranger) }
    }

    @Test("in quiet hours notices wait and come together when they end; what is urgent comes at once")
    func quietHours() async throws {
        let world = try await World()
        let calendar = world.station.catalogue.policy.calendar
        let minute = Int(
            world.clock.now.timeIntervalSince(calendar.date(calendar.day(of: world.clock.now), minute: 0)) / 60)
        let quiet = try #require(NoticePreferences.Quiet(from: minute, to: (minute + 60) % 1440))
        try await choose(world, NoticePreferences(quiet: quiet))
        let number = try await world.started()
        try await world.act(.requestMaterials(text: "发票"), on: number, as: .tax)
        let entries = try await world.entries(to: Self.owner)
        let urgent = entries.filter { $0.message.kind == "materials-requested.company" }
        #expect(urgent.map(\.state) == [.waiting] && urgent.allSatisfy { $0.message.notBefore == $0.message.createdAt })
        let digests = entries.filter { $0.message.kind == "digest" }
        #expect(digests.count == 1)
        let digest = try #require(digests.first)
        #expect(digest.message.notBefore.timeIntervalSince(digest.message.createdAt) > 59 * 60)
        let folded = entries.filter { $0.state == .folded }
        #expect(folded.map(\.message.kind) == ["ticket-submitted.company", "ticket-accepted.company"])
        #expect(folded.allSatisfy { $0.foldedInto == digest.message.id })
        #expect(digest.message.payload.subject == "60 分钟内 2 项变化")
        for message in folded { #expect(digest.message.payload.body.contains(message.message.payload.subject)) }
    }

    @Test(
        "a storm is told in one: after fifteen notices in ten minutes the rest come together, none is lost (glpi #14661)"
    )
    func storm() async throws {
        let world = try await World()
        let number = try await world.started()
        for index in 0..<25 { try await world.act(.message(text: "第 \(index) 句"), on: number, as: .tax) }
        let entries = try await world.entries(to: Self.owner)
        #expect(entries.filter { $0.state == .waiting && $0.message.kind != "digest" }.count == 15)
        let digest = try #require(entries.first { $0.message.kind == "digest" })
        let folded = entries.filter { $0.state == .folded }
        #expect(folded.count == 12 && folded.allSatisfy { $0.foldedInto == digest.message.id })
        #expect(digest.message.payload.subject == "10 分钟内 12 项变化")
        #expect(digest.message.notBefore == digest.message.createdAt + 600)
    }

    @Test("a digest that names thirty counts the rest, and says so to the last")
    func longDigest() async throws {
        let world = try await World()
        let number = try await world.started()
        for index in 0..<60 { try await world.act(.message(text: "第 \(index) 句"), on: number, as: .tax) }
        let entries = try await world.entries(to: Self.owner)
        let digest = try #require(entries.first { $0.message.kind == "digest" })
        let folded = entries.filter { $0.state == .folded }.count
        let payload = digest.message.payload
        #expect(folded == 47 && payload.subject == "10 分钟内 47 项变化")
        #expect(payload.body.components(separatedBy: "\n· ").count == 31)
        #expect(payload.body.hasPrefix(payload.subject) && payload.body.contains("17"))
    }

    @Test("who wants a daily digest gets one mail at half past eight")
    func daily() async throws {
        let world = try await World()
        try await choose(world, NoticePreferences(pace: .daily))
        _ = try await world.started()
        let digest = try #require(try await world.entries(to: Self.owner).first { $0.message.kind == "digest" })
        let calendar = world.station.catalogue.policy.calendar
        let day = calendar.day(of: digest.message.notBefore)
        #expect(digest.message.notBefore == calendar.date(day, minute: 510))
        #expect(digest.message.notBefore > world.clock.now)
    }

    @Test("quiet hours over midnight end in the morning")
    func overMidnight() throws {
        #expect(NoticePreferences.Quiet(from: 1320, to: 1320) == nil)
        #expect(NoticePreferences.Quiet(from: 0, to: 1440) == nil)
        #expect(NoticePreferences.Quiet(from: 1320, to: 450) != nil)
    }
}
