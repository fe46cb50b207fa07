import Foundation
import Testing

@testable import Delivery

struct RetryAfterTests {
    private let now = Date(timeIntervalSince1970: 784_111_700)  // Sun, 06 Nov 1994 08:48:20 GMT

    @Test(
        "seconds and dates are understood, nothing lies in the past or beyond a day",
        arguments: [
            ("0", 0.0), ("120", 120), ("86400", 86_400), ("86401", 86_400), ("99999999999999999999999", 86_400),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 77), ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
            ("Sun, 06 Nov 2094 08:49:37 GMT", 86_400),
        ])
    func understood(text: String, seconds: TimeInterval) {
        #expect(RetryAfter.parse(text, now: now) == now.addingTimeInterval(seconds))
    }

    @Test(
        "anything else is no answer",
        arguments: [
            "", "-1", "+5", "1.5", "soon", "12 s", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Now 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37 CST",
            "Sun, 06 Nov 1994 -1:49:37 GMT", "١٢٠",
        ])
    func malformed(text: String) { #expect(RetryAfter.parse(text, now: now) == nil) }
}
