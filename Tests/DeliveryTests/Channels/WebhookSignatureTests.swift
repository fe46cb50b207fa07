import Foundation
import Testing

@testable import Delivery

struct WebhookSignatureTests {
    @Test("the signature is the one of the specification's own example")
    func specification() throws {
        let signature = try #require(WebhookSignature(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let value = signature.sign(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: #"{"test": 2432232314}"#)
        #expect(value == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test("text beyond ASCII is signed as UTF-8; id, time and body all count")
    func everythingCounts() throws {
        let signature = try #require(WebhookSignature(secret: Samples.secret))
        let value = signature.sign(id: "0191-a", timestamp: 1_700_000_000, body: #"{"title":"你好"}"#)
        #expect(value == "v1,1vtyvTO7hsSNJ64CmF0XndL/J6npUnNwrXQlH8nPuJw=")
        #expect(value != signature.sign(id: "0191-b", timestamp: 1_700_000_000, body: #"{"title":"你好"}"#))
        #expect(value != signature.sign(id: "0191-a", timestamp: 1_700_000_001, body: #"{"title":"你好"}"#))
        #expect(value != signature.sign(id: "0191-a", timestamp: 1_700_000_000, body: #"{"title":"您好"}"#))
    }

    @Test(
        "a secret that is too short, too long or not base64 is refused",
        arguments: [
            "", "whsec_", "whsec_!!!!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "whsec_" + Data(repeating: 1, count: 23).base64EncodedString(),
            "whsec_" + Data(repeating: 1, count: 65).base64EncodedString(),
        ])
    func malformed(secret: String) { #expect(WebhookSignature(secret: secret) == nil) }
}
