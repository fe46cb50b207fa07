public import Foundation

/// Why an action is not possible, with what a person needs to go on.
public enum TicketError: Error, Hashable, Sendable {
    /// The table gives this action to nobody, or to somebody else, in this state.
    case notAllowed(TicketActionKind, in: TicketState)
    case textMissing
    /// Opinions that are still missing, by unit.
    case opinionsMissing([UnitID])
    case noSuchLeg(Int)
    case alreadyAssisting(UnitID)
    case alreadyLead(UnitID)
    /// Returned as often as allowed; the desk's ruling binds.
    case returnLimitReached(Int)
    case reopeningWindowPassed(Date)
    case ratedAlready
    case starsOutOfRange(Int)
    case mergesWithItself
    case linksToItself
    /// The deadline lies in the future; nothing was missed.
    case deadlineStillRuns(Date)
    case deadlineMissedAlready
    /// Events that do not start with a filing or skip a number.
    case brokenHistory(Int)
}
