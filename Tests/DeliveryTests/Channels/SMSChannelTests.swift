import Foundation
import Station
import Testing

@testable import Delivery

/// Text messages: at most once where asked, a second gateway when the first certainly took nothing.
struct SMSChannelTests {
    private static let good = "HTTP/1.1 200 OK\r\nContent-Length: 28\r\n\r\n{\"code\":\"OK\",\"receipt\":\"R1\"}"

    private static func message(once: Bool) -> OutboxMessage {
        OutboxMessage(
            id: "0191-a", channel: .sms, destination: "13800000000", company: nil, ticket: nil, kind: "k",
            payload: OutboxMessage.Payload(
                subject: "", body: "",
                template: OutboxMessage.SMSText(
                    template: "SMS_1", values: ["number": "2026-000123-7\""], isAtMostOnce: once)),
            createdAt: Date(timeIntervalSince1970: 1_700_000_000))
    }

    private static func channel(_ ports: UInt16...) -> SMSChannel {
        var limits = CurlLimits()
        limits.total = .seconds(1)
        let guarding = AddressGuard(allowed: ["127.0.0.1"].compactMap { AllowedNetwork($0) })
        return SMSChannel(
            gateways: ports.enumerated().map {
                SMSGateway(name: "g\($0.offset)", url: "http://127.0.0.1:\($0.element)/")
            },
            signature: "助企云站", engine: CurlEngine(name: "test", limits: limits, addressGuard: guarding),
            now: { Date() })
    }

    @Test("a gateway is sent template, values and signature name, and its number is kept for the receipt")
    func sends() async throws {
        let gateway = try RawReceiver { _ in .pieces([Self.good]) }
        defer { gateway.stop() }
        let outcome = await Self.channel(gateway.port).send(Samples.leased(Self.message(once: true)))
        #expect(outcome == .handedOver(receipt: "R1"))
        #expect(
            gateway.requests.map(\.body) == [
                #"{"id":"0191-a","phone":"13800000000","signature":"助企云站","template":"SMS_1","#
                    + #""parameters":{"number":"2026-000123-7\""}}"#
            ])
    }

    @Test(
        "a time-out leaves a doubt: once means a person has to ask, otherwise the next gateway tries",
        arguments: [true, false])
    func doubt(once: Bool) async throws {
        let silent = try RawReceiver { _ in .silence }
        let second = try RawReceiver { _ in .pieces([Self.good]) }
        defer { for gateway in [silent, second] { gateway.stop() } }
        let outcome = await Self.channel(silent.port, second.port).send(Samples.leased(Self.message(once: once)))
        #expect(outcome == (once ? .unknown(DeliveryFault("gateway g0: timed-out")!) : .handedOver(receipt: "R1")))
        #expect(second.requests.count == (once ? 0 : 1))
    }

    @Test("a gateway that certainly took nothing hands over to the second, also where once is asked")
    func failover() async throws {
        let refusing = try RawReceiver { _ in .status(403) }
        let second = try RawReceiver { _ in .pieces([Self.good]) }
        defer { for gateway in [refusing, second] { gateway.stop() } }
        let message = Samples.leased(Self.message(once: true))
        #expect(await Self.channel(refusing.port, second.port).send(message) == .handedOver(receipt: "R1"))
        #expect(await Self.channel(1, second.port).send(message) == .handedOver(receipt: "R1"))
        #expect(
            await Self.channel(refusing.port).send(message) == .failed(DeliveryFault("gateway g0: http-refused 403")!))
    }

    @Test("a gateway that may take it later is worth another attempt, whatever the next one says")
    func later() async throws {
        let busy = try RawReceiver { _ in .status(429) }
        let refusing = try RawReceiver { _ in .status(403) }
        defer { for gateway in [busy, refusing] { gateway.stop() } }
        let later = SendResult.retry(DeliveryFault("gateway g0: http-too-many 429")!)
        #expect(
            await Self.channel(busy.port, refusing.port).send(Samples.leased(Self.message(once: false))) == later)
    }

    @Test("no further gateway is begun once the attempt has taken long: its lease would end in the middle")
    func patience() async throws {
        let silent = try RawReceiver { _ in .silence }
        let second = try RawReceiver { _ in .pieces([Self.good]) }
        defer { for gateway in [silent, second] { gateway.stop() } }
        var channel = Self.channel(silent.port, second.port)
        channel.patience = .milliseconds(100)
        let outcome = await channel.send(Samples.leased(Self.message(once: false)))
        #expect(outcome == .retry(DeliveryFault("gateway g0: timed-out")!) && second.requests.isEmpty)
    }

    @Test(
        "each answer has its meaning",
        arguments: [
            (200, #"{"code":"OK"}"#, SMSGateway.Verdict.taken(receipt: nil)),
            (200, #"{"code":"LIMIT"}"#, .refused(DeliveryFault(.gatewayCode, "LIMIT"), isFinal: false)),
            (200, #"{"code":"BAD"}"#, .badNumber(DeliveryFault(.badNumber, "BAD"))),
            (200, "", .doubtful(DeliveryFault(.noCode), isStopped: false)),
            (429, "", .refused(.http(429), isFinal: false)), (400, "", .refused(.http(400), isFinal: true)),
            (502, "", .doubtful(.http(502), isStopped: false)),
        ])
    func answers(status: Int, body: String, verdict: SMSGateway.Verdict) {
        let gateway = SMSGateway(name: "g", url: "https://example.com/", badNumberCodes: ["BAD"])
        #expect(gateway.judge(CurlResult(status: status, body: Array(body.utf8))) == verdict)
    }
}
