import Casework
import Foundation
import HealthCheck

/// CloudEvents 1.0, JSON format: numbers and states, no texts and nothing personal.
struct CloudEvent: Encodable {
    let specversion = "1.0"
    let id: String
    let source: String
    let type: String
    let subject: String
    let time: String
    let datacontenttype = "application/json"
    let data: Body

    struct Body: Encodable {
        let ticket: String?
        /// The number of the ticket's event: puts shuffled and repeated ones in order.
        let sequence: Int?
        let state: String?
        let stage: String?
        let due: String?
        let link: String
    }
}

extension Station {
    /// A message to a webhook endpoint.
    func event(
        _ kind: String, to endpoint: WebhookEndpoint, ticket: TicketNumber?, subject: String, at now: Date,
        _ data: CloudEvent.Body
    ) -> OutboxMessage {
        let id = ambient.newID()
        let body = CloudEvent(
            id: id, source: settings.baseURL, type: "cloudstation.\(kind)", subject: subject,
            time: DateText(policy.calendar, .en).rfc3339(now), data: data)
        return OutboxMessage(
            id: id, channel: .webhook, destination: endpoint.id, company: endpoint.company, ticket: ticket, kind: kind,
            payload: OutboxMessage.Payload(subject: kind, body: StationJSON.text(body)), createdAt: now)
    }
}
