/// How a unit's tickets find one of its officers; stands in the catalogue, unit by unit.
public enum LoadBalance: String, Codable, Hashable, Sendable, CaseIterable {
    /// The officer who is here and has the least open work.
    case leastOpen = "least-open"
    /// Nobody in particular: the unit works from one queue.
    case oneQueue = "one-queue"
}

/// An officer who could take a ticket.
public struct OfficerLoad: Hashable, Sendable {
    /// Account id.
    public let officer: String
    /// Tells officers apart where all else is equal.
    public let login: String
    /// Open tickets in their hands.
    public let open: Int
    public let isHere: Bool

    public init(officer: String, login: String, open: Int, isHere: Bool) {
        self.officer = officer
        self.login = login
        self.open = open
        self.isHere = isHere
    }
}

/// Why an officer has a ticket.
public enum HoldingReason: Codable, Hashable, Sendable {
    /// Of `here` officers who are here, this one had the least open tickets: `open`.
    case leastOpen(open: Int, here: Int)
    /// Had the ticket before and is here.
    case hadItBefore
    /// A colleague or manager decided so.
    case handed
}

/// An officer and why it is them.
public struct HolderChoice: Hashable, Sendable {
    public let officer: String
    public let reason: HoldingReason

    public init(officer: String, reason: HoldingReason) {
        self.officer = officer
        self.reason = reason
    }
}

extension LoadBalance {
    /// Who takes a ticket: whoever had it before, if they are here; else the least open work, equal ones by login. Nil
    /// where nobody is here, or the unit works from one queue. The order of `team` does not matter.
    public func choose(from team: [OfficerLoad], previous: String? = nil) -> HolderChoice? {
        guard self == .leastOpen else { return nil }
        let here = team.filter(\.isHere)
        if let previous, here.contains(where: { $0.officer == previous }) {
            return HolderChoice(officer: previous, reason: .hadItBefore)
        }
        return here.min { ($0.open, $0.login) < ($1.open, $1.login) }.map {
            HolderChoice(officer: $0.officer, reason: .leastOpen(open: $0.open, here: here.count))
        }
    }
}
