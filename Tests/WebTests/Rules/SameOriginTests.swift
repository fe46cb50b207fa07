import Testing

@Suite("Changes come from our own pages only")
struct SameOriginTests {
    enum Identity: String, CaseIterable, Sendable { case cookie, bearer, both, nobody }

    static let sites: [String?] = [nil, "same-origin", "same-site", "cross-site", "none", ""]
    static let origins: [String?] = [
        nil, "http://localhost", "https://localhost", "http://evil.example", "null", "http://localhost.evil.example",
    ]

    /// What the rule says, written down apart from the code that keeps it.
    static func allows(_ site: String?, _ origin: String?, _ identity: Identity) -> Bool {
        if identity == .bearer || identity == .both { return true }
        if let site { return site == "same-origin" }
        if let origin { return origin == "http://localhost" }
        return identity == .nobody
    }

    @Test("every method, site, origin and identity: only ours changes anything", arguments: Identity.allCases)
    func matrix(identity: Identity) async throws {
        try await TestStation.run { house in
            let token = house.tokens[.company] ?? ""
            var drafts = 0
            for site in Self.sites {
                for origin in Self.origins {
                    var headers: [String: String] = [:]
                    headers["Sec-Fetch-Site"] = site
                    headers["Origin"] = origin
                    if identity != .bearer, identity != .nobody { headers["Cookie"] = "__Host-station=\(token)" }
                    if identity == .bearer || identity == .both { headers["Authorization"] = "Bearer \(token)" }
                    let name = "\(site ?? "–") \(origin ?? "–")"
                    let put = try await house.ask(
                        "PUT", "/api/v1/self-tests/tax/draft", headers: headers,
                        body: Array(#"{"answers":{"staff-days":1}}"#.utf8))
                    let post = try await house.ask(
                        "POST", "/self-tests/tax/questions/staff-days/autosave", headers: headers,
                        body: Array("number=2".utf8))
                    let read = try await house.ask("GET", "/api/v1/self-tests/tax/draft", headers: headers)
                    if identity == .nobody {
                        let expected = Self.allows(site, origin, identity) ? 401 : 403
                        #expect(put.status == expected && post.status == expected, "\(name)")
                        #expect(read.status == 401)
                        continue
                    }
                    let isAllowed = Self.allows(site, origin, identity)
                    #expect(put.status == (isAllowed ? 200 : 403), "PUT \(name)")
                    #expect(post.status == (isAllowed ? 204 : 403), "POST \(name)")
                    drafts += isAllowed ? 2 : 0
                    #expect(read.status == 200 && read.json["version"].number == Double(drafts), "\(name)")
                }
            }
        }
    }

    @Test("a scheme that is not bearer neither signs in nor opens the door for the cookie")
    func otherSchemes() async throws {
        try await TestStation.run { house in
            let token = house.tokens[.company] ?? ""
            for scheme in ["Basic \(token)", "Bearer", "Bearer ", token, "bearer  \(token)"] {
                let answer = try await house.ask(
                    "PUT", "/api/v1/self-tests/tax/draft",
                    headers: [
                        "Authorization": scheme, "Cookie": "__Host-station=\(token)", "Sec-Fetch-Site": "cross-site",
                    ], body: Array(#"{"answers":{}}"#.utf8))
                #expect(answer.status == 401, "\(scheme)")
            }
            let draft = try await house.api("GET", "/self-tests/tax/draft", as: .company)
            #expect(draft.json["version"].number == 0)
        }
    }

    @Test("another site's link to the language switch leaves the account's language alone")
    func languageLink() async throws {
        try await TestStation.run { house in
            func lang() async throws -> Bool {
                try await house.page("/me", as: .company).text.contains("<html lang=\"en\"")
            }
            _ = try await house.page("/reading/language?to=en", as: .company, ["Sec-Fetch-Site": "cross-site"])
            #expect(try await !lang())
            _ = try await house.page("/reading/language?to=en", as: .company, ["Sec-Fetch-Site": "same-origin"])
            #expect(try await lang())
        }
    }
}
