import Foundation
import Station
import Testing

@testable import Delivery

struct MailChannelTests {
    private func settings(_ url: String, from: String = "station@example.cn") -> DeliveryConfiguration.Mail {
        DeliveryConfiguration.Mail(url: url, from: from, name: "助企云站")
    }

    private let engine = CurlEngine(name: "test", addressGuard: AddressGuard())

    @Test(
        "each of the server's last words has its outcome",
        arguments: [
            (250, nil, SendResult.delivered),
            (550, .transport("x"), .failed(error: "SMTP 550: refused for good", cause: .address)),
            (554, .transport("x"), .failed(error: "SMTP 554: refused for good")),
            (450, .transport("x"), .retry(error: "SMTP 450: refused for now", isDown: false)),
            (421, .transport("x"), .retry(error: "SMTP 421: the server is closing")),
            (530, .transport("x"), .retry(error: "SMTP 530: the server wants another sign-in")),
            (535, .signInRefused, .retry(error: "the mail server refused the station's sign-in")),
            (354, .transport("cut"), .retry(error: "cut")),
            (220, .timedOut, .retry(error: "timed out")),
            (0, .transport("no connection"), .retry(error: "no connection")),
            (0, .stopped, .abandoned),
        ] as [(Int, CurlFailure?, SendResult)])
    func replies(status: Int, failure: CurlFailure?, outcome: SendResult) {
        #expect(MailChannel.judge(CurlResult(status: status, failure: failure)) == outcome)
    }

    @Test("a folder stands in for a server: one file per mail, the same on a second attempt")
    func folder() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mails \(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let channel = try MailChannel(settings(folder.absoluteString), engine: engine)
        let message = Samples.message("0191/../a", to: "zhang@example.org", by: .mail)
        for attempt in 1...2 {
            #expect(await channel.send(Samples.leased(message, attempt: attempt)) == .delivered)
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
        #expect(files == ["0191____a.eml"])
        let text = try String(contentsOf: folder.appending(path: try #require(files.first)), encoding: .utf8)
        #expect(text.contains("To: <zhang@example.org>\r\n"))
        #expect(text.hasSuffix("\r\n"))
    }

    @Test("a recipient that is no address fails for good")
    func recipient() async throws {
        let channel = try MailChannel(settings("smtp://127.0.0.1:9"), engine: engine)
        let message = Samples.message("a", to: "x@y>\r\nRCPT TO:<z@y", by: .mail)
        let outcome = await channel.send(Samples.leased(message))
        #expect(outcome == .failed(error: "the recipient is not a mail address", cause: .address))
    }

    @Test(
        "settings that make no sense are refused",
        arguments: [
            "", "http://mail.example.cn", "smtp://", "smtp://user:secret@mail.example.cn", "file://host/folder/",
            "mail",
        ])
    func malformed(url: String) {
        #expect(throws: DeliveryConfiguration.Mistake.mailURL(url)) { try MailChannel(settings(url), engine: engine) }
    }

    @Test("a sender that is no address is refused")
    func sender() {
        #expect(throws: DeliveryConfiguration.Mistake.sender("x")) {
            try MailChannel(settings("smtp://localhost", from: "x"), engine: engine)
        }
    }
}
