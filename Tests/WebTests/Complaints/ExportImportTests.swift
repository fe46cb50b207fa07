import AnswerSheets
import Foundation
import HealthCheck
import Spreadsheet
import Station
import Testing

/// What users of such tools complain of when answers leave and come back.
@Suite("Complaints about export and import")
struct ExportImportTests {
    @Test(
        "export then import loses nothing: words, countries, “don't know” (ciso-assistant #2026, cset #469)",
        arguments: XLSXFile.isAvailable ? ["csv", "xlsx"] : ["csv"])
    func roundTrip(_ format: String) async throws {
        try await TestStation.run { house in
            for selfTest in ["tax", "supply-chain", "staff"] {
                let questionnaire = try #require(house.station.catalogue.selfTest(selfTest))
                var answers = try TestStation.asked(selfTest) { $0.impact.rawValue >= 4 }
                for question in questionnaire.questions {
                    if case .text = question.kind {
                        answers[question.id] = .text("备注，\"引号\"；第二行\n=1+1")
                    }
                }
                if let unsure = questionnaire.free(of: answers) { answers[unsure] = .unknown }
                let context = house.station.answerContext(at: house.clock.now)
                let kept = AnswerSheet(fitting: answers, for: questionnaire, in: context).answers
                answers = answers.filter { kept[$0.key] != nil }
                _ = try await house.api(
                    "PUT", "/self-tests/\(selfTest)/draft", as: .company, #"{"answers":\#(jsonText(answers))}"#)
                let file = try await house.page(
                    "/self-tests/\(selfTest)/draft/export/\(format)", as: .company)
                #expect(file.status == 200 && file.bytes.count > 4_096, "\(file.bytes.count) bytes (cset #469)")
                let read = try AnswerFile(
                    Data(file.bytes), for: questionnaire, in: house.station.catalogue, context)
                #expect(read.problems == [] && read.dropped == [] && read.notAsked == [])
                for (id, value) in answers { #expect(read.answers[id] == value, "\(selfTest) \(id)") }
                #expect(read.answers.count == answers.count)
                let sheets = [read.answers, answers].map { AnswerSheet(fitting: $0, for: questionnaire, in: context) }
                #expect(Profile(sheets[0]) == Profile(sheets[1]))
            }
        }
    }

    @Test(
        "an import never takes the station's time: the largest sheet there may be is answered in seconds (cset #4301)")
    func largeImport() async throws {
        try await TestStation.run { house in
            let rows = (0..<10_000).map { "question-\($0),\(String(repeating: "x", count: 40))" }
            let body = "题号,回答\nagent-signs,unknown\n" + rows.joined(separator: "\n")
            let began = ContinuousClock.now
            let answer = try await house.api("POST", "/self-tests/tax/draft/import", as: .company, body)
            #expect(ContinuousClock.now - began < .seconds(20))
            #expect([200, 422].contains(answer.status), "\(answer.status)")
        }
    }

    @Test("an import touches answers only: plan, profiles and what was recommended stay (SERIMA #332)")
    func importDeletesNothing() async throws {
        try await TestStation.run { house in
            let id = try await house.profile()
            let before = try await house.api("GET", "/profiles/\(id)", as: .company).json
            let question = try #require(before.at("profile", "recommendations")[0]["question"].text)
            let added = try await house.api(
                "POST", "/plan", as: .company, #"{"profile":"\#(id)","questions":["\#(question)"]}"#)
            #expect(added.status == 201, "\(added.text)")
            let plan = try await house.api("GET", "/plan", as: .company).text
            #expect(before["profile"]["recommendations"].count > 5 && plan.contains("\"id\""))
            let file = try await house.page("/profiles/\(id)/answers/csv", as: .company)
            let answer = try await house.api("POST", "/self-tests/tax/draft/import", as: .company, file.text)
            #expect(answer.status == 200 && answer.json["problems"].items == [])
            #expect(try await house.api("GET", "/profiles/\(id)", as: .company).json == before)
            #expect(try await house.api("GET", "/plan", as: .company).text == plan)
        }
    }
}

extension Questionnaire {
    /// A scored question that no condition looks at, is answered in `answers` and offers “don't know”.
    fileprivate func free(of answers: [String: AnswerValue]) -> String? {
        let controllers = Set(questions.flatMap { $0.visibleWhen?.questions ?? [] })
        return questions.first { answers[$0.id] != nil && $0.unknownRisk != nil && !controllers.contains($0.id) }?.id
    }
}
