public import Casework

/// Who hears of what by which ways: one row for each message there is, by the message's name.
public struct NoticeTable: Hashable, Sendable {
    /// How somebody can hear.
    public enum Way: String, Codable, Hashable, Sendable, CaseIterable {
        case mail
        case sms
        /// The inbox on the station.
        case inbox
        /// The group chat of a unit.
        case robot
        /// The company's own endpoints.
        case webhook
    }

    /// One message: `ticket-accepted.company`.
    public struct Row: Hashable, Sendable {
        public let ways: [Way]
        /// Neither quiet hours nor digests hold it back.
        public let isUrgent: Bool
        public let sms: SMSTemplate?

        public init(ways: [Way], isUrgent: Bool = false, sms: SMSTemplate? = nil) {
            self.ways = ways
            self.isUrgent = isUrgent
            self.sms = sms
        }
    }

    /// A template that the SMS gateway has approved.
    public struct SMSTemplate: Hashable, Sendable {
        /// The gateway's name of it.
        public let code: String
        /// Variables of the notice that it takes.
        public let values: [String]
        /// Rather not at all than twice.
        public let isAtMostOnce: Bool

        public init(code: String, values: [String], isAtMostOnce: Bool) {
            self.code = code
            self.values = values
            self.isAtMostOnce = isAtMostOnce
        }
    }

    /// A group robot. Where it is reached is a secret and stands in the environment.
    public struct Robot: Hashable, Sendable {
        /// Lower-case letters, digits and hyphens.
        public let name: String
        public let channel: OutboxMessage.Channel
        /// The unit whose group it talks to; nil for the managers'.
        public let unit: UnitID?

        public init(name: String, channel: OutboxMessage.Channel, unit: UnitID?) {
            self.name = name
            self.channel = channel
            self.unit = unit
        }
    }

    public let rows: [String: Row]
    public let robots: [Robot]

    public init(rows: [String: Row], robots: [Robot] = []) {
        self.rows = rows
        self.robots = robots
    }

    /// A message without a row of its own goes by mail and into the inbox, and to the company's endpoints.
    public static let standard = NoticeTable(rows: [:])

    /// The row of a message.
    public func row(_ kind: Notice.Kind, _ audience: String) -> Row {
        rows[NoticeTemplate.name(kind, audience)]
            ?? Row(ways: audience == "company" ? [.mail, .inbox, .webhook] : [.mail, .inbox])
    }
}
