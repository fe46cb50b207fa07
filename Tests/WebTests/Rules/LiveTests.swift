import Foundation
import Station
import Testing

@Suite("Live updates")
struct LiveTests {
    /// What a page's stream says, once it has ended.
    private func hear(_ house: TestStation, _ address: String, as person: Person) async throws -> Answer {
        try await house.page(address, as: person, ["Accept": "text/event-stream"])
    }

    @Test("are for the signed in, for those who may see the ticket, and for those who have lists")
    func access() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            let ticket = "/live?ticket=\(number)&version=0"
            let since = "/live?since=0"
            #expect(try await house.page(ticket, as: nil).status == 401)
            #expect(try await house.page(since, as: nil).status == 401)
            #expect(try await house.page(ticket, as: .company2).status == 404)
            #expect(try await house.page(ticket, as: .tax).status == 404)
            #expect(try await house.page(since, as: .admin).status == 403)
            #expect(try await house.page("/live?ticket=\(AccessTests.absent)&version=0", as: .liaison).status == 404)
            for wrong in ["/live", "/live?ticket=\(number)", "/live?ticket=1&version=1", "/live?since=yesterday"] {
                #expect(try await house.page(wrong, as: .liaison).status == 400, "\(wrong)")
            }
        }
    }

    @Test("a page that is older than its ticket hears so at once, and nothing of what")
    func late() async throws {
        try await TestStation.run { house in
            let number = try await house.file("很特别的标题")
            for address in ["/live?ticket=\(number)&version=0", "/live?since=0"] {
                let heard = try await hear(house, address, as: .company)
                #expect(heard.status == 200)
                #expect(heard.header("Content-Type") == "text/event-stream; charset=utf-8")
                #expect(heard.header("Cache-Control") == "no-store")
                #expect(heard.header("Content-Security-Policy") != nil)
                #expect(heard.text.hasPrefix("retry: "))
                #expect(heard.text.hasSuffix("\n\nevent: news\ndata: changed\n\n"))
                #expect(!heard.text.contains("特别"))
            }
        }
    }

    @Test("an open page hears what others do meanwhile; a burst is heard once")
    func meanwhile() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            async let ticket = hear(house, "/live?ticket=\(number)&version=1", as: .company)
            let now = Int(house.clock.now.timeIntervalSince1970 * 1000)
            async let desk = hear(house, "/live?since=\(now)", as: .liaison)
            try await Task.sleep(for: .milliseconds(200))
            for text in ["一", "二", "三"] {
                try await house.act(number, "notes", as: .liaison, #"{"text":"\#(text)"}"#)
            }
            for heard in [try await ticket, try await desk] {
                #expect(heard.text.components(separatedBy: "event: news").count == 2)
            }
        }
    }

    @Test("what others may not see makes no news; the stream ends with the session")
    func filtered() async throws {
        try await TestStation.run(heartbeat: .milliseconds(300)) { house in
            let now = Int(house.clock.now.timeIntervalSince1970 * 1000)
            async let quiet = hear(house, "/live?since=\(now)", as: .company2)
            async let unit = hear(house, "/live?since=\(now)", as: .entryExit)
            try await Task.sleep(for: .milliseconds(200))
            house.clock.move(1)
            try await house.start(try await house.file())
            try await Task.sleep(for: .milliseconds(1000))
            for person in [Person.company2, .entryExit] {
                try await house.station.signOut(token: try #require(house.tokens[person]))
            }
            for heard in [try await quiet, try await unit] {
                #expect(!heard.text.contains("news"))
                #expect(heard.text.contains(": \n\n"))
                #expect(heard.text.hasSuffix("event: over\ndata: over\n\n"))
            }
        }
    }

    @Test("the stream ends when its account is disabled")
    func disabled() async throws {
        try await TestStation.run(heartbeat: .milliseconds(200)) { house in
            let now = Int(house.clock.now.timeIntervalSince1970 * 1000)
            async let heard = hear(house, "/live?since=\(now)", as: .manager)
            try await Task.sleep(for: .milliseconds(300))
            try await house.station.disableAccount(Person.manager.rawValue)
            #expect(try await heard.text.hasSuffix("event: over\ndata: over\n\n"))
        }
    }

    @Test("an account has ten streams at most: the oldest makes room")
    func limit() async throws {
        try await TestStation.run(heartbeat: .milliseconds(200)) { house in
            let now = Int(house.clock.now.timeIntervalSince1970 * 1000)
            async let first = hear(house, "/live?since=\(now)", as: .liaison)
            try await Task.sleep(for: .milliseconds(300))
            let others = Task {
                try await withThrowingTaskGroup(of: Answer.self) { group in
                    for _ in 0..<10 {
                        group.addTask { try await hear(house, "/live?since=\(now)", as: .liaison) }
                    }
                    return try await group.reduce(into: [Answer]()) { $0.append($1) }
                }
            }
            #expect(try await first.text.hasSuffix("event: over\ndata: over\n\n"))
            house.clock.move(1)
            _ = try await house.file()
            #expect(try await others.value.count { $0.text.hasSuffix("event: news\ndata: changed\n\n") } == 10)
        }
    }

    @Test("pages that show tickets listen, pages after a problem too; others do not")
    func pages() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            let now = Int(house.clock.now.timeIntervalSince1970 * 1000)
            let rows: [(Person, String, String?)] = [
                (.company, "/", "/live?since=\(now)"), (.company, "/tickets?q=x", "/live?since=\(now)"),
                (.company, "/tickets/\(number)", "/live?ticket=\(number)&amp;version=1"),
                (.liaison, "/desk?tab=all", "/live?since=\(now)"), (.tax, "/legs", "/live?since=\(now)"),
                (.liaison, "/tickets/\(number)", "/live?ticket=\(number)&amp;version=1"),
                (.company, "/self-tests", nil), (.company, "/me", nil), (.company, "/tickets/new", nil),
            ]
            for (person, path, address) in rows {
                let page = try await house.page(path, as: person)
                #expect(page.text.contains("data-live=") == (address != nil), "\(path)")
                #expect(page.text.contains("/assets/js/live.js") == (address != nil), "\(path)")
                if let address { #expect(page.text.contains("data-live=\"\(address)\""), "\(path)") }
            }
            #expect(try await house.page("/tickets?q=x", as: .company).text.contains("href=\"/tickets?q=x\" data-key"))
            let again = try await house.form(
                "/tickets/\(number)/notes", as: .liaison, ["version": "1", "text": ""])
            #expect(again.status == 422)
            #expect(again.text.contains("href=\"/tickets/\(number)\" data-key"))
        }
    }
}
