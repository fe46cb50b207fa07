import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// The room for a company's papers under load: the whole use case over a real store, many at once.
@Suite("Papers put with several pre-reviews at once")
struct PaperRaceTests {
    private static let matters = (1...6).map { "EE0\($0)" }

    private static func open(_ store: TestStation) async throws -> (Station, Principal) {
        func text(_ text: String) -> LocalizedText { LocalizedText(zhHans: text, en: text) }
        let cards = matters.map { code in
            Matter(
                code: code, name: text(code), unit: "entry-exit", group: "travel", commonRank: nil, promise: .days(7),
                limit: nil, fee: nil, channels: ["window"], papers: [text("照片")], isGreenChannel: false,
                keywords: [], basis: [])
        }
        let rule = RoutingRule(id: "R", conditions: [], lead: .matterUnit)
        let catalogue = StationCatalogue(
            selfTests: [], units: [], matters: cards, routing: try #require(RoutingTable(version: "1", rules: [rule])),
            routingReasons: [:], policy: try Fixtures.policy, notices: [], locales: Locales([:]))
        let station = Station(
            catalogue: catalogue, database: try await store.engine, settings: StationSettings(baseURL: "http://t"),
            ambient: Ambient(
                now: { Fixtures.monday }, newID: { UUID().uuidString.lowercased() }, randomBytes: { _ in [] }))
        let code = try Fixtures.code(1)
        try await store.write { try $0.companies.save(try Fixtures.company(1)) }
        return (station, Principal(Fixtures.account("p1", roles: [.company], company: code)))
    }

    @Test("of many files that there is room for singly only as many are taken as fit", arguments: Engine.allCases)
    func room(engine: Engine) async throws {
        let picture = try #require(
            Data(
                base64Encoded:
                    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="))
        // Three rounds, so that luck does not hide a race.
        for _ in 0..<3 {
            let store = try engine.open()
            let (station, owner) = try await Self.open(store)
            let company = try #require(owner.company)
            var reviews: [String] = []
            for matter in Self.matters { reviews.append(try await station.beginPreReview(of: matter, by: owner).id) }
            let first = try #require(reviews.first)
            let taken = Station.evidenceQuota - picture.count - 10
            try await store.write { tx in
                let record = EvidenceRecord(
                    id: "large", company: company, selfTest: "pre-review", question: first, name: "a.png", type: "png",
                    size: taken, sha256: String(repeating: "0", count: 64), uploadedBy: "p1",
                    uploadedAt: Fixtures.monday)
                try tx.evidence.add(record, Data(count: 1))
            }
            let stored = await withTaskGroup(of: Bool.self) { group in
                for review in reviews {
                    group.addTask {
                        let done = try? await station.addPaperFile(
                            picture, named: "a.png", to: 0, of: review, version: nil, by: owner)
                        return done != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(stored == 1)
        }
    }
}
