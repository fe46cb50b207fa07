import Foundation
import Station

/// A way of sending. To add one, write a type like those beside this file and name it in `OutboxWorker.init`.
protocol Channel: Sendable {
    /// Makes one attempt, ended within the engine's total limit. No transaction is open meanwhile.
    func send(_ leased: LeasedMessage) async -> SendResult

    /// Ends what is in flight and frees the engine.
    func shutDown() async
}

/// What came of one attempt, before the schedule says when the next is.
enum SendResult: Hashable, Sendable {
    case delivered
    /// A gateway took it under this number; its receipt says later what came of it.
    case handedOver(receipt: String)
    /// Worth another attempt, not before the time the receiver asked for. `isDown`: the receiver as a whole fails, not
    /// just this message.
    case retry(_ fault: DeliveryFault, notBefore: Date? = nil, isDown: Bool = true)
    /// Will never succeed.
    case failed(_ fault: DeliveryFault, cause: DeliveryEnding.Cause = .message)
    /// It may have arrived, and must not arrive twice.
    case unknown(_ fault: DeliveryFault)
    /// Not tried: the receiver keeps failing, or there is no way to it yet. Uses up no attempt.
    case heldBack(until: Date, _ fault: DeliveryFault)
    /// Called off; nothing is recorded and the lease runs out.
    case abandoned
}
