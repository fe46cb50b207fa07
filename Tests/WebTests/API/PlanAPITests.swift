import Casework
import Foundation
import Testing

@Suite("The plan by API")
struct PlanAPITests {
    @Test("added, changed with its version only, taken out; nobody else's")
    func life() async throws {
        try await TestStation.run { house in
            let profile = try await house.submit("tax").json["profile"]
            let id = try #require(profile["id"].text)
            let question = try #require(profile["recommendations"][0]["question"].text)
            let body = #"{"profile":"\#(id)","questions":["\#(question)"]}"#
            let checker = DocumentChecker(document: try await house.ask("GET", "/api/v1/openapi.json").json)
            let added = try await house.api("POST", "/plan", as: .company, body)
            #expect(added.status == 201)
            checker.check("post", "/plan", added)
            #expect(try await house.api("POST", "/plan", as: .company, body).json["items"][0]["id"].text == nil)
            let item = try #require(added.json["items"][0]["id"].text)
            checker.check("get", "/plan", try await house.api("GET", "/plan", as: .company))

            let change = #"{"owner":"小李","due":"2026-12-31","note":"","done":true}"#
            let path = "/plan/\(item)"
            #expect(try await house.api("PUT", path, as: .company, change).status == 428)
            let changed = try await house.api("PUT", path, as: .company, change, ["If-Match": added.tag])
            #expect(changed.status == 200)
            #expect(changed.tag == "\"2\"")
            checker.check("put", "/plan/{id}", changed)
            #expect(try await house.api("PUT", path, as: .company, change, ["If-Match": added.tag]).status == 412)
            let noDay = #"{"due":"2026-02-30","done":false}"#
            #expect(try await house.api("PUT", path, as: .company, noDay, ["If-Match": changed.tag]).status == 422)
            #expect(try await house.api("DELETE", path, as: .company2, "", ["If-Match": changed.tag]).status == 404)
            #expect(try await house.api("DELETE", path, as: .liaison, "", ["If-Match": changed.tag]).status == 403)
            #expect(try await house.api("DELETE", path, as: .company, "", ["If-Match": changed.tag]).status == 204)
            #expect(try await house.api("DELETE", path, as: .company, "", ["If-Match": changed.tag]).status == 404)
            #expect(try await house.api("GET", "/plan", as: .liaison).status == 403)
        }
    }
}
