import Crypto
import Foundation
import Station

/// Feishu (飞书) custom robots. The signature stands in the body: HMAC-SHA256 over nothing, with `seconds\nsecret` as the
/// key (open.feishu.cn, “自定义机器人使用指南”).
struct FeishuDialect: RobotDialect {
    /// 9499 and 11232: more than the robot takes.
    let tooMany: Set<Int> = [9499, 11_232]
    /// 19001: no such robot; 19007: switched off.
    let hopeless: Set<Int> = [19_001, 19_007]

    func call(_ robot: DeliveryConfiguration.Robot, text: String, at now: Date) -> (url: String, body: String)? {
        guard URLComponents(string: robot.url) != nil else { return nil }
        var body = Body(content: .init(text: text), timestamp: nil, sign: nil)
        if let secret = robot.secret {
            let timestamp = String(Int(now.timeIntervalSince1970))
            let key = SymmetricKey(data: Data("\(timestamp)\n\(secret)".utf8))
            body.timestamp = timestamp
            body.sign = Data(HMAC<SHA256>.authenticationCode(for: Data(), using: key)).base64EncodedString()
        }
        return (robot.url, StationJSON.text(body))
    }

    /// Older robots say `StatusCode`.
    func code(_ answer: [String: Any]) -> Int? { (answer["code"] ?? answer["StatusCode"]) as? Int }

    private struct Body: Encodable {
        let type = "text"
        let content: Content
        var timestamp: String?
        var sign: String?

        enum CodingKeys: String, CodingKey {
            case type = "msg_type"
            case content, timestamp, sign
        }

        struct Content: Encodable { let text: String }
    }
}
