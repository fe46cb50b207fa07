import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Every security event leaves who, what and with what result; nobody forges one.
struct AuditTests {
    @Test("sign-ins are recorded, refused ones too")
    func signIns() async throws {
        let world = try await World()
        try await world.signIn(.liaison)
        _ = try? await world.signIn(.liaison, password: "wrong")
        let entries = try await world.audit().filter { $0.action == "session.open" }
        #expect(Set(entries.map(\.result)) == ["ok", "refused"])
        #expect(entries.allSatisfy { $0.who == "liaison" && $0.subject == "liaison" && $0.at == world.clock.now })
    }

    @Test(
        "what somebody types as a login cannot forge a line", arguments: ["\n", "\r\n", "\u{2028}", "\u{85}", "\u{0}"])
    func forgery(separator: String) async throws {
        let world = try await World()
        let login = "x\(separator)2026 admin ok" + String(repeating: "y", count: 5000)
        _ = try? await world.station.signIn(login: login, password: "x", address: "a", hashing: world.hashing)
        let entry = try #require(try await world.audit().first { $0.result == "refused" })
        #expect(!entry.who.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(!entry.who.contains("\u{2028}"))
        #expect(entry.who.count <= 200)
    }

    @Test("each act on a ticket is recorded with who did it, the clock's as the system's")
    func acts() async throws {
        let world = try await World()
        let number = try await world.started()
        try await world.act(.requestMaterials(text: "发票"), on: number, as: .tax)
        world.clock.move(60 * 86_400)
        _ = try await world.station.runDeadlineClock()
        let entries = try await world.audit().filter { $0.subject == number.description }
        #expect(
            Set(entries.map { "\($0.who) \($0.action)" }) == [
                "owner ticket.file", "liaison ticket.accept", "tax ticket.take", "tax ticket.requestMaterials",
                "system ticket.missDeadline",
            ])
    }

    @Test("an officer's look at a profile is recorded, a company's look at its own is not")
    func looks() async throws {
        let world = try await World()
        let record = try await world.submit(share: true).record
        let code = try world.code(.owner)
        func looks() async throws -> [String] {
            try await world.audit().filter { $0.action == "profile.read" }.map { "\($0.who) \($0.subject)" }.sorted()
        }
        let owner = try await world.principal(.owner)
        _ = try await world.station.profile(record.id, by: owner)
        _ = try await world.station.companyProfile(code, by: owner)
        _ = try await world.station.trend(code, by: owner)
        #expect(try await looks() == [])
        _ = try await world.station.profile(record.id, by: try await world.principal(.manager))
        _ = try await world.station.companyProfile(code, by: try await world.principal(.liaison))
        #expect(try await looks() == ["liaison \(code)", "manager \(record.id)"])
    }
}
