import Foundation
import Station

/// Sends text messages over HTTP gateways: the first that takes it, in the order they are set up.
///
/// A message that must not arrive twice goes on to the next gateway, or to another attempt, only while it is certain that
/// nobody took it; whatever leaves a doubt ends as unknown, and a person asks.
struct SMSChannel: Channel {
    let gateways: [SMSGateway]
    let signature: String
    let engine: CurlEngine
    let now: @Sendable () -> Date

    func send(_ leased: LeasedMessage) async -> SendResult {
        let message = leased.message
        guard let text = message.payload.template else { return .failed(error: "no template to send it by") }
        var last = SendResult.failed(error: "no gateway is set up")
        for gateway in gateways {
            guard let request = gateway.request(message, text, signature: signature) else {
                last = .failed(error: "gateway \(gateway.name): its settings make no request")
                continue
            }
            switch gateway.judge(await engine.perform(request)) {
            case .taken(let receipt): return receipt.map { .handedOver(receipt: $0) } ?? .delivered
            case .badNumber(let why): return .failed(error: "gateway \(gateway.name): \(why)", cause: .address)
            case .refused(let why, let isFinal):
                let error = "gateway \(gateway.name): \(why)"
                last = isFinal ? .failed(error: error) : .retry(error: error)
            case .doubtful(let why, let isStopped):
                let error = "gateway \(gateway.name): \(why)"
                if text.isAtMostOnce { return .unknown(error: error) }
                if isStopped { return .abandoned }
                last = .retry(error: error)
            }
        }
        return last
    }

    func shutDown() async { await engine.shutDown() }
}
