import Foundation
import HealthCheck
import Station
import Testing

@Suite("Answering a self-test by page")
struct QuestionTests {
    private static let base = "/self-tests/tax/questions"

    private static func draft(_ house: TestStation) async throws -> JSON {
        try await house.api("GET", "/self-tests/tax/draft", as: .company).json
    }

    @Test("an answer is kept as typed even when it does not fit, and comes back with the message at the field")
    func keptAsTyped() async throws {
        try await TestStation.run { house in
            for typed in ["-3", "9999999", "约 120", "1e400", "12,5", "   7x ", "<b>"] {
                let answer = try await house.form(
                    "\(Self.base)/staff-days", as: .company, ["number": typed, "then": "next"])
                #expect(answer.status == 422, "\(typed)")
                let kept = typed.trimmingCharacters(in: .whitespaces)
                let shown = kept.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
                #expect(answer.field("number") == shown, "\(typed)")
                #expect(answer.text.contains("class=\"field__error\" id=\"answer-error\""), "\(typed)")
                #expect(answer.text.contains("href=\"#number\"") && answer.title.hasPrefix("错误"))
                let page = try await house.page("\(Self.base)/staff-days", as: .company)
                #expect(page.status == 200 && page.field("number") == answer.field("number"), "\(typed)")
            }
            let review = try await house.page("/self-tests/tax/review", as: .company)
            #expect(review.text.contains("<span class=\"field__error\">"))
            let sent = try await house.form("/self-tests/tax/submissions", as: .company, ["keep": "yes"])
            #expect(sent.status == 422 && sent.text.contains("error-summary"))
        }
    }

    @Test("an empty answer is asked for again; leaving is always possible and clears nothing else")
    func emptyAndExit() async throws {
        try await TestStation.run { house in
            let empty = try await house.form("\(Self.base)/agent-signs", as: .company, ["then": "next"])
            #expect(empty.status == 422 && empty.text.contains("id=\"answer-error\""))
            _ = try await house.form("\(Self.base)/agent-signs", as: .company, ["answer": "no", "then": "next"])
            let left = try await house.form("\(Self.base)/staff-days", as: .company, ["number": "", "then": "exit"])
            #expect(left.status == 303 && left.location == "/")
            #expect(try await Self.draft(house)["answers"].keys == ["agent-signs"])
        }
    }

    @Test("autosave by form and by PUT write the same draft; null takes an answer back")
    func autosave() async throws {
        try await TestStation.run { house in
            let form = try await house.form("\(Self.base)/staff-days/autosave", as: .company, ["number": "62"])
            #expect(form.status == 204 && form.bytes.isEmpty)
            let put = try await house.api(
                "PUT", "/self-tests/tax/draft", as: .company,
                #"{"answers":{"agent-signs":true,"refund-file":["contracts","transport"],"site-months":"as typed"}}"#)
            #expect(put.status == 200 && put.json["version"].number == 2)
            let answers = try await Self.draft(house)["answers"]
            #expect(answers["staff-days"].number == 62 && answers["agent-signs"].text == "yes")
            #expect(answers["refund-file"].count == 2 && answers["site-months"].text == "as typed")
            let taken = try await house.api(
                "PUT", "/self-tests/tax/draft", as: .company, #"{"answers":{"agent-signs":null}}"#)
            #expect(taken.json["answers"].keys == ["refund-file", "site-months", "staff-days"])
            let several = try await house.form(
                "\(Self.base)/refund-file/autosave", as: .company, ["answers[]": "contracts", "answers[]": "transport"])
            #expect(several.status == 204)
            let page = try await house.page("\(Self.base)/refund-file", as: .company)
            #expect(page.text.matches(of: /type="checkbox" name="answers\[\]" value="[a-z-]+" checked/).count == 2)
            let other = try await house.api("GET", "/self-tests/tax/draft", as: .company2).json
            #expect(other["answers"].keys.isEmpty && other["version"].number == 0 && other["updatedAt"] == .null)
        }
    }

    @Test("without the first consent the review comes again with what was ticked, and nothing is submitted")
    func missingConsent() async throws {
        try await TestStation.run { house in
            _ = try await house.api(
                "PUT", "/self-tests/tax/draft", as: .company,
                #"{"answers":\#(jsonText(try TestStation.answers("tax", risky: true)))}"#)
            let before = try await house.amounts()
            let answer = try await house.form(
                "/self-tests/tax/submissions", as: .company, ["idempotencyKey": "c", "share": "yes"])
            #expect(answer.status == 422)
            #expect(answer.text.contains("id=\"consent-error\"") && answer.text.contains("href=\"#consent\""))
            #expect(answer.text.contains("name=\"share\" value=\"yes\" checked"))
            #expect(!answer.text.contains("name=\"tickets\" value=\"yes\" checked"))
            #expect(!answer.text.contains("name=\"keep\" value=\"yes\" checked"))
            #expect(try await house.amounts() == before)
            let sent = try await house.form(
                "/self-tests/tax/submissions", as: .company,
                ["idempotencyKey": answer.field("idempotencyKey") ?? "", "keep": "yes", "tickets": "yes"])
            #expect(sent.status == 303)
            let tickets = try await house.api("GET", "/tickets", as: .company).json["items"]
            #expect(tickets.count > 0 && tickets.items.allSatisfy { $0["origin"].text == "warning" })
        }
    }

    @Test("testing again starts from the last answers, and does not touch a draft that is there")
    func startAgain() async throws {
        try await TestStation.run { house in
            _ = try await house.submit("tax", risky: false)
            let again = try await house.form("/self-tests/tax/draft", as: .company)
            #expect(again.status == 303 && again.location == "/self-tests/tax")
            let count = try TestStation.answers("tax", risky: false).count
            #expect(try await Self.draft(house)["answers"].keys.count == count)
            _ = try await house.form("\(Self.base)/staff-days", as: .company, ["number": "11"])
            _ = try await house.form("/self-tests/tax/draft", as: .company)
            #expect(try await Self.draft(house).at("answers", "staff-days").number == 11)
            let unknown = try await house.form("/self-tests/none/draft", as: .company)
            #expect(unknown.status == 404)
        }
    }
}
