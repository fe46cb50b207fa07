/// What the station does when a message came to a bad end, in the transaction that records it: nothing is lost between.
public protocol DeliveryFollowUp: Sendable {
    func deliveryEnded(
        _ message: OutboxMessage, _ ending: DeliveryEnding, _ tx: borrowing StationTransaction) throws
}

/// How a message ended that did not arrive, or of which nobody knows.
public struct DeliveryEnding: Hashable, Sendable {
    /// Whose fault it is.
    public enum Cause: String, Hashable, Sendable {
        /// This message only.
        case message
        /// There is nobody at the address.
        case address
        /// The receiver wants no more (HTTP 410).
        case gone
        /// Every attempt of the schedule failed.
        case gaveUp
        /// It may have arrived.
        case unknown
    }

    public let cause: Cause
    public let fault: DeliveryFault

    public init(_ cause: Cause, _ fault: DeliveryFault) {
        self.cause = cause
        self.fault = fault
    }
}
