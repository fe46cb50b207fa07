import Casework
import HealthCheck
import Station
import Testing

@Suite("The first look")
struct FirstLookTests {
    /// The riskiest answer to everything that is asked.
    private static func answers() throws -> [String: AnswerValue] {
        let questionnaire = try #require(try TestStation.catalogue.firstLook)
        var answers: [String: AnswerValue] = [:]
        let context = try TestStation.catalogue.context(at: MovableClock().now)
        for question in questionnaire.questions {
            guard questionnaire.asked(answers, in: context).contains(where: { $0.id == question.id }) else { continue }
            let worst = question.kind.choices.max { $0.risk < $1.risk }?.id ?? ""
            if case .multiple = question.kind {
                answers[question.id] = .list([worst])
            } else {
                answers[question.id] = .text(worst)
            }
        }
        return answers
    }

    @Test("proposes tests with a reason, and raises nothing: no tickets, no warnings, no share, no part of any profile")
    func proposes() async throws {
        try await TestStation.run { house in
            let home = try await house.page("/", as: .company)
            #expect(home.text.contains("先用 5 分钟看看该测哪一项"))
            let sent = try await house.api(
                "POST", "/self-tests/first-look/submissions", as: .company,
                """
                {"answers":\(jsonText(try Self.answers())),"consent":{"shareWithOfficers":true,"openTickets":true}}
                """)
            #expect(sent.status == 201, "\(sent.text)")
            #expect(sent.json["warnings"].count == 0 && sent.json["tickets"].count == 0)
            #expect(try await house.api("GET", "/tickets", as: .company).json["items"].count == 0)
            #expect(try await house.api("GET", "/notifications", as: .company).json["items"].count == 0)
            let id = sent.json.at("profile", "id").text ?? ""
            let page = try await house.page("/profiles/\(id)", as: .company)
            #expect(page.text.contains("建议先做") && page.text.contains("href=\"/self-tests/tax\""))
            #expect(!page.text.contains("红线") && page.text.contains("不是体检画像"))
            #expect(try await house.page("/profiles/\(id)", as: .liaison).status == 404)
            let code = house.codes[.company]?.description ?? ""
            let whole = try await house.api("GET", "/companies/\(code)/profile", as: .company).json
            #expect(whole["profiles"].count == 0 && whole["grade"] == .null)
            #expect(try await house.api("GET", "/companies/\(code)/trend", as: .company).json["points"].count == 0)
            // Once there is a profile the first look stands back.
            _ = try await house.api(
                "POST", "/self-tests/tax/submissions", as: .company, #"{"answers":{"staff-days":3},"consent":{}}"#)
            let later = try await house.page("/self-tests", as: .company)
            #expect(!later.text.contains("先用 5 分钟") && later.text.contains("不知道先测哪一份"))
            #expect(try await house.api("GET", "/companies/\(code)/profile", as: .company).json["profiles"].count == 1)
        }
    }
}
