import Foundation
import Station
import Testing

@Suite("A store that does not take it now")
struct StoreFailureTests {
    /// A station whose store can be put into a mood.
    private func run(_ test: @escaping @Sendable (TestStation, MoodyDatabase) async throws -> Void) async throws {
        try await TestStation.run(through: { MoodyDatabase($0) }) { house in
            try await test(house, try #require(house.station.database as? MoodyDatabase))
        }
    }

    @Test(
        "answers 503 and when to try again, with a sentence of its own",
        arguments: [
            (StoreError.busy, "1", "busy", "现在办理的人很多", "Many people are working"),
            (.unavailable("secret/path"), "5", "unavailable", "暂时存不了", "Cannot store just now"),
        ])
    func problems(error: StoreError, seconds: String, type: String, chinese: String, english: String) async throws {
        try await run { house, store in
            let before = try await house.amounts()
            store.refuse(writes: error)
            for (language, sentence) in [("zh-Hans", chinese), ("en", english)] {
                let answer = try await house.api(
                    "POST", "/tickets", as: .company, #"{"matter":"TX05","title":"一","body":"二"}"#,
                    ["Accept-Language": language])
                #expect(answer.status == 503)
                #expect(answer.header("Retry-After") == seconds)
                #expect(answer.json["type"].text == "urn:cloudstation:problem:\(type)")
                #expect(answer.json["title"].text?.hasPrefix(sentence) == true)
                #expect(!answer.text.contains("secret"))
            }
            store.refuse()
            #expect(try await house.amounts() == before)
        }
    }

    @Test(
        "gives the page back with what was typed, under the key it came with",
        arguments: [StoreError.busy, .unavailable("x")])
    func typed(error: StoreError) async throws {
        try await run { house, store in
            let number = try await house.file()
            try await house.start(number)
            store.refuse(writes: error)
            let filing = try await house.form(
                "/tickets", as: .company,
                ["matter": "TX05", "title": "护照换发", "body": "总经理护照快到期", "idempotencyKey": "key-1"])
            let answer = try await house.form(
                "/tickets/\(number)/feedback", as: .tax,
                ["version": "3", "idempotencyKey": "key-2", "text": "请带护照原件"])
            for (page, text, key) in [(filing, "总经理护照快到期", "key-1"), (answer, "请带护照原件", "key-2")] {
                #expect(page.status == 503)
                #expect(page.header("Retry-After") == (error == .busy ? "1" : "5"))
                #expect(page.text.contains(text))
                #expect(page.field("idempotencyKey") == key)
                #expect(page.title.hasPrefix("错误："))
            }
            store.refuse()
            let again = try await house.form(
                "/tickets/\(number)/feedback", as: .tax,
                ["version": "3", "idempotencyKey": "key-2", "text": "请带护照原件"])
            #expect(again.status == 303)
        }
    }

    @Test("a station that can be read and written is ready; one that cannot is not, and says no more than that")
    func readiness() async throws {
        try await run { house, _ in
            let answer = try await house.ask("GET", "/readyz")
            #expect(answer.status == 200)
        }
        for (writes, reads) in [
            (StoreError.unavailable("secret"), nil), (nil, .unavailable("secret")), (.busy, nil),
        ] as [(StoreError?, StoreError?)] {
            try await run { house, store in
                store.refuse(writes: writes, reads: reads)
                let answer = try await house.ask("GET", "/readyz")
                #expect(answer.status == 503)
                #expect(answer.header("Retry-After") != nil)
                #expect(!answer.text.contains("secret"))
                #expect(try await house.ask("GET", "/healthz").status == 200)
            }
        }
    }

    @Test("being asked often, a station tries its store once a second")
    func oneTrial() async throws {
        try await run { house, store in
            #expect(try await house.ask("GET", "/readyz").status == 200)
            store.refuse(writes: .busy)
            #expect(try await house.ask("GET", "/readyz").status == 200)
            try await Task.sleep(for: .seconds(1.1))
            #expect(try await house.ask("GET", "/readyz").status == 503)
        }
    }

    @Test("a NUL character in a form or in an address is refused at the door")
    func nul() async throws {
        try await TestStation.run { house in
            let form = try await house.form(
                "/tickets", as: .company, ["matter": "TX05", "title": "a\0b", "body": "x"])
            #expect(form.status == 400)
            #expect(form.text.contains("U+0000"))
            for path in [
                "/tickets?q=%00", "/desk?tab=all&q=a%00", "/profiles/%00", "/tickets/new?title=%00",
                "/sign-in?back=/ok%00",
            ] {
                #expect(try await house.page(path, as: .liaison).status == 400, "\(path)")
            }
            // Escaped twice it is a text like any other.
            #expect(try await house.page("/tickets?q=%2500", as: .liaison).status == 200)
            let filed = try await house.api(
                "POST", "/tickets", as: .company, #"{"matter":"TX05","title":"\\u0000","body":"x"}"#)
            #expect(filed.status == 201)
        }
    }
}
