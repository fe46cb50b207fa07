import Casework
import Foundation
import Station
import Testing

@testable import Web

@Suite("The API document")
struct DocumentTests {
    private static func source(_ path: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "Sources/Web/API/\(path)"), encoding: .utf8)
    }

    @Test("names every route and every action, and no other")
    func routes() async throws {
        let routes = try ["APIRoutes.swift", "APIRoutes+RulesAndTeams.swift"].map(Self.source).joined()
        var expected: Set<String> = []
        for match in routes.matches(of: /api\.(get|put|post|delete)\("([^"]+)"/) where !match.2.hasSuffix(":noun") {
            expected.insert("\(match.1) /" + match.2.replacing(/:([a-z]+)/) { "{\($0.1)}" })
        }
        for noun in ActionNoun.allCases { expected.insert("post /tickets/{number}/\(noun.rawValue)") }
        for noun in VisitNoun.allCases { expected.insert("post /appointments/{id}/\(noun.rawValue)") }
        for noun in ConsultationNoun.allCases { expected.insert("post /consultations/{id}/\(noun.rawValue)") }
        let wanted = expected
        try await TestStation.run { house in
            let document = try await house.ask("GET", "/api/v1/openapi.json").json
            let paths = document["paths"]
            let named = Set(paths.keys.flatMap { path in paths[path].keys.map { "\($0) \(path)" } })
            #expect(named.symmetricDifference(wanted).sorted() == [])
            #expect(named.count == 142)
        }
    }

    @Test("describes what is answered: no member, status or header that it does not know, none missing that it demands")
    func answersFit() async throws {
        try await TestStation.run { house in
            let checker = DocumentChecker(document: try await house.ask("GET", "/api/v1/openapi.json").json)
            let scene = try await AccessTests.scene(house)
            try await house.station.adoptRouting()
            let code = house.codes[.company]?.description ?? ""
            let readings: [(String, String, Person?)] = [
                ("/self-tests", "/self-tests", .tax), ("/self-tests/{id}", "/self-tests/staff", .company),
                ("/self-tests/{id}/draft", "/self-tests/tax/draft", .company),
                ("/profiles/{id}", "/profiles/\(scene.profile)", .company),
                ("/profiles/{id}", "/profiles/\(scene.profile)", .company2),
                ("/companies/{code}/profile", "/companies/\(code)/profile", .company),
                ("/companies/{code}/trend", "/companies/\(code)/trend", .liaison),
                ("/tickets", "/tickets", .company), ("/tickets", "/tickets?limit=1&state=x", .liaison),
                ("/tickets/{number}", "/tickets/\(scene.ticket)", .tax),
                ("/tickets/{number}", "/tickets/\(scene.ticket)", .company),
                ("/tickets/{number}/events", "/tickets/\(scene.ticket)/events", .auditor),
                ("/summary", "/summary", .manager), ("/summary", "/summary", .company), ("/summary", "/summary", nil),
                ("/notifications", "/notifications?limit=1", .manager), ("/mails", "/mails", .liaison),
                ("/mails", "/mails", .company), ("/endpoints", "/endpoints", .company),
                ("/routing", "/routing", .liaison), ("/routing", "/routing", .company),
                ("/routing/{number}", "/routing/1", .auditor), ("/routing/{number}", "/routing/7", .admin),
                ("/routing/{number}/trial", "/routing/1/trial?days=7", .manager), ("/team", "/team", .tax),
                ("/team", "/team?unit=tax", .manager), ("/team", "/team", .company),
                ("/tickets/{number}/holder", "/tickets/\(scene.ticket)/holder", .tax),
                ("/suggestions", "/suggestions?title=x", .liaison), ("/suggestions", "/suggestions", .company),
            ]
            for (template, path, person) in readings {
                checker.check("get", template, try await house.api("GET", path, as: person))
            }
            let changes: [(String, String, Person?, String)] = [
                ("/tickets", "/tickets", .company, #"{"matter":"TX05","title":"一","body":"二"}"#),
                ("/tickets", "/tickets", .company, "{}"), ("/session", "/session", nil, "{"),
                ("/session", "/session", nil, #"{"account":"tax","password":"\#(Person.password)"}"#),
                ("/warnings/{id}/ticket", "/warnings/\(scene.warning)/ticket", .company, ""),
                ("/notifications/{id}/replay", "/notifications/\(scene.message)/replay", .admin, ""),
                ("/tickets/{number}/legs", "/tickets/\(scene.ticket)/legs", .tax, #"{"unit":"cyber","question":"？"}"#),
                ("/tickets/{number}/feedback", "/tickets/\(scene.ticket)/feedback", .tax, #"{"text":"x"}"#),
                ("/tickets/{number}/notes", "/tickets/\(scene.ticket)/notes", .tax, #"{"text":"x"}"#),
                ("/routing", "/routing", .admin, #"{"source":"x","note":"y"}"#),
                ("/routing/{number}/publications", "/routing/1/publications", .admin, #"{"reason":"y"}"#),
                ("/team/absences", "/team/absences", .tax, #"{"deputy":"x","from":"2026-12-01","to":"x"}"#),
            ]
            for (template, path, person, body) in changes {
                checker.check("post", template, try await house.api("POST", path, as: person, body, ["If-Match": "*"]))
            }
            let stale = try await house.api(
                "POST", "/tickets/\(scene.ticket)/notes", as: .tax, #"{"text":"x"}"#, ["If-Match": "\"0\""])
            checker.check("post", "/tickets/{number}/notes", stale)
            checker.check(
                "post", "/self-tests/{id}/submissions", try await house.submit("supply-chain", openTickets: true))
        }
    }
}

/// Holds answers against the document: a small reader of the schema words that the document uses.
struct DocumentChecker: Sendable {
    let document: JSON

    func check(_ method: String, _ path: String, _ answer: Answer) {
        let name = "\(method) \(path) \(answer.status)"
        let described = resolved(document["paths"][path][method]["responses"]["\(answer.status)"])
        #expect(described != .null, "\(name) is not described")
        for header in described["headers"].keys where header != "Link" {
            #expect(answer.header(header) != nil, "\(name) lacks \(header)")
        }
        for type in described["content"].keys {
            #expect(answer.header("Content-Type")?.hasPrefix(type) == true, "\(name)")
            check(answer.json, described["content"][type]["schema"], name)
        }
    }

    private func check(_ value: JSON, _ schema: JSON, _ place: String) {
        let schema = resolved(schema)
        let parts = schema["allOf"].items.map(resolved)
        let properties = ([schema] + parts).map { $0["properties"] }
        for required in ([schema] + parts).flatMap({ $0["required"].items.compactMap(\.text) }) {
            #expect(value[required] != .null, "\(place) lacks \(required)")
        }
        if schema["type"].text == "object" || !parts.isEmpty {
            let known = Set(properties.flatMap(\.keys))
            for key in value.keys {
                if known.contains(key) {
                    for own in properties where own[key] != .null { check(value[key], own[key], "\(place)/\(key)") }
                } else {
                    #expect(schema["additionalProperties"] != .null, "\(place)/\(key) is not described")
                }
            }
        }
        if schema["type"].text == "array" {
            for item in value.items { check(item, schema["items"], "\(place)[]") }
        }
        if !schema["enum"].items.isEmpty { #expect(schema["enum"].items.contains(value), "\(place): \(value)") }
        switch schema["type"].text {
        case "string": #expect(value.text != nil, "\(place)")
        case "number", "integer": #expect(value.number != nil, "\(place)")
        default: break
        }
    }

    private func resolved(_ schema: JSON) -> JSON {
        guard let reference = schema["$ref"].text else { return schema }
        return reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] }
    }
}
