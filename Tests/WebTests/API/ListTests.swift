import Casework
import Foundation
import Testing

@Suite("Lists")
struct ListTests {
    @Test("following rel=next walks every ticket once, whatever is filtered")
    func walk() async throws {
        try await TestStation.run { house in
            var filed: Set<String> = []
            for index in 1...23 {
                filed.insert(try await house.file("第 \(index) a+b 件"))
                if index % 5 == 0 { house.clock.move(60) }
            }
            let filters = ["", "state=open&", "matter=TX05&", "q=a%2Bb&", "q=%E4%BB%B6&q=x&", "unit=liaison-desk&"]
            for filter in filters {
                var path: String? = "/tickets?\(filter)limit=5"
                var seen: [String] = []
                while let next = path {
                    let page = try await house.api("GET", next, as: .liaison)
                    #expect(page.status == 200)
                    #expect(page.json["items"].count <= 5)
                    seen += page.json["items"].items.compactMap { $0["number"].text }
                    path = nextPath(page)
                    #expect((path == nil) == (page.json["next"] == .null))
                }
                if filter.hasPrefix("q=%E4") { continue }
                #expect(seen.count == 23 && Set(seen) == filed, "\(filter)")
            }
            var walked = 0
            var path: String? = "/notifications?limit=7"
            while let next = path {
                let page = try await house.api("GET", next, as: .manager)
                walked += page.json["items"].count
                path = nextPath(page)
            }
            // One to the company and one to the desk for each, and the two digests that tell the last of them.
            #expect(walked == 2 * 23 + 2)
        }
    }

    private func nextPath(_ answer: Answer) -> String? {
        guard let link = answer.header("Link") else { return nil }
        #expect(link.hasSuffix(">; rel=\"next\""))
        return String(link.dropFirst("</api/v1".count).prefix { $0 != ">" })
    }

    @Test("a limit beyond a hundred is cut, one below one is one, and a malformed cursor is the first page")
    func limits() async throws {
        try await TestStation.run { house in
            for index in 1...103 { _ = try await house.file("\(index)") }
            for (limit, count) in [("1000", 100), ("0", 1), ("-5", 1), ("x", 25), ("", 25), ("100", 100)] {
                let page = try await house.api("GET", "/tickets?limit=\(limit)", as: .company)
                #expect(page.status == 200 && page.json["items"].count == count, "\(limit)")
            }
            let first = try await house.api("GET", "/tickets?limit=2", as: .company).json["items"]
            for cursor in ["x", "%FF%FE", "AAAA", String(repeating: "9", count: 3000), "e30=", "due.1.2"] {
                let page = try await house.api("GET", "/tickets?limit=2&cursor=\(cursor)", as: .company)
                #expect(page.status == 200 && page.json["items"] == first, "\(cursor)")
                for path in ["/notifications?cursor=\(cursor)"] {
                    #expect(try await house.api("GET", path, as: .company).status == 200)
                }
            }
        }
    }

    @Test("a space in a search may come as a plus sign, as browsers send it")
    func plus() async throws {
        try await TestStation.run { house in
            let number = try await house.file("export refund of March")
            _ = try await house.file("something else")
            for query in ["export+refund", "export%20refund"] {
                let found = try await house.api("GET", "/tickets?q=\(query)", as: .company).json["items"]
                #expect(found.items.map { $0["number"].text } == [number], "\(query)")
                for (path, person) in [("/tickets", Person.company), ("/desk", .liaison)] {
                    let page = try await house.page("\(path)?q=\(query)", as: person)
                    #expect(page.text.contains(number) && page.text.contains("value=\"export refund\""))
                }
            }
        }
    }

    @Test("filters that name nothing known are refused, or find nothing")
    func filters() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            #expect(try await house.api("GET", "/tickets?state=lost", as: .liaison).pointers == ["/state"])
            #expect(try await house.api("GET", "/notifications?state=lost", as: .liaison).pointers == ["/state"])
            #expect(try await house.api("GET", "/notifications?ticket=7", as: .liaison).pointers == ["/ticket"])
            #expect(try await house.api("GET", "/summary?from=soon", as: .manager).pointers == ["/from"])
            #expect(try await house.api("GET", "/summary?unit=nobody", as: .manager).pointers == ["/unit"])
            let none = try await house.api("GET", "/tickets?unit=nobody&overdue=true", as: .liaison)
            #expect(none.status == 200 && none.json["items"].count == 0)
            let own = try await house.api("GET", "/notifications?ticket=\(number)", as: .company).json["items"]
            #expect(own.items.allSatisfy { $0["ticket"].text == number } && own.count == 1)
            let summary = try await house.api("GET", "/summary?from=2026-11-01&to=2026-11-30", as: .manager).json
            #expect(summary["filed"].number == 1 && summary["from"].text == "2026-11-01T00:00:00+08:00")
        }
    }
}
