import Foundation

/// Why a message did not arrive: a code, which pages and notices put into words of either language, and what it is about.
///
/// As text, which the log keeps and the API gives: `timed-out`, `http-unavailable 503`, and with what lies behind it
/// `gave-up 13: gateway main: timed-out`.
public struct DeliveryFault: Hashable, Sendable, CustomStringConvertible {
    /// Each has its words in the catalogue, as `fault.` and its raw value; a test sees to it.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        // On the way.
        case cannotResolve = "cannot-resolve"
        case connectionRefused = "connection-refused"
        case unreachable
        case blockedAddress = "blocked-address"
        case timedOut = "timed-out"
        case tlsFailed = "tls-failed"
        case certificateRefused = "certificate-refused"
        case startTLSMissing = "starttls-missing"
        case brokenOff = "broken-off"
        case oddAnswer = "odd-answer"
        case tooLarge = "too-large"
        case malformedRequest = "malformed-request"
        case stopped
        /// Anything else: the number is curl's.
        case transport

        // An HTTP receiver's answer; the detail is the status.
        case http
        case httpRefused = "http-refused"
        case httpNotFound = "http-not-found"
        case httpTooMany = "http-too-many"
        case httpUnavailable = "http-unavailable"
        case redirect
        case gone

        // A mail server's; the detail is the reply code.
        case mailSignIn = "mail-sign-in"
        case mailClosing = "mail-closing"
        case mailLater = "mail-later"
        case mailRefused = "mail-refused"
        case noMailbox = "no-mailbox"
        case notMailAddress = "not-mail-address"
        case bounced

        // A robot's; the detail is its code or its name.
        case robotUnset = "robot-unset"
        case robotAddress = "robot-address"
        case robotBusy = "robot-busy"
        case robotRefused = "robot-refused"
        case robotError = "robot-error"
        case noCode = "no-code"

        // An SMS gateway's; the detail is its code.
        /// The detail is its name; what it said lies behind.
        case gateway
        case gatewayUnset = "gateway-unset"
        case gatewayRequest = "gateway-request"
        case gatewayCode = "gateway-code"
        case badNumber = "bad-number"
        case noTemplate = "no-template"
        case receipt

        // The station's own.
        case endpointMissing = "endpoint-missing"
        case endpointDisabled = "endpoint-disabled"
        case endpointSecret = "endpoint-secret"
        case endpointUnread = "endpoint-unread"
        case channelUnset = "channel-unset"
        /// Held back, since the receiver keeps failing.
        case heldBack = "held-back"
        case interrupted
        /// The detail is the number of attempts; what the last one met lies behind.
        case gaveUp = "gave-up"
    }

    /// A code and what it is about: a status, a name, another service's code. Never an address, never content.
    public struct Part: Hashable, Sendable {
        public let code: Code
        public let detail: String
    }

    /// What happened, and after it what lies behind; never empty.
    public let parts: [Part]

    public init(_ code: Code, _ detail: String = "", behind: DeliveryFault? = nil) {
        let bounded = detail.oneLine.replacing(Self.joint, with: " ").prefix(Self.longestDetail)
        parts = [Part(code: code, detail: bounded.trimmingCharacters(in: .whitespaces))] + (behind?.parts ?? [])
    }

    /// Reads what `description` wrote; nil for anything else, such as the log of older days.
    public init?(_ text: String) {
        var parts: [Part] = []
        for piece in text.split(separator: Self.joint, omittingEmptySubsequences: false) {
            let words = piece.split(separator: " ", maxSplits: 1)
            guard let code = words.first.flatMap({ Code(rawValue: String($0)) }) else { return nil }
            parts.append(Part(code: code, detail: words.count > 1 ? String(words[1]) : ""))
        }
        self.parts = parts
    }

    /// What an HTTP status other than 2xx says.
    public static func http(_ status: Int) -> DeliveryFault {
        let code: Code =
            switch status {
            case 300...399: .redirect
            case 401, 403: .httpRefused
            case 404, 405: .httpNotFound
            case 410: .gone
            case 429: .httpTooMany
            case 500...599: .httpUnavailable
            default: .http
            }
        return DeliveryFault(code, "\(status)")
    }

    public var description: String {
        parts.map { $0.detail.isEmpty ? $0.code.rawValue : "\($0.code.rawValue) \($0.detail)" }
            .joined(separator: Self.joint)
    }

    private static let joint = ": "
    private static let longestDetail = 80
}
