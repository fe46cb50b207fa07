import Foundation
import Station

/// Sends to a company's own endpoint, as Standard Webhooks 1.0 asks; the body is a CloudEvents 1.0 JSON event.
struct WebhookChannel: Channel {
    let database: any StationDatabase
    let engine: CurlEngine
    /// Where the station is reached, for the receiver's log.
    let sender: String
    let now: @Sendable () -> Date

    func send(_ leased: LeasedMessage) async -> SendResult {
        let message = leased.message
        let endpoint: WebhookEndpoint?
        do {
            endpoint = try await database.read { [id = message.destination] tx in try tx.companies.endpoint(id) }
        } catch {
            return .retry(DeliveryFault(.endpointUnread), isDown: false)
        }
        guard let endpoint else { return .failed(DeliveryFault(.endpointMissing)) }
        guard endpoint.isEnabled else { return .failed(DeliveryFault(.endpointDisabled)) }
        guard let request = request(message, to: endpoint) else {
            return .failed(DeliveryFault(.endpointSecret))
        }
        return Self.judge(await engine.perform(request), now: now())
    }

    func shutDown() async { await engine.shutDown() }

    /// What an answer means. A status counts only when the answer came in whole, or was cut short by us.
    static func judge(_ result: CurlResult, now: Date) -> SendResult {
        switch result.failure {
        case nil, .tooLarge: break
        case .stopped: return .abandoned
        case .unusable(let why): return .failed(CurlFailure.unusable(why).fault)
        case .some(let failure): return .retry(failure.fault)
        }
        switch result.status {
        case 200...299: return .delivered
        case 410: return .failed(.http(410), cause: .gone)
        case 429, 503:
            let asked = result.headers["retry-after"].flatMap { RetryAfter.parse($0, now: now) }
            return .retry(.http(result.status), notBefore: asked)
        // Nothing, or no more than that an answer is to come.
        case ..<200: return .retry(result.failure?.fault ?? DeliveryFault(.oddAnswer))
        default: return .retry(.http(result.status))
        }
    }

    /// Signed anew on each attempt, since receivers refuse old timestamps, and with every secret that is in force.
    private func request(_ message: OutboxMessage, to endpoint: WebhookEndpoint) -> CurlRequest? {
        let moment = now()
        let timestamp = Int(moment.timeIntervalSince1970)
        var signatures: [String] = []
        for secret in endpoint.secrets(at: moment) {
            guard let signature = WebhookSignature(secret: secret) else { return nil }
            signatures.append(signature.sign(id: message.id, timestamp: timestamp, body: message.payload.body))
        }
        let headers = [
            (name: "Content-Type", value: "application/cloudevents+json"),
            (name: "User-Agent", value: "CloudStation/1 (+\(sender))"),
            (name: "webhook-id", value: message.id),
            (name: "webhook-timestamp", value: String(timestamp)),
            (name: "webhook-signature", value: signatures.joined(separator: " ")),
        ]
        return CurlRequest(url: endpoint.url, kind: .post(headers: headers, body: Array(message.payload.body.utf8)))
    }
}
