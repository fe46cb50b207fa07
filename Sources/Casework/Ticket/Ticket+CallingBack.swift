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
        /// When it was late and somebody was reminded of it; once for each call.
        public var missedAt: Date?

        /// What was promised and whether it was kept; that somebody was reminded changes neither.
        var promise: CallBack {
            var promise = self
            promise.missedAt = nil
            return promise
        }
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

    /// The call that is late at `now` and that nobody was reminded of yet.
    func lateCall(at now: Date) -> CallBack? { owedCall.flatMap { $0.due < now && $0.missedAt == nil ? $0 : nil } }

    /// When the clock next has something to look at besides the running deadline: a rung, or a call that nobody was
    /// reminded of; nil if neither is left.
    public var nextReminder: Date? {
        let call = owedCall.flatMap { $0.missedAt == nil ? $0.due : nil }
        return [deadline?.nextRung?.at, call].compactMap(\.self).min()
    }

    /// Who works on the ticket is reminded; after a poor rating the managers too, who were told of it.
    mutating func missCall(at now: Date, policy: CaseworkPolicy) throws(TicketError) -> [Notice] {
        guard let owed = owedCall else { throw .nobodyToCall }
        guard owed.due < now else { throw .deadlineStillRuns(owed.due) }
        guard owed.missedAt == nil else { throw .deadlineMissedAlready }
        callBack?.missedAt = now
        return [Notice(.callMissed, to: ownerOfWork(policy))]
            + (owed.cause == .poorRating ? [Notice(.callMissed, to: .managers)] : [])
    }
}
