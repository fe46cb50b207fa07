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
        guard let text = message.payload.template else { return .failed(DeliveryFault(.noTemplate)) }
        var last = SendResult.failed(DeliveryFault(.gatewayUnset))
        for gateway in gateways {
            guard let request = gateway.request(message, text, signature: signature) else {
                last = .failed(gateway.fault(DeliveryFault(.gatewayRequest)))
                continue
            }
            switch gateway.judge(await engine.perform(request)) {
            case .taken(let receipt): return receipt.map { .handedOver(receipt: $0) } ?? .delivered
            case .badNumber(let why): return .failed(gateway.fault(why), cause: .address)
            case .refused(let why, let isFinal):
                last = isFinal ? .failed(gateway.fault(why)) : .retry(gateway.fault(why))
            case .doubtful(let why, let isStopped):
                if text.isAtMostOnce { return .unknown(gateway.fault(why)) }
                if isStopped { return .abandoned }
                last = .retry(gateway.fault(why))
            }
        }
        return last
    }

    func shutDown() async { await engine.shutDown() }
}
