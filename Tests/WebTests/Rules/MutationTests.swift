import Foundation
import Testing

@Suite("Hostile requests")
struct MutationTests {
    /// Chance from a seed, so that a request that fails can be asked again (SplitMix64).
    private struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let seeds: [(String, String, String)] = [
        ("GET", "/tickets?q=abc&state=closed&cursor=x", ""), ("GET", "/desk?tab=overdue&q=x", ""),
        ("GET", "/summary?from=2026-01-01&to=2026-12-31", ""), ("GET", "/notifications?state=failed&cursor=1", ""),
        ("GET", "/sign-in?back=%2Ftickets", ""), ("GET", "/reading/language?to=en&back=/", ""),
        ("GET", "/reading/size?to=large&contrast=high&back=/", ""), ("GET", "/tickets/new?matter=TX05&q=a", ""),
        ("GET", "/assets/js/keys.js", ""), ("GET", "/self-tests/tax/questions/staff-days?from=review", ""),
        ("POST", "/sign-in", "account=company&password=x&back=%2F"),
        ("POST", "/self-tests/tax/questions/papers-complete", "answers[]=ndrc&answers[]=mofcom&then=next"),
        ("POST", "/self-tests/tax/submissions", "keep=yes&share=yes&idempotencyKey=1"),
        ("POST", "/tickets", "matter=TX05&title=a&body=b&company=91310115MA0000001Y"),
        ("POST", "/tickets/NUMBER/feedback", "version=1&idempotencyKey=2&text=a"),
        ("POST", "/tickets/NUMBER/acceptance", "lead=tax&assisting[]=customs&version=1"),
        ("GET", "/appointments/new?matter=EE02&site=service-centre&day=2026-11-25", ""),
        ("GET", "/appointments/day?site=service-centre&day=2026-11-25", ""),
        (
            "POST", "/appointments",
            "matter=EE02&site=service-centre&start=2026-11-25T09:00:00%2B08:00&visitorName=a&visitorPhone=1"
        ),
        ("GET", "/api/v1/sites/service-centre/slots?matter=EE02&from=2026-11-25", ""),
        (
            "POST", "/api/v1/appointments",
            #"{"matter":"EE02","site":"service-centre","start":"2026-11-25T09:00:00+08:00","visitorName":"a","visitorPhone":"1"}"#
        ),
        ("POST", "/pre-reviews", "matter=EE17"), ("POST", "/approvals/NUMBER/review", "finding=right&comment=x"),
        ("POST", "/me/endpoints", "url=https://a.example"),
        ("GET", "/api/v1/tickets?limit=5&unit=tax&overdue=true&q=x&cursor=y", ""),
        ("GET", "/api/v1/summary?from=2026-01-01T00:00:00Z&to=2026-12-31&unit=tax", ""),
        ("GET", "/api/v1/companies/91310115MA0000001Y/trend", ""), ("GET", "/api/v1/tickets/NUMBER/events", ""),
        ("PUT", "/api/v1/self-tests/tax/draft", #"{"answers":{"staff-days":12,"papers-complete":["ndrc"]}}"#),
        ("POST", "/api/v1/self-tests/tax/submissions", #"{"answers":{"staff-days":1.5e3},"consent":{}}"#),
        ("POST", "/api/v1/tickets", #"{"matter":"TX05","title":"标题","body":"内容","urgency":"normal"}"#),
        ("POST", "/api/v1/tickets/NUMBER/rating", #"{"stars":5,"comment":"x"}"#),
        ("POST", "/api/v1/tickets/NUMBER/opinions", #"{"leg":1,"stance":"agree","text":"x"}"#),
        ("POST", "/api/v1/tickets/NUMBER/merges", #"{"ticket":"NUMBER"}"#),
        ("POST", "/api/v1/session", #"{"account":"company","password":"x"}"#),
    ]

    private static let oddities = [
        "%00", "%FF", "%", "%%%", "..", "/../", "//", "\\", "'", "\"", "<script>", "{{page}}", "[[x]]", "\u{0}",
        "\u{FFFD}", "税",
        "é\u{301}", "😀", "-1", "9223372036854775808", "1e999", "NaN", "null", "[]", "{}", "[[[[[[", "&&&===", "+",
        "0001-01-01", "9999-12-31", "2026-02-30", ";", "' OR 1=1 --", "a=b=c", "[a][b]=c", "\r\nX: y", "\u{202E}",
    ]

    @Test("three hundred mutated requests: never a 500, and the station answers afterwards", arguments: [1, 2, 3])
    func mutations(seed: UInt64) async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            var chance = Chance(state: seed)
            var statuses: Set<Int> = []
            for index in 0..<100 {
                let (method, path, body) = try #require(Self.seeds.randomElement(using: &chance))
                let uri = Self.mutate(path.replacing("NUMBER", with: number), &chance)
                let bytes = Self.damage(Self.mutate(body.replacing("NUMBER", with: number), &chance), &chance)
                var headers = Self.headers(&chance)
                let person = try #require(Person.allCases.randomElement(using: &chance))
                headers["Authorization"] = Bool.random(using: &chance) ? "Bearer \(house.tokens[person] ?? "")" : nil
                let answer = try await house.ask(method, uri, headers: headers, body: body.isEmpty ? nil : bytes)
                statuses.insert(answer.status)
                #expect(answer.status < 500, "\(seed)/\(index): \(method) \(uri.debugDescription) \(headers)")
                #expect(answer.header("Content-Security-Policy") != nil)
                #expect(!answer.location.contains("\n") && !answer.location.hasPrefix("//"))
            }
            #expect(statuses.count > 5)
            #expect(try await house.ask("GET", "/readyz").status == 200)
            #expect(try await house.api("GET", "/tickets/\(number)", as: .liaison).status == 200)
        }
    }

    private static func mutate(_ text: String, _ chance: inout Chance) -> String {
        var text = text
        for _ in 0..<Int.random(in: 0...3, using: &chance) {
            let odd = oddities.randomElement(using: &chance) ?? ""
            let place = text.index(
                text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &chance))
            switch Int.random(in: 0..<4, using: &chance) {
            case 0: text.insert(contentsOf: odd, at: place)
            case 1: text = String(text[..<place]) + odd
            case 2: text += String(repeating: odd, count: Int.random(in: 1...40, using: &chance))
            default:
                let end = text.index(place, offsetBy: min(5, text.distance(from: place, to: text.endIndex)))
                text.replaceSubrange(place..<end, with: odd)
            }
        }
        return text
    }

    private static func damage(_ text: String, _ chance: inout Chance) -> [UInt8] {
        var bytes = Array(text.utf8)
        guard !bytes.isEmpty, Int.random(in: 0..<4, using: &chance) == 0 else { return bytes }
        bytes[Int.random(in: bytes.indices, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
        return bytes
    }

    private static func headers(_ chance: inout Chance) -> [String: String] {
        var headers = ["Sec-Fetch-Site": "same-origin"]
        let odd = (oddities.randomElement(using: &chance) ?? "").filter { $0.isASCII && !$0.isNewline && $0 != "\0" }
        switch Int.random(in: 0..<9, using: &chance) {
        case 0: headers["Cookie"] = "__Host-station=\(odd); lang=\(odd); size=\(odd)"
        case 1: headers["If-Match"] = odd
        case 2: headers["Idempotency-Key"] = String(repeating: odd, count: 50)
        case 3: headers["Accept-Language"] = odd
        case 4: headers["If-None-Match"] = odd
        case 5: headers["Content-Type"] = odd
        case 6: headers["If-Match"] = "*"
        case 7: headers["Origin"] = odd
        default: headers["If-Match"] = "\"3\""
        }
        return headers
    }

    @Test("deep, wide and strange JSON is refused, not suffered")
    func strangeJSON() async throws {
        try await TestStation.run { house in
            let bodies = [
                String(repeating: "[", count: 100_000), String(repeating: #"{"answers":"#, count: 10_000),
                #"{"answers":{"staff-days":\#(String(repeating: "9", count: 5000))}}"#,
                #"{"answers":{"staff-days":1,"staff-days":2}}"#, #"{"answers":{"staff-days":"\u0000"}}"#,
                #"{"answers":{"\ud800":1}}"#, #"{"answers":null}"#, "\u{FEFF}{}", "null", "1", #""x""#, " ",
            ]
            for body in bodies {
                let answer = try await house.api("PUT", "/self-tests/tax/draft", as: .company, body)
                #expect([200, 400, 422].contains(answer.status), "\(body.prefix(40)): \(answer.status)")
            }
            #expect(try await house.api("GET", "/self-tests/tax/draft", as: .company).status == 200)
        }
    }
}
