import Casework
import HealthCheck
import Samples
import Station
import Testing

extension TestStation {
    /// Answers to every scored question that is asked in a self-test: the riskiest of each, or the safest.
    static func answers(_ selfTest: String, risky: Bool) throws -> [String: AnswerValue] {
        let questionnaire = try #require(try catalogue.selfTest(selfTest))
        return questionnaire.completing([:], in: try catalogue.context(at: MovableClock.monday)) { question, context in
            guard question.kind.isScored else { return nil }
            if let quantity = question.kind.quantity {
                guard case .date(_, let direction) = question.kind else { return .number(quantity.minimum) }
                return .text(context.day.day(away: quantity.minimum, direction).description)
            }
            let sorted = question.kind.choices.sorted { $0.risk < $1.risk }
            let id = (risky ? sorted.last : sorted.first)?.id ?? ""
            if case .multiple = question.kind { return .list([id]) }
            return .text(id)
        }
    }

    /// Submits by API with these consents.
    func submit(
        _ selfTest: String, risky: Bool = true, share: Bool = true, openTickets: Bool = false,
        as person: Person = .company
    ) async throws -> Answer {
        try await api(
            "POST", "/self-tests/\(selfTest)/submissions", as: person,
            """
            {"answers":\(jsonText(try Self.answers(selfTest, risky: risky))),
            "consent":{"shareWithOfficers":\(share),"openTickets":\(openTickets)}}
            """)
    }

    /// Files a ticket by API and gives its number.
    func file(_ title: String = "退税申报被退回", matter: String = "TX05", as person: Person = .company) async throws -> String
    {
        let answer = try await api(
            "POST", "/tickets", as: person, #"{"matter":"\#(matter)","title":"\#(title)","body":"请帮忙看看"}"#)
        #expect(answer.status == 201)
        return try #require(answer.json["number"].text)
    }

    /// Acts by API on the ticket as it stands now.
    @discardableResult
    func act(
        _ number: String, _ noun: String, as person: Person, _ body: String = "{}", expecting status: Int = 201
    ) async throws -> Answer {
        let answer = try await api(
            "POST", "/tickets/\(number)/\(noun)", as: person, body, ["If-Match": try await tag(number)])
        #expect(answer.status == status, "\(noun): \(answer.text)")
        return answer
    }

    /// The ticket's version as the desk sees it.
    func tag(_ number: String) async throws -> String {
        try await api("GET", "/tickets/\(number)", as: .liaison).tag
    }

    /// Accepts for the tax unit and lets it take over.
    func start(_ number: String) async throws {
        try await act(number, "acceptance", as: .liaison, #"{"lead":"tax","assisting":[]}"#)
        try await act(number, "acceptance", as: .tax)
    }

    /// The same station after `seconds`, with everybody signed in anew and the deadlines that passed recorded.
    func later(_ seconds: Double) async throws -> TestStation {
        clock.move(seconds)
        _ = try await station.runDeadlineClock()
        var fresh: [Person: String] = [:]
        for person in Person.allCases {
            fresh[person] = try await station.signIn(
                login: person.rawValue, password: Person.password, address: "tests", hashing: PlainHashing()
            ).token
        }
        return TestStation(station: station, clock: clock, client: client, tokens: fresh, codes: codes)
    }

    /// How much there is of everything, as the API tells it: nothing refused may change it.
    func amounts() async throws -> [String: Int] {
        var amounts: [String: Int] = [:]
        for person in [Person.company, .company2] {
            amounts["tickets of \(person)"] = try await api("GET", "/tickets?limit=100", as: person).json["items"].count
            let code = codes[person]?.description ?? ""
            let trend = try await api("GET", "/companies/\(code)/trend", as: person)
            amounts["profiles of \(person)"] = trend.json["points"].count
        }
        let messages = try await api("GET", "/notifications?limit=100", as: .manager)
        amounts["messages"] = messages.json["items"].count
        return amounts
    }
}
