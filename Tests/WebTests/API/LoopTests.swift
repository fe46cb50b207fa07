import Casework
import Foundation
import HealthCheck
import Testing

@Suite("The whole loop by API")
struct LoopTests {
    @Test("from the answers of a self-test to the stars for the answer, each step with its status")
    func wholeLoop() async throws {
        try await TestStation.run { house in
            let submitted = try await house.submit("tax")
            #expect(submitted.status == 201)
            let profile = try #require(submitted.json["profile"]["id"].text)
            #expect(submitted.location == "/api/v1/profiles/\(profile)")
            #expect(submitted.json["tickets"].count == 0)
            let warnings = submitted.json["warnings"].items
            #expect(!warnings.isEmpty && warnings.allSatisfy { $0["ticket"] == .null })
            let warning = try #require(warnings.first?["id"].text)

            let opened = try await house.api("POST", "/warnings/\(warning)/ticket", as: .company)
            #expect(opened.status == 201)
            let number = try #require(opened.json["ticket"].text)
            #expect(opened.location == "/api/v1/tickets/\(number)")
            let again = try await house.api("POST", "/warnings/\(warning)/ticket", as: .company)
            #expect(again.json["ticket"].text == number)

            func state() async throws -> String? {
                try await house.api("GET", "/tickets/\(number)", as: .company).json["state"].text
            }
            #expect(try await state() == "submitted")
            try await house.act(number, "acceptance", as: .liaison, #"{"lead":"tax","assisting":[]}"#)
            #expect(try await state() == "transferred")
            try await house.act(number, "acceptance", as: .tax)
            #expect(try await state() == "inProgress")
            try await house.act(
                number, "legs", as: .tax, #"{"unit":"entry-exit","question":"出入境记录是否一致？"}"#)
            try await house.act(number, "feedback", as: .tax, #"{"text":"太早"}"#, expecting: 409)
            try await house.act(number, "opinions", as: .entryExit, #"{"leg":1,"stance":"agree","text":"一致"}"#)
            try await house.act(number, "material-requests", as: .tax, #"{"text":"请补合同"}"#)
            #expect(try await state() == "awaitingMaterials")
            try await house.act(number, "materials", as: .company, #"{"text":"已寄出"}"#)
            #expect(try await state() == "inProgress")
            let answered = try await house.act(number, "feedback", as: .tax, #"{"text":"已经办妥"}"#)
            #expect(answered.json["state"].text == "answered")
            try await house.act(number, "confirmation", as: .company, #"{"resolution":"solved"}"#)
            let rated = try await house.act(number, "rating", as: .company, #"{"stars":5,"comment":"好"}"#)
            #expect(rated.json["state"].text == "closed")
            #expect(rated.json["rating"]["stars"].number == 5)
            #expect(rated.json["feedback"].text == "已经办妥")
            #expect(rated.tag == "\"10\"")
        }
    }

    @Test("the company's history keeps out what passes between units; the officers' has it all")
    func whoSeesWhat() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            try await house.act(number, "notes", as: .tax, #"{"text":"secret-note"}"#)
            try await house.act(number, "legs", as: .tax, #"{"unit":"entry-exit","question":"secret-question"}"#)
            try await house.act(
                number, "opinions", as: .entryExit, #"{"stance":"disagree","text":"secret-opinion"}"#)
            let returned = try await house.act(number, "returns", as: .tax, #"{"reason":"secret-return"}"#)
            #expect(returned.json["lead"].text == "liaison-desk")
            #expect(try await house.api("GET", "/tickets/\(number)", as: .tax).status == 404)
            try await house.act(number, "escalations", as: .liaison, #"{"reason":"secret-escalation"}"#)
            try await house.act(number, "acceptance", as: .liaison, #"{"lead":"tax","assisting":[]}"#)
            try await house.act(number, "acceptance", as: .tax)
            try await house.act(number, "messages", as: .tax, #"{"text":"open-message"}"#)

            let secrets = ["secret-note", "secret-question", "secret-opinion", "secret-return", "secret-escalation"]
            for path in ["/tickets/\(number)", "/tickets/\(number)/events", "/tickets?q=secret", "/notifications"] {
                let seen = try await house.api("GET", path, as: .company)
                #expect(seen.status == 200)
                for secret in secrets { #expect(!seen.text.contains(secret), "\(path) tells \(secret)") }
            }
            let own = try await house.page("/tickets/\(number)", as: .company)
            for secret in secrets { #expect(!own.text.contains(secret), "the page tells \(secret)") }
            #expect(own.text.contains("open-message"))
            let ticket = try await house.api("GET", "/tickets/\(number)", as: .company).json
            #expect(ticket["legs"] == .null && ticket["suggestion"] == .null)
            for person in [Person.liaison, .tax, .manager, .auditor] {
                let seen = try await house.api("GET", "/tickets/\(number)/events", as: person)
                for secret in secrets { #expect(seen.text.contains(secret), "\(person) misses \(secret)") }
            }
        }
    }

    @Test("danger to persons opens a ticket without being asked, expedited and only once")
    func danger() async throws {
        try await TestStation.run { house in
            let first = try await house.submit("staff", share: false)
            let tickets = first.json["tickets"].items.compactMap(\.text)
            #expect(!tickets.isEmpty)
            let number = try #require(tickets.first)
            let ticket = try await house.api("GET", "/tickets/\(number)", as: .liaison).json
            #expect(ticket["urgency"].text == "expedited")
            #expect(ticket["origin"].text == "warning")
            let second = try await house.submit("staff", share: false)
            #expect(Set(second.json["tickets"].items.compactMap(\.text)) == Set(tickets))
        }
    }

    @Test("officers read a profile only if the company shares it")
    func sharing() async throws {
        try await TestStation.run { house in
            for share in [true, false] {
                let answer = try await house.submit("tax", risky: false, share: share)
                let id = try #require(answer.json["profile"]["id"].text)
                #expect(answer.json["profile"]["grade"].text == "A")
                for person in Person.allCases {
                    let own = person == .company
                    let officer = share && [.liaison, .manager].contains(person)
                    let seen = try await house.api("GET", "/profiles/\(id)", as: person)
                    #expect(seen.status == (own || officer ? 200 : 404), "\(person)")
                }
            }
        }
    }

    @Test("notes with the visibility company are messages; merges and links stay within one company")
    func mergesAndLinks() async throws {
        try await TestStation.run { house in
            let first = try await house.file("第一件")
            let second = try await house.file("第二件")
            let foreign = try await house.file("别家的", as: .company2)
            let strange = try await house.act(
                first, "links", as: .liaison, #"{"ticket":"\#(foreign)"}"#, expecting: 422)
            #expect(strange.pointers == ["/ticket"])
            try await house.act(first, "links", as: .liaison, #"{"ticket":"\#(second)"}"#)
            try await house.act(first, "notes", as: .liaison, #"{"text":"您好","visibility":"company"}"#)
            let events = try await house.api("GET", "/tickets/\(first)/events", as: .company).json["items"]
            #expect(events.items.last?["kind"].text == "message")
            let merged = try await house.act(first, "merges", as: .liaison, #"{"ticket":"\#(second)"}"#)
            #expect(merged.json["state"].text == "merged" && merged.json["mergedInto"].text == second)
        }
    }

    @Test("refusal, withdrawal, reopening and a second answer")
    func otherEndings() async throws {
        try await TestStation.run { house in
            let refused = try await house.file("不归站里管")
            try await house.act(refused, "refusal", as: .liaison, #"{"reason":"请找法院"}"#)
            let reopened = try await house.act(refused, "reopening", as: .company, #"{"reason":"再看看"}"#)
            #expect(reopened.json["state"].text == "inProgress")
            try await house.act(refused, "feedback", as: .liaison, #"{"text":"已转告"}"#)
            try await house.act(refused, "confirmation", as: .company, #"{"resolution":"notSolved"}"#)
            try await house.act(refused, "releases", as: .liaison, #"{"leg":9,"reason":"无"}"#, expecting: 422)
            let withdrawn = try await house.file("不办了")
            let gone = try await house.act(withdrawn, "withdrawal", as: .company, #"{"reason":""}"#)
            #expect(gone.json["state"].text == "withdrawn" && gone.json["deadline"] == .null)
        }
    }
}
