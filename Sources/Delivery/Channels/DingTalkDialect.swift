import Crypto
import Foundation
import Station

/// DingTalk (钉钉) custom robots. The signature stands in the address: HMAC-SHA256 over `milliseconds\nsecret` with the
/// secret as key (open.dingtalk.com, “自定义机器人安全设置”).
struct DingTalkDialect: RobotDialect {
    /// 130101: sent too fast.
    let tooMany: Set<Int> = [130_101]
    /// 400013: group dissolved; 400101: no such token; 400102: robot stopped.
    let hopeless: Set<Int> = [400_013, 400_101, 400_102]

    func call(_ robot: DeliveryConfiguration.Robot, text: String, at now: Date) -> (url: String, body: String)? {
        guard var parts = URLComponents(string: robot.url) else { return nil }
        if let secret = robot.secret {
            let timestamp = String(Int((now.timeIntervalSince1970 * 1000).rounded(.down)))
            let code = HMAC<SHA256>.authenticationCode(
                for: Data("\(timestamp)\n\(secret)".utf8), using: SymmetricKey(data: Data(secret.utf8)))
            let sign = Data(code).base64EncodedString().addingPercentEncoding(withAllowedCharacters: .alphanumerics)
            let old = parts.percentEncodedQuery.map { $0 + "&" } ?? ""
            parts.percentEncodedQuery = old + "timestamp=\(timestamp)&sign=\(sign ?? "")"
        }
        guard let url = parts.string else { return nil }
        return (url, StationJSON.text(Body(text: .init(content: text))))
    }

    func code(_ answer: [String: Any]) -> Int? { answer["errcode"] as? Int }

    private struct Body: Encodable {
        let msgtype = "text"
        let text: Text

        struct Text: Encodable { let content: String }
    }
}
