import Casework
import Crypto
import Foundation

/// A mail as a gateway hands it over, with what it found out about the sender.
public struct IncomingMail: Codable, Hashable, Sendable {
    /// What SPF, DKIM and DMARC said of the sender, each `pass`, `fail` or `none`.
    public struct Authentication: Codable, Hashable, Sendable {
        public var spf: String?
        public var dkim: String?
        public var dmarc: String?

        var isForged: Bool { dmarc == "fail" || (spf == "fail" && dkim != "pass") }
        var isProven: Bool { dmarc == "pass" || spf == "pass" || dkim == "pass" }
    }

    /// Bare address; empty for a bounce.
    public var from: String
    /// May be empty: such mails exist and hold nothing up.
    public var messageID: String?
    public var inReplyTo: String?
    public var references: [String]?
    /// The header `Auto-Submitted` (RFC 3834).
    public var autoSubmitted: String?
    public var precedence: String?
    public var authentication: Authentication?
    /// Of a bounce: the enhanced status, `5.1.1`.
    public var failedStatus: String?
    public var text: String

    public init(from: String, text: String) {
        self.from = from
        self.text = text
    }
}

extension Station {
    /// Takes in one mail: a reply to a notice becomes a message on its ticket. Whatever happens to it is kept, so that
    /// fetched is always accepted, refused and quarantined together; the same mail brought twice counts once.
    public func take(_ mail: IncomingMail) async throws -> InboundMail {
        try await database.write { [self] tx in try take(mail, tx) }
    }

    /// The same within a transaction.
    public func take(_ mail: IncomingMail, _ tx: borrowing StationTransaction) throws -> InboundMail {
        let id = Self.identity(mail)
        // Gateways bring a mail again while its first coming is still being taken in.
        try tx.notices.holdInbound(id)
        if let known = try tx.notices.inbound(id) { return known }
        let thread = try thread(of: mail, tx)
        let (outcome, reason) = try judge(mail, thread, tx)
        let taken = InboundMail(
            id: id, at: ambient.now(), outcome: outcome, reason: reason, sender: Masking.address(mail.from.oneLine),
            ticket: thread?.message.ticket)
        try tx.notices.add(taken)
        if outcome == .quarantined { try keep(mail, as: taken, tx) }
        try audit(
            "mail.\(outcome.rawValue)", thread?.message.ticket?.description ?? id, by: "mail gateway",
            result: reason, tx)
        return taken
    }

    /// How many mails came in and what became of them.
    public func inboundCounts(by principal: Principal) async throws -> [InboundMail.Outcome: Int] {
        guard try access.requireNotifications(principal) == nil else { throw StationError.notForRole }
        return try await database.read { tx in try tx.notices.inboundCounts() }
    }

    private func judge(
        _ mail: IncomingMail, _ thread: OutboxEntry?, _ tx: borrowing StationTransaction
    ) throws -> (InboundMail.Outcome, String) {
        if let status = mail.failedStatus {
            // Only what was really sent can have bounced; 4.x.x is for now.
            guard let thread, status.hasPrefix("5.") else { return (.refused, "bounce") }
            try deliveryEnded(thread.message, DeliveryEnding(.address, DeliveryFault(.bounced, status)), tx)
            return (.accepted, "bounce")
        }
        let sender = mail.from.lowercased()
        if sender.isEmpty || ["mailer-daemon@", "postmaster@"].contains(where: sender.hasPrefix) {
            return (.refused, "bounce")
        }
        if let auto = mail.autoSubmitted?.lowercased(), !auto.isEmpty, auto != "no" { return (.refused, "auto-reply") }
        if ["bulk", "junk", "list", "auto_reply"].contains(mail.precedence?.lowercased() ?? "") {
            return (.refused, "auto-reply")
        }
        if mail.authentication?.isForged ?? false { return (.refused, "forged") }
        if catalogue.units.contains(where: { $0.email.lowercased() == sender }) { return (.refused, "loop") }
        guard let thread, let number = thread.message.ticket, thread.message.company != nil else {
            return (.quarantined, "unknown-thread")
        }
        guard thread.message.destination.lowercased() == sender else { return (.quarantined, "other-sender") }
        guard mail.authentication?.isProven ?? false else { return (.quarantined, "unproven") }
        let text = ReplyText.own(mail.text)
        guard !text.isEmpty else { return (.refused, "empty") }
        guard text.count <= Self.actionTextLimit else { return (.quarantined, "too-long") }
        try tx.tickets.hold(number)
        guard let ticket = try tx.tickets.ticket(number) else { return (.quarantined, "unknown-thread") }
        do {
            try apply(.message(text: text), to: ticket, by: .company, actor: nil, tx)
            return (.accepted, "reply")
        } catch StationError.ticket {
            return (.quarantined, "ticket-ended")
        }
    }

    /// The notice a mail answers: our own Message-IDs are the ids of messages, which nobody can guess.
    private func thread(of mail: IncomingMail, _ tx: borrowing StationTransaction) throws -> OutboxEntry? {
        for reference in ([mail.inReplyTo].compactMap(\.self) + (mail.references ?? [])).prefix(20) {
            let token = reference.drop { $0 == "<" || $0 == " " }.prefix { $0 != "@" }
            guard !token.isEmpty, token.utf8.count <= 64, let entry = try tx.outbox.entry(String(token)),
                entry.message.channel == .mail
            else { continue }
            return entry
        }
        return nil
    }

    private static func identity(_ mail: IncomingMail) -> String {
        let named = mail.messageID?.trimmingCharacters(in: .whitespaces) ?? ""
        let text = named.isEmpty ? "\(mail.from)\n\(mail.inReplyTo ?? "")\n\(mail.text)" : named
        return SHA256.hash(data: Data(text.utf8)).hexadecimal
    }
}

/// What somebody wrote themselves in a reply, without the mail it answers.
enum ReplyText {
    static func own(_ text: String) -> String {
        var own: [Substring] = []
        for line in text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(">") { continue }
            if begins(line) { break }
            own.append(line)
        }
        return own.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// `On … wrote:`, `在 … 写道：`, `-----原始邮件-----`, the signature's `-- `.
    private static func begins(_ line: Substring) -> Bool {
        let trimmed = line.trimmingCharacters(in: .whitespaces)
        return line == "-- " || (trimmed.hasPrefix("On ") && trimmed.hasSuffix("wrote:"))
            || trimmed.hasSuffix("写道：") || trimmed.hasSuffix("写道:")
            || (trimmed.hasPrefix("-----") && trimmed.hasSuffix("-----"))
    }
}
