import Foundation
import Station
import Testing

@testable import Delivery

struct MailMessageTests {
    private func lines(subject: String, body: String = "您好", name: String = "助企云站", id: String = "0191-a") throws
        -> [String]
    {
        let message = MailMessage(
            from: try #require(MailAddress("station@example.cn")), name: name,
            to: try #require(MailAddress("zhang@example.org")),
            message: Samples.message(id, to: "zhang@example.org", by: .mail, subject: subject, body: body))
        return String(decoding: message.bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    @Test("the message is the same on every attempt, with an id and a date of its own")
    func identity() throws {
        let lines = try lines(subject: "hello")
        #expect(try self.lines(subject: "hello") == lines)
        #expect(lines.contains("Message-ID: <0191-a@example.cn>"))
        #expect(lines.contains("Date: Tue, 14 Nov 2023 22:13:20 +0000"))
        #expect(lines.contains("To: <zhang@example.org>"))
        #expect(lines.contains("Subject: hello"))
    }

    @Test(
        "a line break in a subject, a name or an id begins no header",
        arguments: [
            "a\r\nBcc: evil@example.org", "a\nBcc: evil@example.org", "a\rBcc: evil@example.org",
            "你\r\nBcc: evil@example.org\r\n\r\nbody", "a\u{2028}Bcc: evil@example.org", "a\u{85}Bcc: evil@example.org",
            "=?UTF-8?B?DQpCY2M6IGV2aWw=?=", "a\u{0}b",
        ])
    func injection(text: String) throws {
        let lines = try lines(subject: text, name: text, id: text)
        let head = lines.prefix { !$0.isEmpty }
        #expect(!lines.contains { $0.hasPrefix("Bcc") })
        #expect(head.count { !$0.hasPrefix(" ") } == 9)
        #expect(head.allSatisfy { $0.unicodeScalars.allSatisfy { (0x20...0x7e).contains($0.value) } })
    }

    @Test("control characters are gone, not merely encoded")
    func flattening() {
        #expect(EncodedWord.flatten("a\r\nb\u{0}c\u{2028}d\u{85}\te 你") == "a b c d e 你")
    }

    @Test("a long subject of Chinese and emoji is folded into words of whole letters and reads the same")
    func folding() throws {
        let subject = String(repeating: "出境人员安全风险预警👩‍👩‍👧‍👦🚀", count: 8)
        let lines = try lines(subject: subject)
        let start = try #require(lines.firstIndex { $0.hasPrefix("Subject: ") })
        let folded = [lines[start]] + lines[(start + 1)...].prefix { $0.hasPrefix(" ") }
        #expect(folded.count > 3)
        #expect(folded.allSatisfy { $0.utf8.count <= 76 })
        let words = folded.map { $0.replacing("Subject: ", with: "").trimmingCharacters(in: .whitespaces) }
        let decoded = try words.map { word in
            let encoded = try #require(word.wholeMatch(of: /=\?UTF-8\?B\?([A-Za-z0-9+\/=]+)\?=/)).output.1
            let bytes = try #require(Data(base64Encoded: String(encoded)))
            return try #require(String(data: bytes, encoding: .utf8))
        }
        #expect(decoded.joined() == subject)
    }

    @Test("the body comes back as written, in lines of at most 76")
    func body() throws {
        let text = "第一行\n.\r\nlast\r" + String(repeating: "长", count: 200)
        let parts = try parts(of: try lines(subject: "x", body: text))
        #expect(parts.count == 2)
        let expected = "第一行\r\n.\r\nlast\r\n" + String(repeating: "长", count: 200)
        #expect(parts.first == expected)
    }

    /// The decoded parts of a mail between its boundaries.
    private func parts(of lines: [String]) throws -> [String] {
        #expect(lines.contains(" boundary=\"=_0191-a\"") && lines.dropLast().last == "--=_0191-a--")
        return try lines.split(separator: "--=_0191-a").dropFirst().map { part in
            let encoded = part.drop { !$0.isEmpty }.dropFirst().prefix { !$0.hasPrefix("--") }
            #expect(encoded.allSatisfy { $0.utf8.count <= 76 })
            return String(decoding: try #require(Data(base64Encoded: encoded.joined())), as: UTF8.self)
        }
    }

    @Test("an invitation is the last part, named as what it is; a mail without one has none")
    func invitation() throws {
        let file = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"
        let payload = OutboxMessage.Payload(subject: "x", body: "y", invitation: .init(.cancel, file: file))
        let message = MailMessage(
            from: try #require(MailAddress("station@example.cn")), name: "助企云站",
            to: try #require(MailAddress("zhang@example.org")),
            message: OutboxMessage(
                id: "0191-a", channel: .mail, destination: "zhang@example.org", company: nil, ticket: nil, kind: "k",
                payload: payload, createdAt: Date(timeIntervalSince1970: 1_700_000_000)))
        let lines = String(decoding: message.bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(
            lines.filter { $0.hasPrefix("Content-Type: text/") } == [
                "Content-Type: text/plain; charset=utf-8", "Content-Type: text/html; charset=utf-8",
                "Content-Type: text/calendar; charset=utf-8; method=CANCEL",
            ])
        #expect(try parts(of: lines).last == file)
        #expect(try !self.lines(subject: "x").contains { $0.contains("calendar") })
    }

    @Test("the HTML part says the same, links what is a link, and nothing written becomes markup")
    func html() throws {
        let text = "您好 <script>alert(1)</script> \"x\"\n进度：https://a.example/t?a=1&b=<2\n\n助企云站"
        let html = try #require(try parts(of: try lines(subject: "x", body: text)).last)
        #expect(html.contains("您好 &lt;script&gt;alert(1)&lt;/script&gt; &quot;x&quot;<br>进度："))
        let address = "https://a.example/t?a=1&amp;b=&lt;2"
        #expect(html.contains("<a href=\"\(address)\">\(address)</a></p><p>助企云站</p>"))
        #expect(html.contains("<html lang=\"zh-Hans\">") && MailHTML.page("hello").contains("<html lang=\"en\">"))
    }

    @Test(
        "addresses that could break a header or a command are none",
        arguments: [
            "", "a", "@b", "a@", "a@b@c", "a b@c", "a@b>\r\nRCPT TO:<x@y", "a@b\n", "<a@b>", "\"a\"@b", "a..b@c",
            ".a@b",
            "a@-b c", "张@example.org", "a@例子.cn", "a,b@c.d", String(repeating: "a", count: 65) + "@b.c",
        ])
    func malformedAddress(text: String) { #expect(MailAddress(text) == nil) }

    @Test("ordinary addresses are taken")
    func address() throws {
        #expect(MailAddress("a.b+c_d-e@sub.example.cn")?.domain == "sub.example.cn")
        #expect(MailAddress("root@localhost") != nil)
    }
}
