import HealthCheck
import Station
import Testing

/// Why something did not arrive: a code in the log, words on the page.
struct DeliveryFaultTests {
    private static let locales = Locales([
        .zhHans: ["fault.timed-out": "超时", "fault.gateway": "网关 {detail}", "fault.behind": "{what}：{behind}"]
    ])

    @Test(
        "what is written is read again",
        arguments: [
            "timed-out", "http-unavailable 503", "gave-up 13: gateway main: timed-out", "gateway a b: gateway-code X",
        ])
    func roundTrip(text: String) throws {
        #expect(try #require(DeliveryFault(text)).description == text)
    }

    @Test("what no code begins is no fault", arguments: ["", "HTTP 500", "Couldn't connect: x", ": ", "timed-out: x"])
    func foreign(text: String) {
        #expect(DeliveryFault(text) == nil)
        #expect(Self.locales.fault(text, .zhHans) == text, "the log of older days is shown as it stands")
    }

    @Test("what lies behind is told after it, and a name cannot pass for a code")
    func words() {
        let fault = DeliveryFault(.gateway, "main: gone\n", behind: DeliveryFault(.timedOut))
        #expect(fault.parts.map(\.code) == [.gateway, .timedOut])
        #expect(DeliveryFault(fault.description) == fault)
        #expect(Self.locales.fault("gateway main: timed-out", .zhHans) == "网关 main：超时")
    }

    @Test(
        "a status says who has to do something",
        arguments: [
            (302, "redirect 302"), (401, "http-refused 401"), (404, "http-not-found 404"), (410, "gone 410"),
            (418, "http 418"), (429, "http-too-many 429"), (503, "http-unavailable 503"),
        ])
    func statuses(status: Int, text: String) {
        #expect(DeliveryFault.http(status).description == text)
    }
}
