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
    /// Units handed it on as often as allowed; only the desk may now.
    case handoverLimitReached(Int)
    /// The desk has ruled that this unit leads.
    case ruled(UnitID)
    /// Units that were asked for consent and said no.
    case vetoStands([UnitID])
    case noSuchVeto(Int)
    /// A leg cannot be due after the answer is.
    case legDueAfterTicket(Date)
    /// A time to come was asked for.
    case dueInThePast
    case noSuchPaper(Int)
    /// There is no higher rung.
    case topOfLadder(Ladder)
    /// Rules answer only what nobody has worked on yet and is not urgent.
    case notForRule
    /// Nothing to look into: no poor rating, or looked into already.
    case nothingToReview
    case partOfItself
    /// The other one is a part of this ticket.
    case mergesWithPart(TicketNumber)
    /// Parts that have not ended.
    case partsOpen([TicketNumber])
    /// A part belongs to one ticket and has no parts of its own.
    case partAlready(TicketNumber)
    case noSuchPart(TicketNumber)
    /// No reminder is due.
    case nothingToRemind
    case reopeningWindowPassed(Date)
    /// What the desk wrote down can be taken back until then.
    case retractionPassed(Date)
    /// It is this matter already.
    case sameMatter
    /// Nobody waits for a call.
    case nobodyToCall
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
