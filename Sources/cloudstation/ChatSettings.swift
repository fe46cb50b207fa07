import ArgumentParser
import Delivery
import Foundation
import Station

/// Robots and SMS gateways from the environment: their addresses are secrets, so no file of the catalogue holds them.
enum ChatSettings {
    /// The robots that are set up, each under its name: `desk-group` is `CLOUDSTATION_ROBOT_DESK_GROUP_URL` and `…_SECRET`.
    static func robots(
        _ robots: [NoticeTable.Robot], _ settings: Settings
    ) -> [String: DeliveryConfiguration.Robot] {
        robots.reduce(into: [:]) { found, robot in
            guard let url = settings.string("robot-\(robot.name)-url") else { return }
            found[robot.name] = DeliveryConfiguration.Robot(
                channel: robot.channel, url: url, secret: settings.string("robot-\(robot.name)-secret"))
        }
    }

    /// `CLOUDSTATION_SMS_URL` and, tried when that one fails, `CLOUDSTATION_SMS2_URL`.
    static func gateways(_ settings: Settings) throws -> [SMSGateway] {
        try ["sms", "sms2"].compactMap { name in
            guard let url = settings.string("\(name)-url") else { return nil }
            guard ["http", "https"].contains(URL(string: url)?.scheme) else {
                throw ValidationError(
                    "CLOUDSTATION_\(name.uppercased())_URL: “\(url)” is no http:// or https:// address.")
            }
            var gateway = SMSGateway(name: name, url: url)
            if let key = settings.string("\(name)-key") {
                gateway.headers = [(name: "Authorization", value: "Bearer \(key)")]
            }
            gateway.body = settings.string("\(name)-body") ?? gateway.body
            gateway.codeField = settings.string("\(name)-code-field") ?? gateway.codeField
            gateway.codeValue = settings.string("\(name)-code-value") ?? gateway.codeValue
            gateway.receiptField = settings.string("\(name)-receipt-field") ?? gateway.receiptField
            let codes = settings.string("\(name)-bad-number-codes") ?? ""
            gateway.badNumberCodes = Set(codes.split(separator: ",").map(String.init))
            return gateway
        }
    }
}
