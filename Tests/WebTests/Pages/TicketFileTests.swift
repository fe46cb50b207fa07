import Foundation
import Station
import Testing

@Suite("Files with a ticket's forms")
struct TicketFileTests {
    private static let picture = TestStation.picture

    private static func links(_ text: String) -> [String] {
        // Each stands in its event and in the list of all.
        Set(text.matches(of: /href="(\/tickets\/[^"]+\/files\/[^"]+)"/).map { String($0.1) }).sorted()
    }

    @Test("filed with a need, a file is beside it, saved as it was, as nothing a browser would run")
    func filing() async throws {
        try await TestStation.run { house in
            let sent = try await house.send(
                "/tickets", as: .company,
                ["matter": "TX05", "title": "退税被退回", "body": "请看附件", "idempotencyKey": "k1"],
                files: [("证书 1.png", Self.picture)])
            #expect(sent.status == 303, "\(sent.text)")
            let page = try await house.page(sent.location, as: .company)
            #expect(page.text.contains("证书 1.png") && page.text.contains("PNG，1 KB"))
            let link = try #require(Self.links(page.text).first)
            let saved = try await house.page(link, as: .company)
            #expect(saved.status == 200 && Data(saved.bytes) == Self.picture)
            #expect(saved.header("Content-Disposition")?.hasPrefix("attachment;") == true)
            #expect(saved.header("Content-Security-Policy") == "default-src 'none'; sandbox")
            #expect(saved.header("X-Content-Type-Options") == "nosniff")
            #expect(saved.header("Content-Type") == "image/png")
            // The browser sends the same form again: another boundary, the same request.
            let again = try await house.send(
                "/tickets", as: .company,
                ["matter": "TX05", "title": "退税被退回", "body": "请看附件", "idempotencyKey": "k1"],
                files: [("证书 1.png", Self.picture)], boundary: "other")
            #expect(again.location == sent.location)
        }
    }

    @Test("an internal note's file is nowhere the company looks: page, history, list, its own address")
    func internalStaysInside() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            for (noun, name) in [("notes", "内部.png"), ("messages", "公开.png")] {
                let sent = try await house.send(
                    "/tickets/\(number)/\(noun)", as: .tax, ["text": "见\(name)"], files: [(name, Self.picture)])
                #expect(sent.status == 303, "\(sent.text)")
            }
            let inside = try await house.page("/tickets/\(number)", as: .tax)
            let all = Self.links(inside.text)
            #expect(all.count == 2 && inside.text.contains("内部.png"))
            let outside = try await house.page("/tickets/\(number)", as: .company)
            let own = Self.links(outside.text)
            #expect(own.count == 1 && outside.text.contains("公开.png") && !outside.text.contains("内部.png"))
            let hidden = try #require(all.first { !own.contains($0) })
            for path in [hidden, "/api/v1" + hidden] {
                let found = try await house.page(path, as: .company)
                let absent = try await house.page(path.dropLast(12) + "000000000000", as: .company)
                #expect(found.status == 404 && absent.status == 404)
            }
            let id = try #require(hidden.split(separator: "/").last.map(String.init))
            #expect(try await house.page("/evidence/\(id)", as: .company).status == 404, "nor by the other door")
            let list = try await house.api("GET", "/tickets/\(number)/files", as: .company)
            #expect(list.json["items"].count == 1 && !list.text.contains("内部"))
            let events = try await house.api("GET", "/tickets/\(number)/events", as: .company)
            #expect(!events.text.contains(id) && !events.text.contains("内部.png"))
            for person in [Person.company2, .entryExit, .admin] {
                for path in all { #expect(try await house.page(path, as: person).status == 404, "\(person)") }
            }
        }
    }

    @Test("more than is taken is answered 413 in words, with what was typed, by its page and by filing's")
    func tooLarge() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let large = [("a.pdf", Data(count: 50 * 1024 * 1024))]
            let message = try await house.send(
                "/tickets/\(number)/messages", as: .company, ["text": "写了很久的话"], files: large)
            #expect(message.status == 413 && message.text.contains("文件超过 20 MB，请分开上传"))
            #expect(message.text.contains(">写了很久的话</textarea>") && message.text.contains("href=\"#reply-files\""))
            let filing = try await house.send(
                "/tickets", as: .company, ["matter": "TX05", "title": "题目", "body": "说明很长"], files: large)
            #expect(filing.status == 413 && filing.text.contains(">说明很长</textarea>"))
            #expect(filing.text.contains("value=\"题目\""))
            #expect(try await house.api("GET", "/tickets/\(number)/files", as: .company).json["items"].count == 0)
            let api = try await house.ask(
                "POST", "/api/v1/tickets/\(number)/messages",
                headers: [
                    "Authorization": "Bearer \(house.tokens[.company] ?? "")", "If-Match": "*",
                    "Content-Type": "multipart/form-data; boundary=b",
                ], body: TestStation.form(["text": "x"], large))
            #expect(api.status == 413 && api.header("Content-Type") == "application/problem+json")
        }
    }

    @Test("hostile files are refused by name within five seconds, what was typed stays, nothing is stored")
    func hostile() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            for (name, bytes, words) in HostileFiles.all {
                let start = ContinuousClock.now
                let page = try await house.send(
                    "/tickets/\(number)/messages", as: .company, ["text": "写好的话"], files: [(name, bytes)])
                #expect(page.status == 422 && page.text.contains(words), "\(name): \(page.status)")
                #expect(page.text.contains(">写好的话</textarea>"), "\(name)")
                #expect(ContinuousClock.now - start < .seconds(5), "\(name)")
            }
            #expect(try await house.api("GET", "/tickets/\(number)/files", as: .liaison).json["items"].count == 0)
        }
    }

    @Test("files alone are a message: their names stand for it; without either it is asked for")
    func filesAlone() async throws {
        try await TestStation.run { house in
            let number = try await house.file()
            try await house.start(number)
            let sent = try await house.send(
                "/tickets/\(number)/messages", as: .company, ["text": ""],
                files: [("护照.png", Self.picture), ("签证.png", Self.picture)])
            #expect(sent.status == 303)
            let events = try await house.api("GET", "/tickets/\(number)/events", as: .tax).json["items"]
            #expect(events[events.count - 1]["text"].text == "护照.png、签证.png")
            #expect(events[events.count - 1]["files"].count == 2)
            let empty = try await house.send("/tickets/\(number)/messages", as: .company, ["text": ""], files: [])
            #expect(empty.status == 422)
        }
    }

    @Test("the API takes a form with files where it takes JSON")
    func api() async throws {
        try await TestStation.run { house in
            let headers = [
                "Authorization": "Bearer \(house.tokens[.company] ?? "")", "If-Match": "*", "Idempotency-Key": "x",
                "Content-Type": "multipart/form-data; boundary=b",
            ]
            let filed = try await house.ask(
                "POST", "/api/v1/tickets", headers: headers,
                body: TestStation.form(
                    ["matter": "TX05", "title": "题", "body": "文"], [("a.png", Self.picture)]))
            #expect(filed.status == 201, "\(filed.text)")
            let number = filed.json["number"].text ?? ""
            let files = try await house.api("GET", "/tickets/\(number)/files", as: .liaison).json["items"]
            #expect(files.count == 1 && files[0]["standing"].text == "unscanned" && files[0]["type"].text == "png")
            let path = "/tickets/\(number)/files/\(files[0]["id"].text ?? "")"
            #expect(Data(try await house.api("GET", path, as: .liaison).bytes) == Self.picture)
        }
    }

    @Test("a file in quarantine says so and is not handed out, by page and by API")
    func quarantine() async throws {
        try await TestStation.run(scanner: SilentScanner()) { house in
            let number = try await house.file()
            try await house.start(number)
            _ = try await house.send(
                "/tickets/\(number)/messages", as: .company, ["text": "见"], files: [("a.png", Self.picture)])
            let page = try await house.page("/tickets/\(number)", as: .company)
            #expect(page.text.contains("等查毒，查完才能下载") && Self.links(page.text).isEmpty)
            let file = try await house.api("GET", "/tickets/\(number)/files", as: .company).json["items"][0]
            #expect(file["standing"].text == "waiting")
            let got = try await house.api("GET", "/tickets/\(number)/files/\(file["id"].text ?? "")", as: .company)
            #expect(got.status == 409 && got.text.contains("等查毒"))
        }
    }
}

/// A scanner that never answers.
private struct SilentScanner: VirusScanner {
    func scan(_ bytes: Data) async throws(ScanFailure) -> ScanVerdict { throw ScanFailure("no answer in time") }
}
