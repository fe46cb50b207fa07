import Foundation
import Station

/// Sends text messages over HTTP gateways: the first that takes it, in the order they are set up.
///
/// A message that must not arrive twice goes on to the next gateway, or to another attempt, only while it is certain that
/// nobody took it; whatever leaves a doubt ends as unknown, and a person asks. A gateway that may take it later is worth
/// another attempt, whatever the gateways after it said.
struct SMSChannel: Channel {
    let gateways: [SMSGateway]
    let signature: String
    let engine: CurlEngine
    let now: @Sendable () -> Date
    /// How long after its beginning an attempt may turn to one more gateway: with `CurlLimits.total` on top it ends before
    /// the lease does, or somebody else would send the same message beside it.
    var patience: Duration = .seconds(30)

    func send(_ leased: LeasedMessage) async -> SendResult {
        let message = leased.message
        guard let text = message.payload.template else { return .failed(DeliveryFault(.noTemplate)) }
        let end = ContinuousClock.now + patience
        var last: SendResult?
        func note(_ result: SendResult) {
            if case .retry = last, case .failed = result { return }
            last = result
        }
        for gateway in gateways where last == nil || ContinuousClock.now < end {
            guard let request = gateway.request(message, text, signature: signature) else {
                note(.failed(gateway.fault(DeliveryFault(.gatewayRequest))))
                continue
            }
            switch gateway.judge(await engine.perform(request)) {
            case .taken(let receipt): return receipt.map { .handedOver(receipt: $0) } ?? .delivered
            case .badNumber(let why): return .failed(gateway.fault(why), cause: .address)
            case .refused(let why, let isFinal):
                note(isFinal ? .failed(gateway.fault(why)) : .retry(gateway.fault(why)))
            case .doubtful(let why, let isStopped):
                if text.isAtMostOnce { return .unknown(gateway.fault(why)) }
                if isStopped { return .abandoned }
                note(.retry(gateway.fault(why)))
            }
        }
        return last ?? .failed(DeliveryFault(.gatewayUnset))
    }

    func shutDown() async { await engine.shutDown() }
}
