import Foundation
import HealthCheck
import Station
import Testing

@testable import Web

@Suite("What if")
struct WhatIfTests {
    @Test("trying answers stores nothing, by page and by API, and leaves the profile as it is")
    func storesNothing() async throws {
        try await TestStation.run { house in
            let id = try await house.profile { $0.impact.rawValue >= 4 }
            let before = try await house.amounts()
            let profile = try await house.api("GET", "/profiles/\(id)", as: .company).json
            let safe = try TestStation.asked("tax") { _ in false }
            let choice = try #require(safe.first { if case .text = $0.value { true } else { false } })
            let tried = try await house.api(
                "POST", "/profiles/\(id)/what-if", as: .company,
                #"{"answers":\#(jsonText([choice.key: choice.value]))}"#)
            #expect([200, 422].contains(tried.status))
            #expect(try await house.page("/profiles/\(id)/what-if?q-\(choice.key)=x", as: .company).status == 422)
            #expect(try await house.amounts() == before)
            #expect(try await house.api("GET", "/profiles/\(id)", as: .company).json == profile)
            #expect(try await house.api("GET", "/self-tests/tax/draft", as: .company).json["version"].number == 0)
        }
    }

    @Test("a bad value is told at its field and kept; unknown and unasked questions are told too")
    func badValues() async throws {
        try await TestStation.run { house in
            let id = try await house.profile { $0.impact.rawValue >= 4 }
            let questionnaire = try #require(try TestStation.catalogue.selfTest("tax"))
            let asked = try TestStation.asked("tax") { $0.impact.rawValue >= 4 }
            let number = try #require(
                questionnaire.questions.first { question in
                    guard asked[question.id] != nil else { return false }
                    if case .number = question.kind { return true }
                    if case .percent = question.kind { return true }
                    return false
                })
            let page = try await house.page("/profiles/\(id)/what-if?q-\(number.id)=999999999", as: .company)
            #expect(page.status == 422 && page.title.hasPrefix("错误："))
            #expect(page.text.contains("href=\"#q-\(number.id)\"") && page.text.contains("id=\"q-\(number.id)-error\""))
            #expect(page.text.contains("value=\"999999999\""))
            #expect(try await house.page("/profiles/\(id)/what-if?q-\(number.id)=", as: .company).status == 422)
            let refused = try await house.api(
                "POST", "/profiles/\(id)/what-if", as: .company,
                #"{"answers":{"\#(number.id)":-1,"none":"yes"}}"#)
            #expect(refused.status == 422)
            #expect(refused.pointers == ["/answers/\(number.id)", "/answers/none"])
            let hidden = try #require(
                questionnaire.questions.first {
                    $0.visibleWhen != nil && asked[$0.id] == nil && !$0.kind.choices.isEmpty
                })
            let choice = try #require(hidden.kind.choices.first?.id)
            let unasked = try await house.api(
                "POST", "/profiles/\(id)/what-if", as: .company, #"{"answers":{"\#(hidden.id)":["\#(choice)"]}}"#)
            #expect(unasked.status == 422 && unasked.pointers == ["/answers/\(hidden.id)"])
        }
    }

    @Test("follow-ups that appear are named and can be answered, those that go are named too")
    func followUps() async throws {
        try await TestStation.run { house in
            let questionnaire = try #require(try TestStation.catalogue.selfTest("tax"))
            let id = try await house.profile { _ in false }
            let asked = try TestStation.asked("tax") { _ in false }
            var found = false
            for question in questionnaire.questions where asked[question.id] != nil {
                for choice in question.kind.choices {
                    var isMultiple = false
                    if case .multiple = question.kind { isMultiple = true }
                    let value = isMultiple ? "[\"\(choice.id)\"]" : "\"\(choice.id)\""
                    let answer = try await house.api(
                        "POST", "/profiles/\(id)/what-if", as: .company, "{\"answers\":{\"\(question.id)\":\(value)}}")
                    guard let appearing = answer.json["appearing"][0].text else { continue }
                    found = true
                    let page = try await house.page(
                        "/profiles/\(id)/what-if?q-\(question.id)=\(choice.id)", as: .company)
                    let text = try #require(questionnaire.question(appearing)?.text.zhHans)
                    #expect(page.text.contains("这样答，会多问：") && page.text.contains("新增的题"))
                    #expect(page.text.contains(SVG.escaped(text)))
                    return
                }
            }
            #expect(found, "no answer of the tax self-test brings a follow-up")
        }
    }

    @Test("who may not read the profile may not try its answers")
    func access() async throws {
        try await TestStation.run { house in
            let id = try await house.profile()
            for (person, status) in [(Person.company2, 404), (.tax, 404), (.auditor, 404), (.liaison, 200)] {
                #expect(try await house.page("/profiles/\(id)/what-if", as: person).status == status)
                #expect(try await house.page("/profiles/\(id)/why", as: person).status == status)
                #expect(try await house.api("GET", "/profiles/\(id)/explanation", as: person).status == status)
                let tried = try await house.api("POST", "/profiles/\(id)/what-if", as: person, #"{"answers":{}}"#)
                #expect(tried.status == status)
            }
            #expect(try await house.page("/profiles/\(id)/why", as: nil).status == 303)
        }
    }
}
