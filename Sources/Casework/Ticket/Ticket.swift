public import Foundation

/// A company's need on its way through the loop; the fold of its events.
///
/// While open it has exactly one lead unit and one running deadline (事事有着落); it ends only through feedback that
/// is on its way to the company (件件有回音). `applying` is the only way to change it.
public struct Ticket: Codable, Hashable, Sendable {
    public let number: TicketNumber
    public internal(set) var filing: Filing
    public let filedAt: Date
    /// Number of events so far: the version that optimistic locking compares.
    public internal(set) var version: Int
    public internal(set) var state: TicketState
    public internal(set) var urgency: Urgency
    public internal(set) var lead: UnitID
    public internal(set) var legs: [Leg]
    /// Nil exactly when the ticket has ended.
    public internal(set) var deadline: Deadline?
    /// When the company was promised an answer.
    public internal(set) var promisedBy: Date
    /// Working minutes left to `promisedBy` while the clock is paused.
    public internal(set) var pausedMinutes: Double?
    public internal(set) var returns: Int
    public internal(set) var tier: Tier
    public internal(set) var reply: Reply?
    public internal(set) var resolution: Resolution?
    public internal(set) var rating: Rating?
    public internal(set) var links: [TicketNumber]
    public internal(set) var mergedInto: TicketNumber?
    public internal(set) var reopenings: Int
    public internal(set) var endedAt: Date?
    public internal(set) var level: Level
    /// The desk's binding word on who leads.
    public internal(set) var ruling: Ruling?
    /// How often a lead unit handed it straight on to another.
    public internal(set) var handovers: Int
    /// Every time the unit's clock stood, in order.
    public internal(set) var pauses: [Pause]
    /// Papers that follow while work goes on.
    public internal(set) var papers: [FollowingPaper]
    public internal(set) var supervisions: Int
    /// The ticket this one is a part of.
    public internal(set) var parent: TicketNumber?
    public internal(set) var parts: [Part]
    /// Where it stood when it was merged; a merge can be undone.
    public internal(set) var setAside: SetAside?
    /// The rule that approved it, if one did.
    public internal(set) var approval: Approval?
    /// When this round of work began, if it is not the first.
    public internal(set) var roundStart: Date?
    /// The newest call that somebody waits for, or got.
    public internal(set) var callBack: CallBack?

    enum CodingKeys: CodingKey {
        case number, filing, filedAt, version, state, urgency, lead, legs, deadline, promisedBy
        case pausedMinutes, returns, tier, reply, resolution, rating, links, mergedInto, reopenings, endedAt
        case level, ruling, handovers, pauses, papers, supervisions, parent, parts, setAside, approval
        case roundStart, callBack
    }

    /// The answer given to the company.
    public struct Reply: Codable, Hashable, Sendable {
        public let text: String
        public let unit: UnitID
        public let at: Date
    }

    /// The company's rating.
    public struct Rating: Codable, Hashable, Sendable {
        /// 1…5.
        public let stars: Int
        public let comment: String
        public let at: Date
        /// How often the ticket had been reopened by then: each round of feedback takes one rating.
        public let reopenings: Int
        /// Whether somebody got in touch in time; nil if the company was not asked.
        public var responded: Bool?
        /// What looking into a poor rating found.
        public var review: Review?
        /// Three stars or more.
        public var isSatisfied: Bool { stars >= 3 }
        /// One or two stars: somebody calls back.
        public var isPoor: Bool { stars <= 2 }
    }

    /// Whether this round of feedback has its rating; the newest rating stays until the next round's replaces it.
    public var isRated: Bool { rating?.reopenings == reopenings }

    /// Vetoes that stand in the way of the answer.
    public var vetoes: [Leg] { legs.filter(\.isVeto) }

    /// Legs whose opinion is still missing.
    public var openLegs: [Leg] { legs.filter(\.isOpen) }

    /// What `party` is to this ticket now. The desk's officers also act for the desk's unit.
    public func roles(of party: Party, desk: UnitID) -> Set<TicketRole> {
        switch party {
        case .company: [.company]
        case .manager: [.manager]
        case .clock: [.clock]
        case .desk: roles(of: desk).union([.desk])
        case .unit(let unit): roles(of: unit)
        }
    }

    private func roles(of unit: UnitID) -> Set<TicketRole> {
        Set(lead == unit ? [.lead] : [])
            .union(isAssisting(unit) ? [.assisting] : [])
    }
}
