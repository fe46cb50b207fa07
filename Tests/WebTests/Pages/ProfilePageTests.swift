import Casework
import Foundation
import HealthCheck
import Station
import Testing

@testable import Web

@Suite("The profile and what stands behind it")
struct ProfilePageTests {
    @Test("page and API name the same improvement, and the real scoring gives what it promises")
    func improvement() async throws {
        try await TestStation.run { house in
            let id = try await house.profile { $0.impact.rawValue >= 4 }
            let profile = try await house.api("GET", "/profiles/\(id)", as: .company).json["profile"]
            let promised = profile["improvement"]
            let grade = try #require(promised["grade"].text)
            let page = try await house.page("/profiles/\(id)", as: .company).text
            #expect(page.contains("做到这 \(promised["answers"].count) 条，可到 \(grade)"))
            let changes = promised["answers"].items.map {
                "\"\($0["question"].text ?? "")\":\(Self.text($0["answer"]))"
            }
            let tried = try await house.api(
                "POST", "/profiles/\(id)/what-if", as: .company, "{\"answers\":{\(changes.joined(separator: ","))}}")
            #expect(tried.status == 200, "\(tried.text)")
            #expect(tried.json["grade"].text == grade)
            #expect(tried.json["score"].number == promised["score"].number)
            #expect(tried.json.at("issued", "grade") == profile["grade"])
        }
    }

    @Test("the link of the improvement opens the simulator filled in, with the same result")
    func prefilled() async throws {
        try await TestStation.run { house in
            let id = try await house.profile { $0.impact.rawValue >= 4 }
            let profile = try await house.api("GET", "/profiles/\(id)", as: .company).json["profile"]
            let page = try await house.page("/profiles/\(id)", as: .company).text
            let link = try #require(page.firstMatch(of: /href="(\/profiles\/[^"]+\/what-if\?[^"]+)"/))
            let opened = try await house.page(String(link.1).replacing("&amp;", with: "&"), as: .company)
            #expect(opened.status == 200)
            let then = profile["improvement"]
            let words =
                "现在 \(profile["grade"].text ?? "") → 假设 \(then["grade"].text ?? ""), "
                .replacing(", ", with: "，")
                + "\(NumberText.score(profile["score"].number ?? -1)) → \(NumberText.score(then["score"].number ?? -1))"
            #expect(opened.text.contains(words), "\(words)")
        }
    }

    @Test("why page and API say the same numbers, down to the answer")
    func explanation() async throws {
        try await TestStation.run { house in
            let id = try await house.profile { $0.impact.rawValue >= 4 }
            let json = try await house.api("GET", "/profiles/\(id)/explanation", as: .company).json
            let profile = try await house.api("GET", "/profiles/\(id)", as: .company).json["profile"]
            let page = try await house.page("/profiles/\(id)/why", as: .company).text
            #expect(json["score"] == profile["score"] && json["grade"] == profile["grade"])
            #expect(page.contains("为什么是 \(NumberText.score(try #require(json["score"].number))) 分？"))
            #expect(page.contains(try #require(json.at("formula", "words").text)))
            var pulls = 0.0
            for dimension in json["dimensions"].items {
                pulls += try #require(dimension["pull"].number)
                var inner = 0.0
                for question in dimension["questions"].items {
                    let name = try #require(question["id"].text)
                    inner += question["pull"].number ?? 0
                    guard question["state"].text == "answered" else {
                        #expect(page.contains("<li id=\"q-\(name)\">"), "\(name) is not listed")
                        continue
                    }
                    let start = try #require(page.range(of: "<li class=\"why-line\" id=\"q-\(name)\">"))
                    let line = page[start.upperBound...].prefix { $0 != "§" }.prefix(2_500)
                    let risk = NumberText.score(try #require(question["risk"].number).roundedHalfUp)
                    #expect(line.contains("<b class=\"num\">\(risk)</b>"), "\(name)")
                    #expect(line.contains(SVG.escaped(question.at("source", "text").text ?? "?")), "\(name)")
                }
                // Where nothing lifts, also where one of two sides is safe, nothing pulls.
                let whole = (dimension["exact"].number ?? 0) > 1e-9 ? 1.0 : 0
                #expect(abs(inner - whole) < 1e-9, "\(dimension["id"].text ?? ""): \(inner)")
            }
            #expect(abs(pulls - 1) < 1e-9)
        }
    }

    @Test("questions that were not asked, do not apply or were left out are listed as such")
    func states() async throws {
        try await TestStation.run { house in
            var answers = try TestStation.asked("tax") { _ in false }
            let left = try #require(answers.keys.sorted().first)
            answers[left] = nil
            let submitted = try await house.api(
                "POST", "/self-tests/tax/submissions", as: .company,
                #"{"answers":\#(jsonText(answers)),"consent":{}}"#)
            let id = try #require(submitted.json.at("profile", "id").text)
            let json = try await house.api("GET", "/profiles/\(id)/explanation", as: .company).json
            let states = Set(json["dimensions"].items.flatMap { $0["questions"].items }.compactMap { $0["state"].text })
            #expect(states.isSuperset(of: ["answered", "unanswered", "not-asked", "not-scored"]))
            let page = try await house.page("/profiles/\(id)/why", as: .company).text
            for word in ["未答", "没有问到", "只作参考"] { #expect(page.contains(word)) }
        }
    }

    @Test("too little data: not rated, and which questions")
    func notRated() async throws {
        try await TestStation.run { house in
            let all = try TestStation.asked("tax") { _ in false }
            let first = try #require(try TestStation.catalogue.selfTest("tax")?.questions.first)
            let submitted = try await house.api(
                "POST", "/self-tests/tax/submissions", as: .company,
                #"{"answers":\#(jsonText(all.filter { $0.key == first.id })),"consent":{}}"#)
            let id = try #require(submitted.json.at("profile", "id").text)
            for path in ["", "/why", "/what-if"] {
                #expect(try await house.page("/profiles/\(id)\(path)", as: .company).status == 200)
            }
            let page = try await house.page("/profiles/\(id)", as: .company).text
            #expect(page.contains("资料不足，不予评级") && !page.contains("class=\"score__value\""))
            let json = try await house.api("GET", "/profiles/\(id)", as: .company).json["profile"]
            #expect(json["score"] == .null && json["improvement"] == .null && json["sensitivity"] == .null)
        }
    }

    @Test("the country block stands apart with its source, and the score does not contain it")
    func exposure() async throws {
        try await TestStation.run { house in
            let id = try await house.profile()
            let json = try await house.api("GET", "/profiles/\(id)", as: .company).json["profile"]
            let exposure = json["exposure"]
            #expect(exposure["risk"].number == 3.8, "Viet Nam alone, INFORM 2020")
            #expect(exposure["concentration"].number == 10_000)
            let page = try await house.page("/profiles/\(id)", as: .company).text
            #expect(page.contains("目的地风险") && page.contains("INFORM"))
            #expect(page.contains("不计入上面的分数和等级"))
        }
    }

    @Test("risk map and matrix are real tables with a number and a word in every cell")
    func tables() async throws {
        try await TestStation.run { house in
            let page = try await house.page("/profiles/\(try await house.profile())", as: .company).text
            #expect(
                page.contains("<table class=\"table heat risk-map\">")
                    && page.contains("<table class=\"table matrix\">"))
            let cells = page.matches(of: /<td data-heat="([0-4])"><a href="([^"]+)"[^>]*>(.*?)<\/a>/)
            #expect(cells.count > 20)
            for cell in cells {
                #expect(cell.2.contains("/why?open=") && cell.2.contains("#q-"))
                #expect(cell.3.firstMatch(of: /\d\.\d<\/span>.*<b>\d+\.\d<\/b> (很低|较低|中等|较高|很高)/) != nil)
            }
            #expect(page.matches(of: /<td data-level="(low|medium|high|severe)" data-likelihood="[^"]+"/).count == 25)
        }
    }

    @Test("the overall profile: own, shared with officers, nobody else's")
    func overall() async throws {
        try await TestStation.run { house in
            let id = try await house.profile()
            let code = house.codes[.company]?.description ?? ""
            let own = try await house.page("/profile", as: .company)
            #expect(own.status == 200 && own.text.contains("企业体检画像") && own.text.contains("/profiles/\(id)"))
            #expect(own.text.contains("还没有结果"))
            #expect(try await house.page("/profile", as: .liaison).status == 403)
            for (person, status) in [
                (Person.company, 200), (.liaison, 200), (.manager, 200), (.company2, 404), (.tax, 404),
            ] {
                #expect(try await house.page("/companies/\(code)/profile", as: person).status == status)
            }
            #expect(try await house.page("/companies/none/profile", as: .liaison).status == 404)
            let json = try await house.api("GET", "/companies/\(code)/profile", as: .liaison).json
            #expect(json["tests"].count == 3 && json["redLines"].count > 0 && json["trend"].count == 1)
            #expect(json["score"] == json["trend"][0]["score"])
        }
    }

    /// A JSON value as text again.
    private static func text(_ value: JSON) -> String {
        switch value {
        case .text(let text): "\"\(text)\""
        case .number(let number): "\(number)"
        case .array(let items): "[" + items.map(text).joined(separator: ",") + "]"
        default: "null"
        }
    }
}
