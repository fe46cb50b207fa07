import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Editions of the routing rules in the store")
struct RoutingStoreTests {
    private static func edition(_ number: Int, _ hash: String) throws -> RoutingEdition {
        let span = try #require(DaySpan("18:00-08:30"))
        return RoutingEdition(
            number: number, contentHash: hash, source: "version: \(number)\n",
            content: RoutingContent(
                version: "2026.\(number)",
                rules: [
                    RoutingRule(
                        id: "R1", conditions: [.destination(["DEU"]), .hours(span), .textAny(["护照"])],
                        lead: .unit("tax"), urgency: .expedited),
                    RoutingRule(id: "R9", conditions: [], lead: .matterUnit),
                ], reasons: ["R1": LocalizedText(zhHans: "因为", en: "because")]),
            note: "改一条", broughtAt: Fixtures.after(Double(number)), broughtBy: "admin")
    }

    @Test("an edition comes back as it was brought in; the newest publication is in force", arguments: Engine.allCases)
    func editions(engine: Engine) async throws {
        let station = try engine.open()
        let (one, two) = (try Self.edition(1, "aa"), try Self.edition(2, "bb"))
        #expect(try await station.read { try $0.routing.numberInForce() } == nil)
        try await station.write { tx in
            try tx.routing.hold()
            for edition in [one, two] {
                #expect(try tx.routing.nextNumber() == edition.number)
                try tx.routing.add(edition)
            }
            for number in [1, 2, 1] {
                try tx.routing.publish(number, at: Fixtures.after(60), by: "liaison", reason: "启用")
            }
        }
        let seen = try await station.read { tx in
            (
                try tx.routing.editions(limit: 9), try tx.routing.publications(limit: 2),
                try tx.routing.numberInForce(),
                try tx.routing.edition(contentHash: "bb"), try tx.routing.edition(3)
            )
        }
        #expect(seen.0 == [two, one] && seen.3 == two && seen.4 == nil)
        #expect(seen.1.map(\.sequence) == [3, 2] && seen.1.map(\.edition) == [1, 2] && seen.2 == 1)
    }

    @Test("the same content is one edition only, and nothing brought in is ever changed", arguments: Engine.allCases)
    func immutable(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { try $0.routing.add(try Self.edition(1, "aa")) }
        await #expect(throws: StoreError.self) {
            try await station.write { try $0.routing.add(try Self.edition(2, "aa")) }
        }
        await #expect(throws: StoreError.self) {
            try await station.write { try $0.routing.publish(7, at: Fixtures.after(1), by: "x", reason: "x") }
        }
    }

    @Test("tickets of a span are counted by filing time, its end left out", arguments: Engine.allCases)
    func counts(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        try await station.write { tx in
            try tx.companies.save(company)
            for second in [0.0, 10, 20] { try tx.file(Fixtures.filing(company.code), at: Fixtures.after(second)) }
        }
        let count = try await station.read {
            try $0.routing.countFiled(from: Fixtures.after(0), to: Fixtures.after(20))
        }
        #expect(count == 2)
    }
}
