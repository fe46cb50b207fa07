import Foundation
import Station

/// WeCom (企业微信) group robots: the key in the address is all there is (developer.work.weixin.qq.com, “群机器人配置说明”).
struct WeComDialect: RobotDialect {
    /// 45009: more than the robot takes.
    let tooMany: Set<Int> = [45_009]
    /// 93000: the address is invalid; 40008: a kind of message it does not take.
    let hopeless: Set<Int> = [93_000, 40_008]

    func call(_ robot: DeliveryConfiguration.Robot, text: String, at now: Date) -> (url: String, body: String)? {
        guard URLComponents(string: robot.url) != nil else { return nil }
        return (robot.url, StationJSON.text(Body(text: .init(content: text))))
    }

    func code(_ answer: [String: Any]) -> Int? { answer["errcode"] as? Int }

    private struct Body: Encodable {
        let msgtype = "text"
        let text: Text

        struct Text: Encodable { let content: String }
    }
}
