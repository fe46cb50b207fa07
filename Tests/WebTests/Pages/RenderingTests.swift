import Foundation
import HealthCheck
import Station
import Testing

@Suite("Every page in both languages")
struct RenderingTests {
    @Test("no placeholder is left over, every title has words, and the language is said", arguments: ["zh-Hans", "en"])
    func everyPage(language: String) async throws {
        try await TestStation.run { house in
            let scene = try await AccessTests.scene(house)
            let gaps = try await house.api(
                "POST", "/self-tests/supply-chain/submissions", as: .company,
                #"{"answers":{"\#(try Self.firstQuestion())":"unknown"},"consent":{"shareWithOfficers":true}}"#)
            // A review needs a draft; without one it leads to the newest profile.
            _ = try await house.api("PUT", "/self-tests/tax/draft", as: .company, #"{"answers":{}}"#)
            let pages: [(String, Person?)] = [
                ("/sign-in", nil), ("/help", nil), ("/privacy", nil), ("/nowhere", nil), ("/", .company),
                ("/", .company2),
                ("/self-tests", .company), ("/self-tests/tax", .company), ("/self-tests/staff", .company),
                ("/self-tests/tax/questions/staff-days", .company),
                ("/self-tests/tax/questions/money-before-filing?from=review", .company),
                ("/self-tests/tax/questions/agent-signs", .company), ("/self-tests/tax/review", .company),
                ("/profiles/\(scene.profile)?new=1", .company), ("/profiles/\(scene.profile)", .liaison),
                ("/profiles/\(scene.profile)/why", .company), ("/profiles/\(scene.profile)/why", .liaison),
                ("/profiles/\(scene.profile)/what-if", .company), ("/profiles/\(scene.profile)/report", .company),
                ("/profile", .company), ("/verify", nil), ("/verify?code=CS-261122-AAAA-AAAA-AAAA", nil),
                ("/verify?code=nonsense", nil), ("/plan", .company), ("/plan/print", .company),
                ("/consultations", .company), ("/consultations/new?profile=\(scene.profile)", .company),
                ("/self-tests/first-look", .company2),
                ("/profiles/\(gaps.json["profile"]["id"].text ?? "")", .company),
                ("/tickets", .company), ("/tickets", .liaison), ("/tickets?q=zz", .company), ("/tickets", .company2),
                ("/tickets/new", .company), ("/tickets/new?all=1", .liaison), ("/tickets/new?matter=TX05", .liaison),
                ("/tickets/\(scene.ticket)?new=1", .company), ("/tickets/\(scene.ticket)", .tax),
                ("/tickets/\(scene.ticket)", .auditor), ("/desk", .liaison),
                ("/desk?tab=all&done=\(scene.ticket)", .liaison), ("/tickets?state=overdue", .manager),
                ("/legs", .tax), ("/legs", .entryExit), ("/summary", .manager), ("/notifications", .manager),
                ("/notifications/\(scene.message)", .company), ("/notifications/replays", .liaison),
                ("/mails", .liaison),
                ("/notifications", .admin), ("/notices", .admin), ("/notices/ticket-answered.company", .admin),
                ("/inbox", .company), ("/inbox", .liaison), ("/me/notices", .company), ("/me/notices", .tax),
                ("/notifications", .company), ("/me", .company), ("/me", .admin), ("/desk", .company),
            ]
            for (path, person) in pages {
                let answer = try await house.page(path, as: person, ["Cookie": "lang=\(language)"])
                Self.expectWhole(answer, language, "\(path) \(person?.rawValue ?? "nobody")")
            }
        }
    }

    @Test("a ticket page is whole in every state, for everybody who reads it", arguments: ["zh-Hans", "en"])
    func everyState(language: String) async throws {
        try await TestStation.run { start in
            var house = start
            let number = try await house.file()
            func look(_ label: String) async throws {
                for person in [Person.company, .liaison, .tax, .manager, .auditor] {
                    let page = try await house.page("/tickets/\(number)", as: person, ["Cookie": "lang=\(language)"])
                    if page.status == 404, person == .tax { continue }
                    Self.expectWhole(page, language, "\(label) \(person)")
                }
            }
            try await look("submitted")
            try await house.act(number, "acceptance", as: .liaison, #"{"lead":"tax","assisting":["entry-exit"]}"#)
            try await look("transferred")
            try await house.act(number, "acceptance", as: .tax)
            try await look("inProgress")
            try await house.act(number, "opinions", as: .entryExit, #"{"stance":"disagree","text":"不"}"#)
            try await house.act(number, "material-requests", as: .tax, #"{"text":"补"}"#)
            try await look("awaitingMaterials")
            house = try await house.later(30 * 86_400)
            try await look("inProgress again")
            house = try await house.later(30 * 86_400)
            try await look("overdue, in a year that is not announced")
            try await house.act(number, "feedback", as: .tax, #"{"text":"好了"}"#)
            try await look("answered")
            try await house.act(number, "confirmation", as: .company, #"{"resolution":"solved"}"#)
            try await look("closed")
            try await house.act(number, "rating", as: .company, #"{"stars":1,"comment":"慢"}"#)
            try await look("rated")
            let refused = try await house.file("另一件")
            try await house.act(refused, "refusal", as: .liaison, #"{"reason":"不归"}"#)
            let other = try await house.page("/tickets/\(refused)", as: .company, ["Cookie": "lang=\(language)"])
            Self.expectWhole(other, language, "refused")
        }
    }

    private static func firstQuestion() throws -> String {
        let test = try #require(try TestStation.catalogue.selfTest("supply-chain"))
        return try #require(test.questions.first { $0.unknownRisk != nil }).id
    }

    private static func expectWhole(_ answer: Answer, _ language: String, _ name: String) {
        #expect([200, 403, 404, 422].contains(answer.status), "\(name)")
        #expect(answer.header("Content-Type") == "text/html; charset=utf-8", "\(name)")
        for leftover in ["[[", "]]", "{{", "}}", "Optional(", "nil)"] {
            #expect(!answer.text.contains(leftover), "\(name): \(leftover)")
        }
        let words = answer.title.components(separatedBy: " – ")
        #expect(words.count >= 2 && words.allSatisfy { !$0.trimmingCharacters(in: .whitespaces).isEmpty }, "\(name)")
        #expect(answer.text.contains("<html lang=\"\(language)\""), "\(name)")
        #expect(answer.text.firstMatch(of: /\{[a-zA-Z]+\}/) == nil, "\(name)")
        #expect(answer.text.contains("<h1") && answer.text.hasSuffix("</html>\n"), "\(name)")
    }

    @Test("every template is part of a page that a handler names, itself or through another template")
    func templatesAreUsed() throws {
        let web = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Web")
        let names = try FileManager.default.contentsOfDirectory(atPath: web.appending(path: "Templates").path)
            .filter { $0.hasSuffix(".mustache") }.map { String($0.dropLast(".mustache".count)) }
        var sources = ""
        for name in try FileManager.default.subpathsOfDirectory(atPath: web.path)
        where name.hasSuffix(".swift") || name.hasSuffix(".mustache") {
            sources += try String(contentsOf: web.appending(path: name), encoding: .utf8)
        }
        #expect(names.count > 20)
        for name in names {
            let isUsed = ["\"\(name)\"", "{{> \(name)}}", "{{<\(name)}}"].contains { sources.contains($0) }
            #expect(isUsed, "\(name)")
        }
    }

    @Test("the reader's size, contrast and language are kept in cookies and shown on the page")
    func readingChoices() async throws {
        try await TestStation.run { house in
            let answer = try await house.page("/reading/size?to=largest&contrast=high&back=/help", as: nil)
            #expect(answer.status == 303 && answer.location == "/help")
            let page = try await house.page("/help", as: nil, ["Cookie": "size=largest; contrast=high; lang=en"])
            #expect(page.text.contains("data-size=\"largest\" data-contrast=\"high\""))
            let odd = try await house.page("/help", as: nil, ["Cookie": "size=\"><x; contrast=; lang=fr"])
            #expect(odd.status == 200 && odd.text.contains("lang=\"zh-Hans\"") && !odd.text.contains("<x"))
            #expect(try await house.page("/help?lang=en", as: nil).text.contains("<html lang=\"en\""))
            let english = try await house.page("/help", as: nil, ["Accept-Language": "en-US,en;q=0.8"])
            #expect(english.text.contains("<html lang=\"en\""))
        }
    }
}
