import Casework
import Foundation
import Station

@testable import Delivery

/// Messages and endpoints to test with.
enum Samples {
    /// 32 bytes.
    static let secret = "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString()

    static func code() throws -> CreditCode { try CreditCode("91350100M000100Y43") }

    static func endpoint(_ id: String, url: String, secret: String = secret, isEnabled: Bool = true) throws
        -> WebhookEndpoint
    {
        WebhookEndpoint(
            id: id, company: try code(), url: url, secret: secret,
            disabled: isEnabled ? nil : WebhookEndpoint.Disabling(.byCompany, at: Date(timeIntervalSince1970: 0)))
    }

    static func message(
        _ id: String, to destination: String, by channel: OutboxMessage.Channel = .webhook,
        subject: String = "诉求 2026-000123-7 已受理", body: String = #"{"specversion":"1.0","data":{"title":"你好"}}"#,
        createdAt: Date = Date(timeIntervalSince1970: 1_700_000_000)
    ) -> OutboxMessage {
        OutboxMessage(
            id: id, channel: channel, destination: destination, company: nil, ticket: nil,
            kind: "ticket-accepted.company", payload: OutboxMessage.Payload(subject: subject, body: body),
            createdAt: createdAt)
    }

    static func leased(_ message: OutboxMessage, attempt: Int = 1) -> LeasedMessage {
        LeasedMessage(message: message, attempt: attempt, leaseToken: "token")
    }
}
