public import Station

/// What the station needs to know to send: values only, read by the command layer.
public struct DeliveryConfiguration: Sendable {
    /// The mail server, or the folder that stands in for one.
    public struct Mail: Sendable {
        /// `smtp://host:port`, `smtps://host:port`, or `file:///folder/`, where each mail becomes `<id>.eml`.
        public var url: String
        /// Nil: without sign-in.
        public var user: String?
        /// Belongs to `user`.
        public var password: String?
        /// Sender's address.
        public var from: String
        /// Sender's name.
        public var name: String
        /// With `smtp:`: STARTTLS or no mail at all; it cannot be stripped on the way.
        public var demandsTLS: Bool

        /// Takes the values as they are; `OutboxWorker.init` checks them.
        public init(
            url: String, user: String? = nil, password: String? = nil, from: String, name: String,
            demandsTLS: Bool = true
        ) {
            self.url = url
            self.user = user
            self.password = password
            self.from = from
            self.name = name
            self.demandsTLS = demandsTLS
        }
    }

    /// A group robot of a chat service. The address holds its token: as secret as the secret.
    public struct Robot: Sendable {
        public var channel: OutboxMessage.Channel
        public var url: String
        /// For signing; nil where the robot asks for none.
        public var secret: String?

        /// Takes the values as they are.
        public init(channel: OutboxMessage.Channel, url: String, secret: String? = nil) {
            self.channel = channel
            self.url = url
            self.secret = secret
        }
    }

    /// Nil: mails wait in the outbox until there is one.
    public var mail: Mail?
    /// By name.
    public var robots: [String: Robot] = [:]
    /// Tried in this order; none: text messages wait in the outbox.
    public var smsGateways: [SMSGateway] = []
    /// The signature name that gateways ask for.
    public var smsSignature = ""
    /// Networks that are not public and may all the same be reached by webhooks.
    public var allowedNetworks: [AllowedNetwork]
    /// Where the station is reached, e.g. `https://station.example.cn`; told to receivers as the sender.
    public var stationURL: String
    /// File of certificate authorities in PEM, for intranets; nil is the system's.
    public var authorities: String?

    /// Takes the values as they are; `OutboxWorker.init` checks them.
    public init(
        mail: Mail? = nil, allowedNetworks: [AllowedNetwork] = [], stationURL: String, authorities: String? = nil
    ) {
        self.mail = mail
        self.allowedNetworks = allowedNetworks
        self.stationURL = stationURL
        self.authorities = authorities
    }

    /// What is wrong with a configuration.
    public enum Mistake: Error, Hashable, Sendable, CustomStringConvertible {
        case mailURL(String)
        case sender(String)
        case folder(String)
        case stationURL(String)

        /// One line for the person who wrote the configuration.
        public var description: String {
            switch self {
            case .mailURL(let url): "mail server “\(url)”: want smtp://, smtps:// or file:///folder/"
            case .sender(let address): "sender “\(address)” is not a mail address"
            case .folder(let why): "mail folder: \(why)"
            case .stationURL(let url): "station's address “\(url)”: want http:// or https://, without spaces"
            }
        }
    }
}
