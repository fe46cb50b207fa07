import Casework
import Foundation
import Station
import Testing

/// Replies to mails become messages on the ticket; everything else is refused or kept apart, and all of it is counted.
struct TakeMailTests {
    /// A mail as a gateway hands it over, and what must become of it.
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var fields: [String: String] = [:]
        var authentication = ["dmarc": "pass"]
        let outcome: InboundMail.Outcome
        let reason: String

        init(_ name: String, _ fields: [String: String], _ outcome: InboundMail.Outcome, _ reason: String) {
            testDescription = name
            self.fields = fields
            self.outcome = outcome
            self.reason = reason
        }

        func with(_ authentication: [String: String]) -> Example {
            var copy = self
            copy.authentication = authentication
            return copy
        }

        /// `thread` is the id of the mail it answers.
        func mail(thread: String) throws -> IncomingMail {
            var object: [String: Any] = [
                "from": "owner@company.example", "messageID": "<1@company.example>", "text": "我已补交。\n\n> 旧文",
                "inReplyTo": "<\(thread)@station.example>", "authentication": authentication,
            ]
            for (key, value) in fields { object[key] = value }
            return try JSONDecoder().decode(
                IncomingMail.self, from: try JSONSerialization.data(withJSONObject: object))
        }
    }

    private static let examples = [
        Example("a reply", [:], .accepted, "reply"),
        Example("a holiday note", ["autoSubmitted": "auto-replied"], .refused, "auto-reply"),
        Example("not automatic", ["autoSubmitted": "no"], .accepted, "reply"),
        Example("a list", ["precedence": "bulk"], .refused, "auto-reply"),
        Example("a bounce without status", ["from": ""], .refused, "bounce"),
        Example("the mailer daemon", ["from": "MAILER-DAEMON@company.example"], .refused, "bounce"),
        Example("a unit's own mailbox", ["from": "tax@station.example"], .refused, "loop"),
        Example("a forged sender", [:], .refused, "forged").with(["dmarc": "fail"]),
        Example("nothing proven", [:], .quarantined, "unproven").with([:]),
        Example("somebody else", ["from": "boss@company.example"], .quarantined, "other-sender"),
        Example("an unknown thread", ["inReplyTo": "<guess@station.example>"], .quarantined, "unknown-thread"),
        Example("no Message-ID", ["messageID": ""], .accepted, "reply"),
        Example("nothing new in it", ["text": "> 旧文\n\n在 周二 写道：\n旧"], .refused, "empty"),
    ]

    @Test(
        "each kind of mail has its outcome, and only a proven reply reaches the ticket: no loop, no mail uncounted, none that halts the rest (zammad #1131, #4941, #5428, #2923, freescout #2001, #4740)",
        arguments: examples)
    func outcomes(example: Example) async throws {
        let world = try await World()
        let number = try await world.started()
        let notice = try #require(try await world.messages().first { $0.kind == "ticket-accepted.company" })
        let before = try await world.kinds(of: number).count
        let taken = try await world.station.take(try example.mail(thread: notice.id))
        #expect(taken.outcome == example.outcome && taken.reason == example.reason)
        let kinds = try await world.kinds(of: number)
        #expect(kinds.count - before == (example.outcome == .accepted ? 1 : 0))
        if example.outcome == .accepted { #expect(kinds.last == .message) }
        let counts = try await world.station.inboundCounts(by: try await world.principal(.liaison))
        #expect(counts == [example.outcome: 1])
        #expect(
            try await world.station.take(try example.mail(thread: notice.id)) == taken, "the same mail twice is one")
        #expect(try await world.station.inboundCounts(by: try await world.principal(.liaison)) == counts)
    }

    @Test("a bounce flags the address of the mail that bounced, and nothing but one of ours")
    func bounces() async throws {
        let world = try await World()
        _ = try await world.file()
        let notice = try #require(try await world.messages().first { $0.kind == "ticket-submitted.company" })
        let bounce = Example("bounce", ["from": "", "failedStatus": "5.1.1"], .accepted, "bounce")
        #expect(try await world.station.take(try bounce.mail(thread: "guess")).outcome == .refused)
        let again = Example("bounce", ["from": "", "failedStatus": "5.1.1", "messageID": "<2@x>"], .accepted, "bounce")
        #expect(try await world.station.take(try again.mail(thread: notice.id)).outcome == .accepted)
        let choices = try await world.station.noticeChoices(by: try await world.principal(.owner))
        #expect(choices.mail.refused?.reason == "bounced 5.1.1")
    }
}
