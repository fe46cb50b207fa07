import Crypto
import Foundation

/// Signs as Standard Webhooks 1.0 asks (https://www.standardwebhooks.com, “Signature scheme”): HMAC-SHA256 over
/// `id.timestamp.body`.
struct WebhookSignature: Sendable {
    private let key: SymmetricKey

    /// Takes `whsec_` and base64 of 24–64 bytes; nil for anything else.
    init?(secret: String) {
        guard secret.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(secret.dropFirst(6))),
            (24...64).contains(bytes.count)
        else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The value of `webhook-signature`. `timestamp` in seconds since 1970.
    func sign(id: String, timestamp: Int, body: String) -> String {
        let content = Data("\(id).\(timestamp).\(body)".utf8)
        let code = HMAC<SHA256>.authenticationCode(for: content, using: key)
        return "v1," + Data(code).base64EncodedString()
    }
}
