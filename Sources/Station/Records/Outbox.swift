public import Casework
public import Foundation

/// One message to one destination, written in the transaction that caused it.
public struct OutboxMessage: Hashable, Sendable, Identifiable {
    /// How it travels.
    public enum Channel: String, Codable, Hashable, Sendable {
        case mail
        case webhook
    }

    /// Also the `webhook-id` and the mail's `Message-ID`: the same on every attempt.
    public let id: String
    public let channel: Channel
    /// Mail address, or the id of the webhook endpoint.
    public let destination: String
    /// The company it concerns, for the company's own log.
    public let company: CreditCode?
    public let ticket: TicketNumber?
    /// The notice's name, e.g. `ticket-accepted.company`.
    public let kind: String
    public let payload: Payload
    public let createdAt: Date

    /// What is sent; rendered once, in the transaction, so that a retry sends the same.
    public struct Payload: Codable, Hashable, Sendable {
        public let subject: String
        public let body: String

        public init(subject: String, body: String) {
            self.subject = subject
            self.body = body
        }
    }

    public init(
        id: String, channel: Channel, destination: String, company: CreditCode?, ticket: TicketNumber?,
        kind: String, payload: Payload, createdAt: Date
    ) {
        self.id = id
        self.channel = channel
        self.destination = destination
        self.company = company
        self.ticket = ticket
        self.kind = kind
        self.payload = payload
        self.createdAt = createdAt
    }
}

/// Where a message stands with its destination.
public enum DeliveryState: String, Codable, Hashable, Sendable, CaseIterable {
    case waiting
    case sending
    case delivered
    /// Given up on; can be replayed.
    case failed
}

/// A message a worker has leased: nobody else sends it until the lease runs out.
public struct LeasedMessage: Hashable, Sendable {
    public let message: OutboxMessage
    /// Attempts including this one, from 1.
    public let attempt: Int
    /// Must still match when the outcome is recorded; a late worker's outcome is refused.
    public let leaseToken: String

    public init(message: OutboxMessage, attempt: Int, leaseToken: String) {
        self.message = message
        self.attempt = attempt
        self.leaseToken = leaseToken
    }
}

/// A message with its delivery history, for the notification log.
public struct OutboxEntry: Hashable, Sendable {
    public let message: OutboxMessage
    public let state: DeliveryState
    public let attempts: Int
    public let nextAttemptAt: Date
    public let lastError: String?
    public let deliveredAt: Date?

    public init(
        message: OutboxMessage, state: DeliveryState, attempts: Int, nextAttemptAt: Date, lastError: String?,
        deliveredAt: Date?
    ) {
        self.message = message
        self.state = state
        self.attempts = attempts
        self.nextAttemptAt = nextAttemptAt
        self.lastError = lastError
        self.deliveredAt = deliveredAt
    }
}

/// What came of one attempt.
public enum DeliveryOutcome: Hashable, Sendable {
    case delivered
    /// Try again at this time.
    case retry(at: Date, error: String)
    /// Not tried at all: looked at again at this time, and no attempt is counted.
    case postponed(until: Date, error: String)
    case failed(error: String)
}

/// A company's webhook endpoint.
public struct WebhookEndpoint: Hashable, Sendable, Identifiable {
    public let id: String
    public let company: CreditCode
    public let url: String
    /// Standard Webhooks secret: `whsec_` and base64 of 24–64 bytes.
    public let secret: String
    public let isEnabled: Bool

    public init(id: String, company: CreditCode, url: String, secret: String, isEnabled: Bool) {
        self.id = id
        self.company = company
        self.url = url
        self.secret = secret
        self.isEnabled = isEnabled
    }
}
