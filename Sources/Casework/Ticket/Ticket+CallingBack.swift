public import Foundation

/// Calls that somebody waits for: who rang and asked for one, and who rated poorly.
extension Ticket {
    /// A call that was promised.
    public struct CallBack: Codable, Hashable, Sendable {
        public enum Cause: String, Codable, Hashable, Sendable, CaseIterable {
            /// The caller asked for it.
            case asked
            /// The rating was poor.
            case poorRating
        }

        public let cause: Cause
        /// When somebody is called at the latest.
        public let due: Date
        /// Nil while somebody waits.
        public var doneAt: Date?
    }

    /// The call that somebody waits for now.
    public var owedCall: CallBack? { callBack.flatMap { $0.doneAt == nil ? $0 : nil } }

    /// One call does for all who wait; it is due when the first of them was promised it.
    mutating func oweCall(_ cause: CallBack.Cause, by due: Date) {
        if let owed = owedCall, owed.due <= due { return }
        callBack = CallBack(cause: cause, due: due, doneAt: nil)
    }

    mutating func callBack(at now: Date) throws(TicketError) -> [Notice] {
        guard owedCall != nil else { throw .nobodyToCall }
        callBack?.doneAt = now
        return []
    }
}
