import Foundation
import Testing

/// What was taken out of the plan, and came to be planned anew before it was put back.
@Suite("Putting back into the plan")
struct PlanRestorationTests {
    @Test("says that the question is planned again, and keeps the button for later")
    func plannedAnew() async throws {
        try await TestStation.run { house in
            let profile = try await house.submit("tax").json["profile"]
            let id = try #require(profile["id"].text)
            let question = try #require(profile["recommendations"][0]["question"].text)
            func add() async throws -> String {
                let body = #"{"profile":"\#(id)","questions":["\#(question)"]}"#
                let added = try await house.api("POST", "/plan", as: .company, body)
                return try #require(added.json["items"][0]["id"].text)
            }
            let item = try await add()
            let gone = try await house.form("/plan/items/\(item)/removal", as: .company, ["version": "1"])
            let key = try #require(gone.location.split(separator: "=").last.map(String.init))
            _ = try await add()
            let refused = try await house.form("/plan/restoration", as: .company, ["key": key])
            #expect(refused.status == 409)
            #expect(refused.text.contains("已经重新列入计划") && refused.text.contains(key))
            let plan = try await house.api("GET", "/plan", as: .company)
            #expect(plan.json["items"].items.count == 1)
        }
    }
}
