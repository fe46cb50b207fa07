public import Casework
public import Foundation

/// One message to one destination, written in the transaction that caused it.
public struct OutboxMessage: Hashable, Sendable, Identifiable {
    /// How it travels.
    public enum Channel: String, Codable, Hashable, Sendable, CaseIterable {
        case mail
        case webhook
        case sms
        case dingtalk
        case wecom
        case feishu

        /// Group robots of chat services: they take a few messages a minute, and answer errors in a good answer's body.
        public var isRobot: Bool { [.dingtalk, .wecom, .feishu].contains(self) }

        /// Whether everything goes through one receiver of the station's own, which fails as a whole.
        var hasOneReceiver: Bool { self == .mail || self == .sms }
    }

    /// Also the `webhook-id` and the mail's `Message-ID`: the same on every attempt.
    public let id: String
    public let channel: Channel
    /// Mail address, telephone number, name of the robot, or id of the webhook endpoint.
    public let destination: String
    /// The company it concerns, for the company's own log.
    public let company: CreditCode?
    public let ticket: TicketNumber?
    /// The notice's name, e.g. `ticket-accepted.company`.
    public let kind: String
    public let payload: Payload
    public let createdAt: Date
    /// Not sent before: quiet hours, digests. The same as `createdAt` for most.
    public let notBefore: Date

    /// What is sent; rendered once, in the transaction, so that a retry sends the same.
    public struct Payload: Codable, Hashable, Sendable {
        public let subject: String
        public let body: String
        /// For channels that send no free text.
        public let template: SMSText?
        /// What a digest tells; nil for every other message.
        public let told: Told?
        /// What a mail about a visit brings for the reader's calendar.
        public let invitation: Invitation?

        public init(
            subject: String, body: String, template: SMSText? = nil, told: Told? = nil, invitation: Invitation? = nil
        ) {
            self.subject = subject
            self.body = body
            self.template = template
            self.told = told
            self.invitation = invitation
        }
    }

    /// A visit for somebody's calendar (RFC 5545), and what is to be done with it there (RFC 5546).
    public struct Invitation: Codable, Hashable, Sendable {
        public enum Method: String, Codable, Hashable, Sendable {
            case request = "REQUEST"
            case cancel = "CANCEL"
        }

        public let method: Method
        /// The whole iCalendar file.
        public let file: String

        public init(_ method: Method, file: String) {
            self.method = method
            self.file = file
        }
    }

    /// What an SMS gateway asks for in place of a text: a template it has approved, and what to fill in.
    public struct SMSText: Codable, Hashable, Sendable {
        public let template: String
        public let values: [String: String]
        /// Rather not at all than twice.
        public let isAtMostOnce: Bool

        public init(template: String, values: [String: String], isAtMostOnce: Bool) {
            self.template = template
            self.values = values
            self.isAtMostOnce = isAtMostOnce
        }
    }

    public init(
        id: String, channel: Channel, destination: String, company: CreditCode?, ticket: TicketNumber?,
        kind: String, payload: Payload, createdAt: Date, notBefore: Date? = nil
    ) {
        self.id = id
        self.channel = channel
        self.destination = destination
        self.company = company
        self.ticket = ticket
        self.kind = kind
        self.payload = payload
        self.createdAt = createdAt
        self.notBefore = max(createdAt, notBefore ?? createdAt)
    }

    /// Messages of one lane fail together and are sent in order of their time, a few at once.
    public var lane: DeliveryLane { DeliveryLane(channel, channel.hasOneReceiver ? nil : destination) }
}

/// A line before one receiver: the mail server, the SMS gateway, one robot, one webhook endpoint.
public struct DeliveryLane: Hashable, Sendable, CustomStringConvertible {
    public let channel: OutboxMessage.Channel
    /// Nil where everything of the channel goes through one receiver.
    public let destination: String?

    public init(_ channel: OutboxMessage.Channel, _ destination: String?) {
        self.channel = channel
        self.destination = destination
    }

    /// The lane that `description` names, or nil.
    public init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard let channel = parts.first.flatMap({ OutboxMessage.Channel(rawValue: String($0)) }) else { return nil }
        self.init(channel, parts.count > 1 ? String(parts[1]) : nil)
    }

    /// `mail`, `webhook 0199…`
    public var description: String { destination.map { "\(channel.rawValue) \($0)" } ?? channel.rawValue }

    /// Whether messages go by it: a channel with one receiver has one lane, the others one for each destination.
    var exists: Bool { channel.hasOneReceiver == (destination == nil) }

    /// How many are sent at once.
    public var width: Int {
        switch channel {
        case .mail, .sms: 8
        case .webhook: 2
        case .dingtalk, .wecom, .feishu: 1
        }
    }

    /// How many may be tried in a minute; nil for any number. The three robots all take 20.
    public var perMinute: Int? { channel.isRobot ? 20 : nil }
}
