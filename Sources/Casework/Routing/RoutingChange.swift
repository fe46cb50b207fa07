/// What other rules would do with one ticket.
public struct RoutingChange: Codable, Hashable, Sendable {
    public let ticket: TicketNumber
    public let title: String
    public let matter: String
    public let before: RoutingDecision
    public let after: RoutingDecision

    public init(
        ticket: TicketNumber, title: String, matter: String, before: RoutingDecision, after: RoutingDecision
    ) {
        self.ticket = ticket
        self.title = title
        self.matter = matter
        self.before = before
        self.after = after
    }
}

/// What would change if other rules had been in force: counted over all tickets looked at, with some of them named.
public struct RoutingComparison: Codable, Hashable, Sendable {
    /// Tickets that would go from one unit to another.
    public struct Move: Codable, Hashable, Sendable {
        public let from: UnitID
        public let to: UnitID
        public var count: Int
    }

    /// Changes that are named; the rest is only counted.
    public static let namedLimit = 200

    public private(set) var looked = 0
    /// Another lead unit, other assisting units or another urgency.
    public private(set) var changed = 0
    /// The same for the ticket, by another rule.
    public private(set) var otherRule = 0
    public private(set) var raised = 0
    public private(set) var lowered = 0
    public private(set) var otherAssisting = 0
    /// Most tickets first, then by unit.
    public private(set) var moves: [Move] = []
    /// The first of them in the order they were looked at.
    public private(set) var named: [RoutingChange] = []

    public init() {}

    /// Counts one more ticket.
    public mutating func add(_ change: RoutingChange) {
        looked += 1
        let (before, after) = (change.before, change.after)
        guard before.lead != after.lead || before.assisting != after.assisting || before.urgency != after.urgency else {
            if before.rule != after.rule { otherRule += 1 }
            return
        }
        changed += 1
        if before.lead != after.lead { count(before.lead, after.lead) }
        if before.lead == after.lead, before.assisting != after.assisting { otherAssisting += 1 }
        if after.urgency > before.urgency { raised += 1 }
        if after.urgency < before.urgency { lowered += 1 }
        if named.count < Self.namedLimit { named.append(change) }
    }

    private mutating func count(_ from: UnitID, _ to: UnitID) {
        if let place = moves.firstIndex(where: { $0.from == from && $0.to == to }) {
            moves[place].count += 1
        } else {
            moves.append(Move(from: from, to: to, count: 1))
        }
        moves.sort { ($1.count, $0.from.rawValue, $0.to.rawValue) < ($0.count, $1.from.rawValue, $1.to.rawValue) }
    }
}
