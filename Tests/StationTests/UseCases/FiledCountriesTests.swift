import Casework
import Foundation
import Station
import Testing

/// The countries a need is about, as who files it says.
@Suite("Countries named when filing")
struct FiledCountriesTests {
    /// What concerns Thailand goes to foreign affairs.
    private static func publish(_ world: World) async throws {
        let admin = try await world.principal(.administrator)
        try await world.station.adoptRouting()
        let source = world.station.catalogue.routingSource.replacing(
            "rules:\n",
            with: """
                rules:
                  - id: R00
                    when: { destination: [THA] }
                    lead: foreign-affairs
                    reason: { zh-Hans: 泰国的事先给外办看。, en: Foreign Affairs sees Thailand first. }

                """, maxReplacements: 1)
        let edition = try await world.station.bringRouting(source, note: "泰国", by: admin)
        _ = try await world.station.publishRouting(edition.number, reason: "试", by: admin)
    }

    private static func file(
        _ world: World, _ countries: [String], title: String = "退税申报被退回", as person: Person = .owner
    ) async throws -> Ticket {
        try await world.station.fileTicket(
            TicketFiling(
                matter: "TX05", title: title, body: "二", origin: person == .owner ? .portal : .hotline,
                company: person == .owner ? nil : try world.code(.owner), countries: countries),
            by: try await world.principal(person)
        ).ticket
    }

    @Test("codes and names are taken, kept with the filing, and route; the explanation says where each came from")
    func routed() async throws {
        let world = try await World()
        try await Self.publish(world)
        for person in [Person.owner, .liaison] {
            let ticket = try await Self.file(world, ["", "越南", "泰国", " tha "], as: person)
            #expect(ticket.filing.countries == ["VNM", "THA"])
            #expect(ticket.filing.suggestion.lead == "foreign-affairs")
            #expect(ticket.filing.suggestion.matched == ["country=THA"])
        }
        let mentioned = try await Self.file(world, ["VNM"], title: "去泰国出差")
        #expect(mentioned.filing.suggestion.matched == ["destination=THA"])
        let none = try await Self.file(world, [])
        #expect(none.filing.countries == nil && none.filing.suggestion.rule != "R00")
    }

    @Test("a ticket that turns out to be another matter keeps them, and other rules are tried with them")
    func kept() async throws {
        let world = try await World()
        let before = try await Self.file(world, ["THA"])
        #expect(before.filing.suggestion.rule != "R00")
        try await Self.publish(world)
        world.clock.move(60)
        let trial = try await world.station.tryRouting(2, days: 30, by: try await world.principal(.administrator))
        #expect(trial.comparison.named.isEmpty && trial.against == 2)
        let back = try await world.station.tryRouting(1, days: 30, by: try await world.principal(.administrator))
        #expect(back.comparison.named.map(\.before.matched) == [["country=THA"]])

        let other = RoutingDecision(rule: "", lead: "entry-exit", assisting: [], urgency: .normal, matched: [])
        try await world.act(
            .reclassify(matter: "EE05", suggestion: other, reason: "其实是签注"), on: before.number, as: .liaison)
        let after = try await world.ticket(before.number)
        #expect(after.filing.matter == "EE05" && after.filing.countries == ["THA"])
        #expect(after.filing.suggestion.rule == "R00" && after.filing.suggestion.matched == ["country=THA"])
    }

    @Test("what is no country is told at its place; so are too many")
    func refused() async throws {
        let world = try await World()
        await #expect(throws: StationError.invalid([FieldProblem("/countries/1", .unknownCountry("亚特兰蒂斯"))])) {
            try await Self.file(world, ["THA", "亚特兰蒂斯"])
        }
        await #expect(throws: StationError.invalid([FieldProblem("/countries", .tooMany(limit: 10))])) {
            try await Self.file(world, Array(repeating: "THA", count: 11))
        }
    }

    @Test("several in one field are parted by what people write between them; a comma within a name is part of it")
    func oneField() async throws {
        let station = try await World().station
        let cases = [
            ("泰国、越南", ["泰国", "越南"]), ("THA; VNM", ["THA", " VNM"]), ("泰国，越南,德国", ["泰国", "越南", "德国"]),
            ("Taiwan, China", ["Taiwan, China"]), (" 、 ", []), ("", []),
        ]
        for (text, expected) in cases { #expect(station.countries(in: text) == expected, "\(text)") }
    }

    @Test("a filing stored before there were countries is read as it was, and one without any is written as before")
    func stored() async throws {
        let world = try await World()
        let filing = try await Self.file(world, []).filing
        let text = String(decoding: try JSONEncoder().encode(filing), as: UTF8.self)
        #expect(!text.contains("countries"))
        #expect(try JSONDecoder().decode(Filing.self, from: Data(text.utf8)) == filing)
    }
}
