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
            (550, .transport(55), .failed(DeliveryFault(.noMailbox, "550"), cause: .address)),
            (554, .transport(55), .failed(DeliveryFault(.mailRefused, "554"))),
            (450, .transport(55), .retry(DeliveryFault(.mailLater, "450"), isDown: false)),
            (421, .transport(55), .retry(DeliveryFault(.mailClosing, "421"))),
            (530, .transport(55), .retry(DeliveryFault(.mailSignIn, "530"))),
            (535, .signInRefused, .retry(DeliveryFault(.mailSignIn))),
            (354, .brokenOff, .retry(DeliveryFault(.brokenOff))),
            (220, .timedOut, .retry(DeliveryFault(.timedOut))),
            (0, .refused, .retry(DeliveryFault(.connectionRefused))),
            (250, .startTLSMissing, .retry(DeliveryFault(.startTLSMissing))),
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
        #expect(outcome == .failed(DeliveryFault(.notMailAddress), cause: .address))
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
