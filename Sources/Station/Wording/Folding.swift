import Casework
import Foundation
import HealthCheck

/// Tells several messages to one address in one: “12 changes in 10 minutes”. The digest is written anew with each message
/// it takes up, in the transaction that caused that message, so it never says less than what happened.
struct Folding {
    let station: Station

    /// When the digest that takes up `message` is sent; nil if the message goes by itself.
    func end(
        of message: OutboxMessage, _ wishes: NoticePreferences, notBefore quiet: Date?,
        _ tx: borrowing StationTransaction
    ) throws -> Date? {
        let now = message.createdAt
        if let end = DigestRule.end(wishes.pace, at: now, station.policy.calendar) { return max(end, quiet ?? end) }
        if let quiet { return quiet }
        let storm = DigestRule.Storm(message.channel)
        let recent = OutboxQuery(
            channel: message.channel, destination: message.destination,
            since: now.addingTimeInterval(-storm.window))
        guard try tx.outbox.count(recent, limit: storm.messages) >= storm.messages else { return nil }
        return now.addingTimeInterval(storm.window)
    }

    /// Has the open digest of the address tell `message`, or opens one that is sent at `end`.
    func fold(
        _ message: OutboxMessage, until end: Date, _ language: Language, _ tx: borrowing StationTransaction
    ) throws {
        let open = try tx.outbox.openDigest(
            for: message.destination, channel: message.channel, at: message.createdAt)
        let digest =
            open?.message
            ?? OutboxMessage(
                id: station.ambient.newID(), channel: message.channel, destination: message.destination,
                company: message.company, ticket: nil, kind: DigestRule.kind,
                payload: OutboxMessage.Payload(subject: "", body: ""), createdAt: message.createdAt, notBefore: end)
        if open == nil { try tx.outbox.add(digest) }
        try tx.outbox.add(message, foldedInto: digest.id)
        let told = try tx.outbox.folded(into: digest.id, limit: DigestRule.lines)
        try tx.outbox.rewrite(digest.id, payload(digest, told.subjects, told.total, language))
    }

    private func payload(
        _ digest: OutboxMessage, _ subjects: [String], _ total: Int, _ language: Language
    ) -> OutboxMessage.Payload {
        let minutes = Int((digest.notBefore.timeIntervalSince(digest.createdAt) / 60).rounded(.up))
        let locales = station.catalogue.locales
        let span =
            minutes <= 90
            ? locales.text("digest.minutes", language, ["count": "\(minutes)"])
            : locales.text("digest.hours", language, ["count": "\((minutes + 30) / 60)"])
        let subject = locales.text("digest.subject", language, ["span": span, "count": "\(total)"])
        var lines = subjects.map { "· \($0)" }
        if total > subjects.count {
            lines.append(locales.text("digest.more", language, ["count": "\(total - subjects.count)"]))
        }
        let link = station.settings.baseURL + "/inbox"
        let body = [
            subject, "", lines.joined(separator: "\n"), "", locales.text("digest.link", language, ["link": link]),
        ]
        return OutboxMessage.Payload(subject: subject, body: body.joined(separator: "\n") + "\n")
    }
}
