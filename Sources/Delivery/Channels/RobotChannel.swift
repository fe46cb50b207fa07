import Foundation
import Station

/// Sends to group robots of one chat service. Each service has its own way to sign and to say no (`RobotDialect`); what
/// they share is here: signed anew on each attempt, and an error in the body of a good answer is an error.
struct RobotChannel: Channel {
    let dialect: any RobotDialect
    /// By name.
    let robots: [String: DeliveryConfiguration.Robot]
    let engine: CurlEngine
    let now: @Sendable () -> Date

    func send(_ leased: LeasedMessage) async -> SendResult {
        let message = leased.message
        guard let robot = robots[message.destination] else {
            let hour = now().addingTimeInterval(3600)
            return .heldBack(until: hour, DeliveryFault(.robotUnset, message.destination))
        }
        let text = "\(message.payload.subject)\n\n\(message.payload.body)"
        guard let call = dialect.call(robot, text: Self.shortened(text), at: now()) else {
            return .failed(DeliveryFault(.robotAddress))
        }
        let request = CurlRequest(
            url: call.url,
            kind: .post(
                headers: [(name: "Content-Type", value: "application/json; charset=utf-8")],
                body: Array(call.body.utf8)))
        return judge(await engine.perform(request))
    }

    func shutDown() async { await engine.shutDown() }

    /// What an answer means: first the way it came, then the status, then the code in its body.
    func judge(_ result: CurlResult) -> SendResult {
        switch result.failure {
        case nil: break
        case .stopped: return .abandoned
        case .unusable(let why): return .failed(CurlFailure.unusable(why).fault)
        case .some(let failure): return .retry(failure.fault)
        }
        guard result.status == 200 else {
            let asked = result.headers["retry-after"].flatMap { RetryAfter.parse($0, now: now()) }
            return .retry(.http(result.status), notBefore: asked)
        }
        let answer = (try? JSONSerialization.jsonObject(with: Data(result.body))) as? [String: Any]
        guard let code = dialect.code(answer ?? [:]) else { return .retry(DeliveryFault(.noCode)) }
        if code == 0 { return .delivered }
        if dialect.tooMany.contains(code) {
            // Not a fault of the robot: it is only too early.
            return .retry(
                DeliveryFault(.robotBusy, "\(code)"), notBefore: now().addingTimeInterval(60), isDown: false)
        }
        if dialect.hopeless.contains(code) { return .failed(DeliveryFault(.robotRefused, "\(code)")) }
        return .retry(DeliveryFault(.robotError, "\(code)"))
    }

    /// The services cut or refuse texts beyond some 2,000 to 4,000 bytes.
    static func shortened(_ text: String) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.utf8.count > longest else { return trimmed }
        var short = trimmed.prefix(longest / 3)
        while short.utf8.count > longest - 3 { short = short.dropLast() }
        return short + "…"
    }

    private static let longest = 1900
}

/// How one chat service's robots are spoken to. A new service is one type like those below in a file of its own.
protocol RobotDialect: Sendable {
    /// The address with what signs it, and the body; nil for an address that is none.
    func call(_ robot: DeliveryConfiguration.Robot, text: String, at now: Date) -> (url: String, body: String)?
    /// The code an answer's body names, 0 for success; nil if it names none.
    func code(_ answer: [String: Any]) -> Int?
    /// Codes that ask to come again later.
    var tooMany: Set<Int> { get }
    /// Codes that no further attempt changes.
    var hopeless: Set<Int> { get }
}
