import Casework

extension TicketError {
    /// The field of a request that is to blame, as a JSON pointer; nil where none is.
    var pointer: String? {
        switch self {
        case .textMissing, .opinionsMissing, .vetoStands, .partsOpen: "/text"
        case .alreadyLead, .alreadyAssisting, .ruled, .handoverLimitReached: "/unit"
        case .noSuchLeg, .noSuchVeto: "/leg"
        case .legDueAfterTicket, .dueInThePast: "/due"
        case .noSuchPaper: "/paper"
        case .topOfLadder: "/ladder"
        case .nothingToReview: "/finding"
        case .starsOutOfRange: "/stars"
        case .mergesWithItself, .mergesWithPart, .linksToItself, .partOfItself, .partAlready: "/ticket"
        case .sameMatter: "/matter"
        case .returnLimitReached, .retractionPassed, .reopeningWindowPassed: "/reason"
        case .notAllowed, .noSuchPart, .nothingToRemind, .ratedAlready, .nobodyToCall, .deadlineStillRuns,
            .deadlineMissedAlready, .notForRule, .brokenHistory:
            nil
        }
    }
}
