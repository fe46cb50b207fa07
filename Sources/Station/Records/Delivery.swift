public import Casework
public import Foundation

/// Where a message stands with its destination.
public enum DeliveryState: String, Codable, Hashable, Sendable, CaseIterable {
    case waiting
    case sending
    /// Taken by a gateway whose receipt is still to come.
    case handedOver
    case delivered
    /// Given up on; can be replayed.
    case failed
    /// Nobody knows whether it arrived, and it must not arrive twice: a person has to ask.
    case unknown
    /// Told in one message with others; see `OutboxEntry.foldedInto`.
    case folded
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
    /// The digest that tells it too.
    public let foldedInto: String?

    public init(
        message: OutboxMessage, state: DeliveryState, attempts: Int, nextAttemptAt: Date, lastError: String?,
        deliveredAt: Date?, foldedInto: String? = nil
    ) {
        self.message = message
        self.state = state
        self.attempts = attempts
        self.nextAttemptAt = nextAttemptAt
        self.lastError = lastError
        self.deliveredAt = deliveredAt
        self.foldedInto = foldedInto
    }
}

/// What came of one attempt.
public enum DeliveryOutcome: Hashable, Sendable {
    case delivered
    /// A gateway took it under this number of its own; a receipt says later what came of it.
    case handedOver(receipt: String)
    /// Try again at this time.
    case retry(at: Date, error: String)
    /// Not tried at all: looked at again at this time, and no attempt is counted.
    case postponed(until: Date, error: String)
    case failed(error: String)
    /// It may have arrived or not, and is not sent again by itself.
    case unknown(error: String)
}

/// One attempt, for the detail of the notification log.
public struct DeliveryAttempt: Hashable, Sendable {
    /// From 1; starts anew with a replay.
    public let number: Int
    public let at: Date
    public let state: DeliveryState
    public let error: String?

    public init(number: Int, at: Date, state: DeliveryState, error: String?) {
        self.number = number
        self.at = at
        self.state = state
        self.error = error
    }
}

/// What a worker asks the outbox for.
public struct LeaseRequest: Hashable, Sendable {
    public var now: Date
    /// When the lease ends.
    public var end: Date
    public var token: String
    /// The most messages.
    public var limit: Int
    /// The lane where the last round ended; the next begins behind it, so that every lane has its turn.
    public var after: String
    /// Lanes to pass over, because their receivers keep failing.
    public var skipping: Set<String>

    public init(
        now: Date, end: Date, token: String, limit: Int, after: String = "", skipping: Set<String> = []
    ) {
        self.now = now
        self.end = end
        self.token = token
        self.limit = limit
        self.after = after
        self.skipping = skipping
    }
}

/// What a worker got.
public struct Lease: Hashable, Sendable {
    public let messages: [LeasedMessage]
    /// For the next request.
    public let last: String
    /// Messages whose worker vanished, that may have arrived and must not arrive twice.
    public let doubtful: [OutboxMessage]

    public init(messages: [LeasedMessage], last: String, doubtful: [OutboxMessage] = []) {
        self.messages = messages
        self.last = last
        self.doubtful = doubtful
    }
}

/// Which messages a list or a replay is about.
public struct OutboxQuery: Hashable, Sendable {
    public var state: DeliveryState?
    public var ticket: TicketNumber?
    public var company: CreditCode?
    public var channel: OutboxMessage.Channel?
    public var destination: String?
    /// Written at this time or later.
    public var since: Date?
    /// Written before this time.
    public var before: Date?

    public init(
        state: DeliveryState? = nil, ticket: TicketNumber? = nil, company: CreditCode? = nil,
        channel: OutboxMessage.Channel? = nil, destination: String? = nil, since: Date? = nil, before: Date? = nil
    ) {
        self.state = state
        self.ticket = ticket
        self.company = company
        self.channel = channel
        self.destination = destination
        self.since = since
        self.before = before
    }
}
