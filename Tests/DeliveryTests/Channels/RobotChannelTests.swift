import Foundation
import Station
import Testing

@testable import Delivery

/// Group robots: their signatures, and errors in the body of a good answer.
struct RobotChannelTests {
    private static let now = Date(timeIntervalSince1970: 1_700_000_000)
    private static let secret = "SECabc"

    private static func robot(_ url: String, secret: String? = secret) -> DeliveryConfiguration.Robot {
        DeliveryConfiguration.Robot(channel: .dingtalk, url: url, secret: secret)
    }

    private static func channel(
        _ dialect: any RobotDialect, _ url: String, at now: Date = now
    ) -> RobotChannel {
        let guarding = AddressGuard(allowed: ["127.0.0.1"].compactMap { AllowedNetwork($0) })
        return RobotChannel(
            dialect: dialect, robots: ["desk": robot(url)],
            engine: CurlEngine(name: "test", addressGuard: guarding), now: { now })
    }

    /// The expected signatures were computed with Python's hmac from the services' descriptions.
    @Test("each service's signature stands where it looks for it")
    func signatures() throws {
        let ding = try #require(
            DingTalkDialect().call(
                Self.robot("https://oapi.example/robot/send?access_token=T"), text: "x", at: Self.now))
        #expect(
            ding.url == "https://oapi.example/robot/send?access_token=T&timestamp=1700000000000"
                + "&sign=jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM%3D")
        #expect(ding.body == #"{"msgtype":"text","text":{"content":"x"}}"#)
        let feishu = try #require(FeishuDialect().call(Self.robot("https://f.example/hook/1"), text: "x", at: Self.now))
        #expect(
            feishu.body == #"{"content":{"text":"x"},"msg_type":"text","#
                + #""sign":"XprR1de+0SSBnwWyU/4k6x2TL+Q2SJlM5NNEdAv7MWg=","timestamp":"1700000000"}"#)
        let weCom = try #require(
            WeComDialect().call(Self.robot("https://w.example/send?key=K", secret: nil), text: "x", at: Self.now))
        #expect(weCom.url == "https://w.example/send?key=K")
    }

    @Test(
        "an error in the body of a 200 is an error",
        arguments: [
            (DingTalkDialect() as any RobotDialect, #"{"errcode":0,"errmsg":"ok"}"#, SendResult.delivered),
            (
                DingTalkDialect(), #"{"errcode":310000,"errmsg":"sign not match"}"#,
                .retry(DeliveryFault(.robotError, "310000"))
            ),
            (DingTalkDialect(), #"{"errcode":400101}"#, .failed(DeliveryFault(.robotRefused, "400101"))),
            (
                WeComDialect(), #"{"errcode":45009}"#,
                .retry(DeliveryFault(.robotBusy, "45009"), notBefore: now + 60, isDown: false)
            ),
            (WeComDialect(), #"{"errcode":93000}"#, .failed(DeliveryFault(.robotRefused, "93000"))),
            (FeishuDialect(), #"{"code":0,"msg":"success"}"#, .delivered),
            (FeishuDialect(), #"{"StatusCode":0}"#, .delivered),
            (FeishuDialect(), #"{"code":19021}"#, .retry(DeliveryFault(.robotError, "19021"))),
            (FeishuDialect(), "<html>", .retry(DeliveryFault(.noCode))),
        ])
    func bodies(dialect: any RobotDialect, body: String, outcome: SendResult) {
        let channel = Self.channel(dialect, "https://example.com/")
        #expect(channel.judge(CurlResult(status: 200, body: Array(body.utf8))) == outcome)
    }

    @Test("a message is signed again on each attempt")
    func signsAgain() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"errcode\":0}"
        let receiver = try RawReceiver { _ in .pieces([answer]) }
        defer { receiver.stop() }
        let message = Samples.message("a", to: "desk", by: .dingtalk)
        for minute in 0..<2 {
            let channel = Self.channel(
                DingTalkDialect(), "http://127.0.0.1:\(receiver.port)/send?access_token=T",
                at: Self.now + Double(minute * 60))
            #expect(await channel.send(Samples.leased(message, attempt: minute + 1)) == .delivered)
        }
        let paths = receiver.requests.map(\.path)
        #expect(paths.count == 2 && paths[0] != paths[1])
        #expect(paths[0].contains("timestamp=1700000000000") && paths[1].contains("timestamp=1700000060000"))
    }

    @Test("a robot that is not set up keeps its messages waiting")
    func unknownRobot() async {
        let channel = Self.channel(DingTalkDialect(), "https://example.com/")
        let outcome = await channel.send(Samples.leased(Samples.message("a", to: "other", by: .dingtalk)))
        #expect(outcome == .heldBack(until: Self.now + 3600, DeliveryFault(.robotUnset, "other")))
    }

    @Test("a long text is cut between characters, below what every service takes")
    func shortened() {
        #expect(RobotChannel.shortened("短") == "短")
        let long = RobotChannel.shortened(String(repeating: "长", count: 5000))
        #expect(long.utf8.count <= 1900 && long.hasSuffix("长…"))
    }
}
