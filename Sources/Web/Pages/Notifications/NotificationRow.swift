import Casework
import Foundation
import HealthCheck
import Station

/// One message of the log.
struct NotificationRow {
    let id: String
    let at: String
    let recipient: String
    let channel: String
    let subject: String
    let ticket: String?
    let state: String
    let kind: String
    let note: String?
    let canReplay: Bool

    init(_ entry: OutboxEntry, _ wording: Wording, canReplay: Bool) {
        let message = entry.message
        id = message.id
        at = wording.dates.moment(message.createdAt)
        recipient =
            message.channel == .webhook ? wording.say("notifications.endpoint") : Masking.address(message.destination)
        channel = wording.say("channel.\(message.channel.rawValue)")
        subject = message.channel == .webhook ? wording.noticeKind(message.kind) : message.payload.subject
        ticket = message.ticket?.description
        state = wording.delivery(entry)
        kind =
            switch entry.state {
            case .delivered: "ok"
            case .failed: "danger"
            case .unknown: "warn"
            case .waiting: entry.attempts > 0 ? "warn" : "info"
            case .sending, .handedOver, .folded: "info"
            }
        note =
            entry.state == .delivered
            ? nil : entry.lastError.map { wording.say("delivery.reason", ["reason": wording.fault($0)]) }
        self.canReplay = canReplay && [.failed, .unknown].contains(entry.state)
    }
}

extension Wording {
    /// Where a message stands: `14:20 再试`, `已送达`.
    func delivery(_ entry: OutboxEntry) -> String {
        guard entry.state == .waiting, entry.attempts > 0 || entry.message.notBefore > entry.message.createdAt else {
            return say("delivery.\(entry.state.rawValue)")
        }
        let key = entry.attempts > 0 ? "delivery.again" : "delivery.later"
        return say(key, ["time": dates.moment(entry.nextAttemptAt)])
    }

    /// What the log keeps of a failure, in words.
    func fault(_ text: String) -> String { locales.fault(text, language) }

    /// How many a range replay would send; it counts no further than one goes.
    func replayCount(_ count: Int) -> String {
        say("replay.count", ["count": count >= Station.replayLimit ? "\(count)+" : "\(count)"])
    }

    /// The name of a notice's kind as people read it.
    func noticeKind(_ kind: String) -> String { say("notice-kind.\(kind)") }
}
