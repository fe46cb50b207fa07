import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Who is here, absences and hands, as pages and as API.
@Suite("The page of a unit's team")
struct TeamPageTests {
    private static func withColleague(_ house: TestStation) async throws -> (own: String, colleague: String) {
        try await house.station.addAccount(
            NewAccount(
                login: "tax-2", displayName: "税务同事小二", roles: [.unit], unit: "tax", company: nil,
                email: "tax-2@example.com", password: Person.password), hashing: PlainHashing())
        return try await house.station.database.read { tx in
            (
                try #require(try tx.accounts.account(login: "tax")).id,
                try #require(try tx.accounts.account(login: "tax-2")).id
            )
        }
    }

    @Test("an absence is entered, shown with its deputy, taken back and restored")
    func absence() async throws {
        try await TestStation.run { house in
            let (_, colleague) = try await Self.withColleague(house)
            let entered = try await house.form(
                "/team/absences", as: .tax,
                ["unit": "tax", "from": "2026-11-23", "to": "2026-11-25", "deputy": colleague])
            #expect(entered.status == 303)
            let page = try await house.page("/team", as: .tax)
            #expect(page.text.contains("由税务同事小二替班") && page.text.contains("<svg"))
            let id = try #require(
                try await house.api("GET", "/team", as: .tax).json["officers"].items
                    .first { $0["here"] == .flag(false) }?["absences"].items.first?["id"].text)
            let gone = try await house.form("/team/absences/\(id)/withdrawal", as: .tax, ["unit": "tax"])
            #expect(gone.location.contains("withdrawn=\(id)"))
            #expect(try await house.page(gone.location, as: .tax).text.contains("/team/absences/\(id)/restoration"))
            #expect(try await house.api("POST", "/team/absences/\(id)/restoration", as: .manager).status == 204)
            #expect(try await house.api("DELETE", "/team/absences/\(id)", as: .entryExit).status == 404)
        }
    }

    @Test("a mistake stays at its field, and what was typed stays")
    func mistakes() async throws {
        try await TestStation.run { house in
            let (_, colleague) = try await Self.withColleague(house)
            let page = try await house.form(
                "/team/absences", as: .tax,
                ["unit": "tax", "from": "2026-11-25", "to": "2026-11-24", "deputy": colleague])
            #expect(page.status == 422 && page.text.contains("末日早于首日") && page.field("from") == "2026-11-25")
            let bad = try await house.form("/team/absences", as: .tax, ["from": "gestern", "to": "", "deputy": ""])
            #expect(bad.status == 422 && bad.field("from") == "gestern")
            let api = try await house.api(
                "POST", "/team/absences", as: .tax,
                #"{"deputy":"nobody","from":"2026-11-24","to":"2026-11-24"}"#)
            #expect(api.status == 422 && api.pointers == ["/deputy"])
            #expect(try await house.page("/team?unit=entry-exit", as: .tax).status == 404)
            #expect(try await house.page("/team", as: .company).status == 403)
        }
    }

    @Test("a ticket says in whose hands it is and why, and a colleague takes it over; a company sees none of it")
    func holder() async throws {
        try await TestStation.run { house in
            let (own, colleague) = try await Self.withColleague(house)
            let number = try await house.file()
            try await house.act(number, "acceptance", as: .liaison, #"{"lead":"tax"}"#)
            let page = try await house.page("/tickets/\(number)", as: .tax)
            #expect(page.text.contains("在岗 2 人里他在办最少（0 件）"))
            let handed = try await house.form("/tickets/\(number)/holder", as: .tax, ["officer": colleague])
            #expect(handed.status == 303)
            #expect(try await house.api("GET", "/tickets/\(number)/holder", as: .tax).json["officer"].text == colleague)
            let back = try await house.api(
                "PUT", "/tickets/\(number)/holder", as: .manager, #"{"officer":"\#(own)"}"#)
            #expect(back.json["officer"].text == own)
            #expect(try await house.api("GET", "/tickets/\(number)/holder", as: .company).status == 403)
            #expect(!(try await house.page("/tickets/\(number)", as: .company).text.contains("承办人")))
        }
    }
}
