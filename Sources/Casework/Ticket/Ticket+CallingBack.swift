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

    mutating func callBack(at now: Date) throws(TicketError) -> [Notice] {
        guard owedCall != nil else { throw .nobodyToCall }
        callBack?.doneAt = now
        return []
    }
}
