/// Why a unit hands a ticket on or back; counted, so that the catalogue can be mended where it sends things wrongly.
public enum HandingCode: String, Codable, Hashable, Sendable, CaseIterable {
    /// Another unit's business (职责不符).
    case competence
    /// Another unit's area (辖区不符).
    case area
    /// Needs another unit's expertise.
    case expertise
    /// Is being dealt with already.
    case duplicate
    /// Too little is known to act on.
    case facts
    case other
}

/// Why work starts again.
public enum ReopenCause: String, Codable, Hashable, Sendable, CaseIterable {
    case notSolved
    case newFacts
    case happenedAgain
    case mistake
}

/// What looking into a poor rating found.
public enum ReviewFinding: String, Codable, Hashable, Sendable, CaseIterable {
    /// The company is right; what is put right stands in the review's text.
    case justified
    case unjustified
}

/// The two ladders a hard case climbs.
public enum Ladder: String, Codable, Hashable, Sendable, CaseIterable {
    /// Window, seat, expert consultation (专窗 专席 专家会诊).
    case expertise
    /// Unit, bureau, government (单位 分局 区政府).
    case authority
}

/// How far up a ticket has climbed in authority; a late ticket climbs by itself.
public enum Level: Int, Codable, Hashable, Sendable, CaseIterable {
    case unit
    case bureau
    case government

    /// One rung up; the top stays.
    public var next: Level { Level(rawValue: rawValue + 1) ?? self }
}
