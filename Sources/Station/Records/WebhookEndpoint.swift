public import Casework
public import Foundation

/// A company's webhook endpoint.
public struct WebhookEndpoint: Hashable, Sendable, Identifiable {
    public let id: String
    public let company: CreditCode
    public var url: String
    /// Standard Webhooks secret: `whsec_` and base64 of 24–64 bytes.
    public var secret: String
    /// The secret before the last change and until when both sign, so that the receiver can change over.
    public var previous: PreviousSecret?
    /// The kinds it wants to hear of; empty for all.
    public var kinds: Set<Notice.Kind>
    public var rate: Rate
    /// Nil: in use.
    public var disabled: Disabling?

    /// The most attempts in any minute, as its owner wishes and as an administrator caps it: neither can lift what the
    /// other set.
    public struct Rate: Hashable, Sendable {
        public var wished: Int?
        public var cap: Int?

        /// The lower of both; nil: as fast as it takes them.
        public var inForce: Int? { [wished, cap].compactMap(\.self).min() }

        public init(wished: Int? = nil, cap: Int? = nil) {
            self.wished = wished
            self.cap = cap
        }

        /// What each may be.
        public static let range = 1...6000
    }

    /// A secret on its way out.
    public struct PreviousSecret: Codable, Hashable, Sendable {
        public let secret: String
        public let until: Date

        public init(secret: String, until: Date) {
            self.secret = secret
            self.until = until
        }
    }

    /// Since when and why nothing is sent to an endpoint.
    public struct Disabling: Codable, Hashable, Sendable {
        /// Why it was switched off.
        public enum Cause: String, Codable, Hashable, Sendable {
            case byCompany
            /// The receiver answered 410 Gone.
            case gone
            /// Every attempt of a message failed, and nothing else got through for a day.
            case unreachable
        }

        public let cause: Cause
        public let at: Date

        public init(_ cause: Cause, at: Date) {
            self.cause = cause
            self.at = at
        }
    }

    public var isEnabled: Bool { disabled == nil }

    public init(
        id: String, company: CreditCode, url: String, secret: String, previous: PreviousSecret? = nil,
        kinds: Set<Notice.Kind> = [], rate: Rate = Rate(), disabled: Disabling? = nil
    ) {
        self.id = id
        self.company = company
        self.url = url
        self.secret = secret
        self.previous = previous
        self.kinds = kinds
        self.rate = rate
        self.disabled = disabled
    }

    /// Whether it is told of `kind` now.
    public func wants(_ kind: Notice.Kind) -> Bool { isEnabled && (kinds.isEmpty || kinds.contains(kind)) }

    /// The secrets to sign with at `now`, the newest first.
    public func secrets(at now: Date) -> [String] {
        [secret] + (previous.flatMap { $0.until > now ? [$0.secret] : nil } ?? [])
    }
}
