import Foundation
import Station
import Testing

@testable import Delivery

struct WebhookChannelTests {
    private static let now = Date(timeIntervalSince1970: 1_700_000_000)

    private func channel(_ database: FakeDatabase, at now: Date = now) -> WebhookChannel {
        let guarding = AddressGuard(allowed: ["127.0.0.1"].compactMap { AllowedNetwork($0) })
        return WebhookChannel(
            database: database, engine: CurlEngine(name: "test", addressGuard: guarding),
            sender: "https://station.example.cn", now: { now })
    }

    @Test(
        "each answer has its outcome",
        arguments: [
            (200, SendResult.delivered), (204, .delivered), (299, .delivered),
            (301, .retry(DeliveryFault(.redirect, "301"))),
            (400, .retry(DeliveryFault(.http, "400"))), (404, .retry(DeliveryFault(.httpNotFound, "404"))),
            (500, .retry(DeliveryFault(.httpUnavailable, "500"))),
            (410, .failed(DeliveryFault(.gone, "410"), cause: .gone)),
            (429, .retry(DeliveryFault(.httpTooMany, "429"), notBefore: now + 30)),
            (503, .retry(DeliveryFault(.httpUnavailable, "503"), notBefore: now + 30)),
        ])
    func statuses(status: Int, outcome: SendResult) {
        let result = CurlResult(status: status, headers: ["retry-after": "30"])
        #expect(WebhookChannel.judge(result, now: Self.now) == outcome)
    }

    @Test("a status counts only when the answer was whole, or cut short by us")
    func wholeness() {
        func judge(_ failure: CurlFailure, _ status: Int = 200) -> SendResult {
            WebhookChannel.judge(CurlResult(status: status, failure: failure), now: Self.now)
        }
        #expect(judge(.tooLarge) == .delivered)
        #expect(judge(.tooLarge, 0) == .retry(DeliveryFault(.tooLarge)))
        #expect(judge(.timedOut) == .retry(DeliveryFault(.timedOut)))
        #expect(judge(.brokenOff) == .retry(DeliveryFault(.brokenOff)))
        #expect(judge(.addressRefused, 0) == .retry(DeliveryFault(.blockedAddress)))
        #expect(judge(.unusable("no URL"), 0) == .failed(DeliveryFault(.malformedRequest, "no URL")))
        #expect(judge(.stopped) == .abandoned)
    }

    @Test("a request is signed with the time of its attempt and keeps its id and body")
    func signs() async throws {
        let receiver = try RawReceiver { _ in .status(204) }
        defer { receiver.stop() }
        let database = FakeDatabase()
        let endpoint = try Samples.endpoint("e", url: "http://127.0.0.1:\(receiver.port)/hook")
        database.change { $0.endpoints["e"] = endpoint }
        let message = Samples.message("0191-a", to: "e")
        for attempt in 0..<2 {
            let channel = channel(database, at: Self.now + Double(attempt * 60))
            #expect(await channel.send(Samples.leased(message, attempt: attempt + 1)) == .delivered)
        }
        let signature = try #require(WebhookSignature(secret: Samples.secret))
        for (attempt, request) in receiver.requests.enumerated() {
            let timestamp = 1_700_000_000 + attempt * 60
            #expect(request.body == message.payload.body)
            #expect(request.headers["content-type"] == "application/cloudevents+json")
            #expect(request.headers["webhook-id"] == "0191-a")
            #expect(request.headers["webhook-timestamp"] == String(timestamp))
            let expected = signature.sign(id: "0191-a", timestamp: timestamp, body: message.payload.body)
            #expect(request.headers["webhook-signature"] == expected)
        }
        #expect(receiver.requests.count == 2)
    }

    @Test("while a secret is changed both sign, and only the new one afterwards")
    func rotation() async throws {
        let receiver = try RawReceiver { _ in .status(204) }
        defer { receiver.stop() }
        let database = FakeDatabase()
        var endpoint = try Samples.endpoint("e", url: "http://127.0.0.1:\(receiver.port)/hook")
        let fresh = "whsec_" + Data((32..<64).map { UInt8($0) }).base64EncodedString()
        endpoint.previous = WebhookEndpoint.PreviousSecret(secret: endpoint.secret, until: Self.now + 100)
        endpoint.secret = fresh
        let changed = endpoint
        database.change { $0.endpoints["e"] = changed }
        let message = Samples.message("0191-a", to: "e")
        for moment in [Self.now, Self.now + 100] {
            #expect(await channel(database, at: moment).send(Samples.leased(message)) == .delivered)
        }
        let secrets = [[fresh, Samples.secret], [fresh]]
        for (index, request) in receiver.requests.enumerated() {
            let timestamp = 1_700_000_000 + index * 100
            let expected = try secrets[index].map { secret in
                try #require(WebhookSignature(secret: secret))
                    .sign(id: "0191-a", timestamp: timestamp, body: message.payload.body)
            }
            #expect(request.headers["webhook-signature"] == expected.joined(separator: " "))
        }
        #expect(receiver.requests.count == 2)
    }

    @Test("nothing is sent to an endpoint that is switched off")
    func disabled() async throws {
        let database = FakeDatabase()
        let endpoint = try Samples.endpoint("e", url: "http://127.0.0.1:9/", isEnabled: false)
        database.change { $0.endpoints["e"] = endpoint }
        let outcome = await channel(database).send(Samples.leased(Samples.message("b", to: "e")))
        #expect(outcome == .failed(DeliveryFault(.endpointDisabled)))
    }

    @Test("an endpoint that is gone or has a bad secret fails; a store that is away is asked again")
    func unusableEndpoints() async throws {
        let database = FakeDatabase()
        let channel = channel(database)
        let leased = Samples.leased(Samples.message("a", to: "e"))
        #expect(await channel.send(leased) == .failed(DeliveryFault(.endpointMissing)))
        let endpoint = try Samples.endpoint("e", url: "http://127.0.0.1:9/", secret: "whsec_short")
        database.change { $0.endpoints["e"] = endpoint }
        #expect(await channel.send(leased) == .failed(DeliveryFault(.endpointSecret)))
        database.change { $0.isAway = true }
        #expect(await channel.send(leased) == .retry(DeliveryFault(.endpointUnread), isDown: false))
    }
}
