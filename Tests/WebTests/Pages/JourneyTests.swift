import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("The whole loop by page")
struct JourneyTests {
    /// Presses a button of the ticket page: the form's hidden fields and what is typed.
    private static func press(
        _ house: TestStation, _ number: String, _ noun: String, as person: Person,
        _ fields: Fields = [:]
    ) async throws -> Answer {
        let page = try await house.page("/tickets/\(number)", as: person)
        let isOffered = page.text.contains("action=\"/tickets/\(number)/\(noun)\"")
        #expect(isOffered, "\(person) is not offered \(noun)")
        let hidden = [("version", page.field("version") ?? ""), ("idempotencyKey", page.field("idempotencyKey") ?? "")]
        return try await house.form(
            "/tickets/\(number)/\(noun)", as: person,
            Fields(hidden + fields.pairs))
    }

    @Test("question by question to the profile, from a warning to a ticket, and round to the stars")
    func wholeLoop() async throws {
        try await TestStation.run { house in
            let test = try #require(try TestStation.catalogue.selfTest("tax"))
            let values = try TestStation.answers("tax", risky: true)
            for question in test.questions {
                let id = question.id
                // A date needs the page to hand over three fields; the form here knows the kinds of one field.
                if case .date = question.kind { continue }
                guard let value = values[id] else { continue }
                let field: (String, String) =
                    switch value {
                    case .text(let text): ("answer", text)
                    case .list(let list): ("answers[]", list[0])
                    case .number(let number): ("number", "\(number)")
                    case .rows: ("rows", "")
                    }
                let answer = try await house.form(
                    "/self-tests/tax/questions/\(id)", as: .company, Fields([field, ("then", "next")]))
                #expect(answer.status == 303, "\(id): \(value)")
                #expect(answer.location.hasPrefix("/self-tests/tax"))
            }
            let review = try await house.page("/self-tests/tax/review", as: .company)
            let asked = test.asked(values, in: house.station.answerContext(at: house.clock.now))
            #expect(asked.allSatisfy { review.text.contains($0.text.zhHans) })
            let key = try #require(review.field("idempotencyKey"))
            let fields: Fields = ["idempotencyKey": key, "keep": "yes", "share": "yes"]
            let sent = try await house.form("/self-tests/tax/submissions", as: .company, fields)
            #expect(sent.status == 303 && sent.location.hasPrefix("/profiles/"))
            let twice = try await house.form("/self-tests/tax/submissions", as: .company, fields)
            #expect(twice.status == 303 && twice.location == sent.location)

            let profile = try await house.page(sent.location, as: .company)
            let path = try #require(profile.text.firstMatch(of: /action="(\/profiles\/[^"]+\/ticket)"/)?.1)
            let opened = try await house.form(String(path), as: .company, ["idempotencyKey": "w"])
            #expect(opened.status == 303)
            let number = String(try #require(opened.location.firstMatch(of: /\/tickets\/([0-9-]+)\?new=1/)?.1))
            let filed = try await house.page(opened.location, as: .company)
            #expect(filed.status == 200 && filed.text.contains("confirmation__number"))

            let steps: [(String, Person, Fields, String)] = [
                ("acceptance", .liaison, ["lead": "tax"], "transferred"),
                ("acceptance", .tax, [:], "inProgress"),
                ("legs", .tax, ["unit": "entry-exit", "question": "核对？"], "inProgress"),
                ("opinions", .entryExit, ["leg": "1", "stance": "conditional", "text": "可以"], "inProgress"),
                ("material-requests", .tax, ["text": "请补合同"], "awaitingMaterials"),
                ("materials", .company, ["text": "已寄"], "inProgress"),
                ("notes", .tax, ["text": "内部话"], "inProgress"),
                ("messages", .company, ["text": "请问进度"], "inProgress"),
                ("feedback", .tax, ["text": "已办妥"], "answered"),
                ("confirmation", .company, ["resolution": "partlySolved"], "closed"),
                ("rating", .company, ["stars": "4", "comment": "谢谢"], "closed"),
            ]
            for (noun, person, fields, state) in steps {
                let answer = try await Self.press(house, number, noun, as: person, fields)
                #expect(answer.status == 303, "\(noun)")
                let isTriage = noun == "acceptance" && person == .liaison
                #expect(answer.location == (isTriage ? "/desk?done=\(number)" : "/tickets/\(number)"))
                let ticket = try await house.api("GET", "/tickets/\(number)", as: .liaison).json
                #expect(ticket["state"].text == state, "\(noun)")
            }
            let end = try await house.page("/tickets/\(number)", as: .company)
            #expect(end.text.contains("已办妥") && !end.text.contains("内部话") && !end.text.contains("核对？"))
        }
    }

    @Test("a unit that gives a ticket back goes on with its own list")
    func givesBack() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let answer = try await Self.press(house, number, "returns", as: .tax, ["reason": "不归我们管"])
            #expect(answer.status == 303 && answer.location == "/legs")
            #expect(try await house.page("/legs", as: .tax).status == 200)
        }
    }

    @Test("a page that is out of date comes again with the typed text, the reason and the new version")
    func stalePage() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let seen = try await house.page("/tickets/\(number)", as: .tax)
            #expect(seen.field("version") == "3")
            try await house.act(number, "messages", as: .company, #"{"text":"还有一事"}"#)
            let answer = try await house.form(
                "/tickets/\(number)/feedback", as: .tax,
                ["version": "3", "idempotencyKey": "old", "text": "写了很久的答复"])
            #expect(answer.status == 412)
            #expect(answer.text.contains(">写了很久的答复</textarea>") && answer.text.contains("还有一事"))
            #expect(answer.field("version") == "4" && answer.field("idempotencyKey") != "old")
            #expect(answer.text.contains("role=\"alert\"") && answer.title.hasPrefix("错误"))
            let again = try await house.form(
                "/tickets/\(number)/feedback", as: .tax,
                ["version": "4", "idempotencyKey": answer.field("idempotencyKey") ?? "", "text": "写了很久的答复"])
            #expect(again.status == 303)
        }
    }

    @Test("an empty or refused action shows the page again with the message, and nothing has happened")
    func refusedActions() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let empty: [(String, Person, Int)] = [
                ("feedback", .tax, 422), ("notes", .tax, 422), ("returns", .tax, 422), ("legs", .tax, 422),
                ("transfers", .tax, 422), ("material-requests", .tax, 422), ("messages", .company, 422),
                ("merges", .liaison, 422), ("refusal", .liaison, 409), ("confirmation", .company, 422),
                ("rating", .company, 422), ("opinions", .entryExit, 404),
            ]
            for (noun, person, status) in empty {
                let answer = try await house.form("/tickets/\(number)/\(noun)", as: person, ["version": "3"])
                #expect(answer.status == status, "\(noun)")
                if status != 404 { #expect(answer.text.contains("error-summary"), "\(noun)") }
            }
            let unknown = try await house.form(
                "/tickets/\(number)/legs", as: .tax, ["version": "3", "unit": "moon", "question": "在吗"])
            #expect(unknown.status == 422 && unknown.text.contains(">在吗</textarea>"))
            let long = String(repeating: "长", count: 5001)
            let tooLong = try await house.form("/tickets/\(number)/notes", as: .tax, ["version": "3", "text": long])
            #expect(tooLong.status == 422 && tooLong.text.contains(long))
            #expect(try await house.tag(number) == "\"3\"")
        }
    }

    @Test("a key used for another text is no dead end: the page comes again with what was typed")
    func reusedKey() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            let fields: Fields = ["version": "1", "idempotencyKey": "k", "text": "第一句"]
            #expect(try await house.form("/tickets/\(number)/messages", as: .company, fields).status == 303)
            #expect(try await house.form("/tickets/\(number)/messages", as: .company, fields).status == 303)
            #expect(try await house.tag(number) == "\"2\"")
            let other = try await house.form(
                "/tickets/\(number)/messages", as: .company,
                ["version": "1", "idempotencyKey": "k", "text": "第二句"])
            #expect(other.status == 412 && other.text.contains(">第二句</textarea>"))
            #expect(other.field("version") == "2" && other.field("idempotencyKey") != "k")
        }
    }
}
