import Casework
import Foundation
import HealthCheck

/// Tells several messages to one address in one: “12 changes in 10 minutes”. The digest is brought up to date with each
/// message it takes up, in the transaction that caused that message, so it never says less than what happened.
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
        // Whoever else folds for this address comes after us, and counts what we added.
        try tx.outbox.holdDigest(of: message.destination)
        let open = try tx.outbox.openDigest(
            for: message.destination, channel: message.channel, at: message.createdAt)
        // Unless the worker took it a moment ago: then it cannot tell of this one any more.
        if let open, try tell(message, in: open, language, tx) {
            return try tx.outbox.add(message, foldedInto: open.id)
        }
        let id = station.ambient.newID()
        try tx.outbox.add(
            OutboxMessage(
                id: id, channel: message.channel, destination: message.destination, company: message.company,
                ticket: nil, kind: DigestRule.kind,
                payload: telling(message, after: nil, from: message.createdAt, until: end, language),
                createdAt: message.createdAt, notBefore: end))
        try tx.outbox.add(message, foldedInto: id)
    }

    /// Whether the open digest could still take up `message`.
    private func tell(
        _ message: OutboxMessage, in open: OpenDigest, _ language: Language, _ tx: borrowing StationTransaction
    ) throws -> Bool {
        // Once it names no more, it only counts: what it says is made of the count when it is read.
        guard open.total < DigestRule.lines else { return try tx.outbox.countFolded(into: open.id) }
        guard let digest = try tx.outbox.entry(open.id)?.message else { return false }
        let text = telling(
            message, after: digest.payload.told, from: digest.createdAt, until: digest.notBefore, language)
        return try tx.outbox.rewrite(open.id, text)
    }

    private func telling(
        _ message: OutboxMessage, after told: OutboxMessage.Told?, from start: Date, until end: Date,
        _ language: Language
    ) -> OutboxMessage.Payload {
        let wording = wording(from: start, until: end, language)
        return (told ?? OutboxMessage.Told(subjects: [], total: 0))
            .adding(message.payload.subject, limit: DigestRule.lines, wording).payload(wording)
    }

    private func wording(from start: Date, until end: Date, _ language: Language) -> OutboxMessage.Told.Wording {
        let minutes = Int((end.timeIntervalSince(start) / 60).rounded(.up))
        let locales = station.catalogue.locales
        let span =
            minutes <= 90
            ? locales.text("digest.minutes", language, ["count": "\(minutes)"])
            : locales.text("digest.hours", language, ["count": "\((minutes + 30) / 60)"])
        return OutboxMessage.Told.Wording(
            subject: locales.text("digest.subject", language, ["span": span]),
            more: locales.text("digest.more", language),
            link: locales.text("digest.link", language, ["link": station.settings.baseURL + "/inbox"]))
    }
}
