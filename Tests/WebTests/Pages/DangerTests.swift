import Foundation
import Testing

/// Danger to persons opens a ticket without consent; the company reads so before, while and after.
@Suite("Danger to persons")
struct DangerTests {
    private static let promise = "人员有危险时，我们会马上开诉求"
    private static let trapped =
        #""responsible-head":"head-only","alert-level":"leave","leave-progress":"cannot-leave""#

    private static func draft(_ house: TestStation, _ answers: String) async throws {
        let saved = try await house.api("PUT", "/self-tests/staff/draft", as: .company, "{\"answers\":{\(answers)}}")
        #expect(saved.status == 200, "\(saved.text)")
    }

    @Test("it is said before question 1, when a draft is taken up again, and beside the consents")
    func before() async throws {
        try await TestStation.run { house in
            let start = try await house.page("/self-tests/staff", as: .company).text
            #expect(start.contains(Self.promise))
            try await Self.draft(house, #""responsible-head":"head-only""#)
            let again = try await house.page("/self-tests/staff", as: .company).text
            #expect(again.contains("接着答") && again.contains(Self.promise))
            let review = try await house.page("/self-tests/staff/review", as: .company).text
            let consents = try #require(review.range(of: "提交前请确认"))
            let said = try #require(review.range(of: "不论是否勾选：有人员处于危险时"))
            let boxes = try #require(review.range(of: "name=\"keep\""))
            #expect(consents.upperBound < said.lowerBound && said.upperBound < boxes.lowerBound)
            #expect(!review.contains("您的回答里有人员可能正处于危险"))
        }
    }

    @Test("the choice itself says so, and the review names what is found")
    func at() async throws {
        try await TestStation.run { house in
            try await Self.draft(house, Self.trapped)
            let question = try await house.page("/self-tests/staff/questions/leave-progress", as: .company).text
            #expect(question.contains("选这一项，提交后我们会马上开诉求并联系您，不再另问。"))
            let review = try await house.page("/self-tests/staff/review", as: .company).text
            #expect(review.contains("您的回答里有人员可能正处于危险") && review.contains("有员工被困在须撤离的地方"))
            #expect(review.contains("+86-10-12308"))
        }
    }

    @Test("the confirmation and the red line say that it opened at once, without waiting for consent")
    func after() async throws {
        try await TestStation.run { house in
            try await Self.draft(house, Self.trapped)
            let sent = try await house.form(
                "/self-tests/staff/submissions", as: .company, ["keep": "yes", "idempotencyKey": "danger"])
            #expect(sent.status == 303)
            let profile = try await house.page(sent.location, as: .company).text
            #expect(profile.contains("人员可能有危险，我们已马上开诉求"))
            #expect(profile.contains("这一类不用等您同意，提交前已说明"))
            #expect(!profile.contains("已转为诉求，对口单位会联系您"), "nothing else was opened")
            let line = try #require(profile.range(of: "有员工被困在须撤离的地方</h3>"))
            let card = profile[line.upperBound...].prefix { $0 != "▲" }.prefix(1500)
            #expect(card.contains("人员可能有危险，不用等您同意，已马上开诉求：") && card.contains("/tickets/"))
        }
    }

    @Test("a part in which nothing is asked yet says so, and leads nowhere")
    func emptyPart() async throws {
        try await TestStation.run { house in
            let start = try await house.page("/self-tests/staff", as: .company).text
            #expect(start.contains("有没有题，看您前面的回答") && start.contains("暂时不用答"))
            #expect(!start.contains("/questions/\""))
        }
    }
}
