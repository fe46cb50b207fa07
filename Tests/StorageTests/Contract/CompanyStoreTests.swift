import Casework
import Foundation
import Station
import Testing

@Suite("Companies")
struct CompanyStoreTests {
    @Test("saving again replaces", arguments: Engine.allCases)
    func replacing(engine: Engine) async throws {
        let station = try engine.open()
        let renamed = try Fixtures.company(1, name: "改名后的公司", industry: "technology")
        try await station.write { tx in
            try tx.companies.save(try Fixtures.company(1))
            try tx.companies.save(renamed)
        }
        #expect(try await station.read { try $0.companies.company(renamed.code) } == renamed)
    }

    @Test("an unknown industry is refused", arguments: Engine.allCases)
    func industry(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1, industry: "piracy")
        await #expect(throws: StoreError.self) { try await station.write { try $0.companies.save(company) } }
    }

    @Test(
        "a search finds part of a name or code, whatever case or width, by name",
        arguments: Engine.allCases,
        [("ａｃｍｅ", [3]), ("有限", [1, 2]), ("ma0000003", [3]), ("100%", []), ("_", []), ("  ", [1, 2, 3])])
    func search(engine: Engine, example: (text: String, found: [Int])) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for index in 1...2 { try tx.companies.save(try Fixtures.company(index)) }
            try tx.companies.save(try Fixtures.company(3, name: "Acme Export"))
        }
        let found = try await station.read { try $0.companies.search(example.text, limit: 10) }
        #expect(Set(found.map(\.code)) == Set(try example.found.map(Fixtures.code)))
        #expect(found.map(\.name) == found.map(\.name).sorted())
        #expect(try await station.read { try $0.companies.search(example.text, limit: 1) } == Array(found.prefix(1)))
    }

    @Test("endpoints belong to their company and can be switched off", arguments: Engine.allCases)
    func endpoints(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        func endpoint(_ id: String, _ isEnabled: Bool) -> WebhookEndpoint {
            WebhookEndpoint(
                id: id, company: company.code, url: "https://example.com/\(id)", secret: "whsec_",
                previous: WebhookEndpoint.PreviousSecret(secret: "whsec_old", until: Fixtures.after(5)),
                kinds: [.ticketAnswered, .retestDue], rate: WebhookEndpoint.Rate(wished: 30, cap: 6),
                disabled: isEnabled ? nil : WebhookEndpoint.Disabling(.gone, at: Fixtures.monday))
        }
        let (on, off, other) = (endpoint("a", true), endpoint("a", false), endpoint("b", true))
        try await station.write { tx in
            try tx.companies.save(company)
            try tx.companies.save(on)
            try tx.companies.save(other)
            try tx.companies.save(off)
        }
        #expect(try await station.read { try $0.companies.endpoints(of: company.code) } == [off, other])
        #expect(try await station.read { try $0.companies.endpoint("b") } == other)
        #expect(try await station.read { try $0.companies.endpoint("c") } == nil)
        try await station.write { try $0.companies.deleteEndpoint("b") }
        #expect(try await station.read { try $0.companies.endpoints(of: company.code) } == [off])
    }
}
