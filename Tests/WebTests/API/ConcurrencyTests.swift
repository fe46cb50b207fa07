import Testing

@Suite("Versions and keys")
struct ConcurrencyTests {
    @Test("a change needs the version it is about: absent 428, stale 412, any with a star")
    func ifMatch() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            let before = try await house.amounts()
            func note(_ match: String?) async throws -> Answer {
                try await house.api(
                    "POST", "/tickets/\(number)/notes", as: .liaison, #"{"text":"记"}"#,
                    match.map { ["If-Match": $0] } ?? [:])
            }
            #expect(try await note(nil).status == 428)
            for stale in ["\"0\"", "\"2\"", "7", "x", "\"\"", "W/\"9\"", "99999999999999999999"] {
                let answer = try await note(stale)
                #expect(answer.status == 412, "\(stale)")
                #expect(answer.json["type"].text?.hasSuffix(":problem:stale") == true)
            }
            #expect(try await house.amounts() == before)
            #expect(try await house.tag(number) == "\"1\"")
            #expect(try await note("\"1\"").tag == "\"2\"")
            #expect(try await note("*").tag == "\"3\"")
        }
    }

    @Test("the same key and body happen once; the same key with another body is refused")
    func keys() async throws {
        try await TestStation.run { house in
            let body = #"{"matter":"TX05","title":"一","body":"二"}"#
            func file(_ body: String, as person: Person = .company) async throws -> Answer {
                try await house.api("POST", "/tickets", as: person, body, ["Idempotency-Key": "k-1"])
            }
            let first = try await file(body)
            let after = try await house.amounts()
            let second = try await file(body)
            #expect(first.status == 201 && second.status == 201)
            #expect(first.bytes == second.bytes)
            let other = try await file(#"{"matter":"TX05","title":"三","body":"二"}"#)
            #expect(other.status == 422)
            #expect(other.json["type"].text?.hasSuffix(":problem:key-reused") == true)
            #expect(try await house.amounts() == after)
            let stranger = try await file(body, as: .company2)
            #expect(stranger.status == 201 && stranger.json["number"] != first.json["number"])
        }
    }

    @Test("a submission, an action and a warning's ticket are taken once under one key")
    func keysOfOthers() async throws {
        try await TestStation.run { house in
            let answers = jsonText(try TestStation.answers("tax", risky: true))
            let body = #"{"answers":\#(answers),"consent":{}}"#
            var ids: Set<String> = []
            for _ in 0..<2 {
                let answer = try await house.api(
                    "POST", "/self-tests/tax/submissions", as: .company, body, ["Idempotency-Key": "s"])
                ids.insert(answer.json["profile"]["id"].text ?? "")
            }
            #expect(ids.count == 1)
            let number = try await house.file()
            for _ in 0..<2 {
                let answer = try await house.api(
                    "POST", "/tickets/\(number)/notes", as: .liaison, #"{"text":"记"}"#,
                    ["Idempotency-Key": "n", "If-Match": "\"1\""])
                #expect(answer.status == 201 && answer.tag == "\"2\"")
            }
            let elsewhere = try await house.file("另一件")
            let reused = try await house.api(
                "POST", "/tickets/\(elsewhere)/notes", as: .liaison, #"{"text":"记"}"#,
                ["Idempotency-Key": "n", "If-Match": "\"1\""])
            #expect(reused.status == 422)
        }
    }

    @Test("of two officers who act on the same version, one is told to look again")
    func race() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await house.api(
                            "POST", "/tickets/\(number)/acceptance", as: .liaison, #"{"lead":"tax"}"#,
                            ["If-Match": "\"1\""]
                        ).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 201 } == 1)
            #expect(statuses.count { $0 == 412 } == 7)
        }
    }
}
