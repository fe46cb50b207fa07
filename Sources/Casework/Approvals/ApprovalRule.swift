/// A declared rule under which a simple matter is approved without a person; data of the catalogue.
///
/// It never approves what is urgent or came from a warning, and nothing at all without a condition.
public struct ApprovalRule: Hashable, Sendable, Identifiable {
    public let id: String
    /// From when it applies; also its version, for a changed rule is a new one.
    public let since: CivilDay
    /// Codes of the matters it approves.
    public let matters: [String]
    /// All of them must hold; never empty.
    public let conditions: [ApprovalCondition]
    /// Percent of its approvals that a person looks at afterwards.
    public let sample: Int

    /// Nil without matters or conditions, or with a sample that is no percentage above nought: what nobody looks at
    /// and nothing limits is no rule.
    public init?(id: String, since: CivilDay, matters: [String], conditions: [ApprovalCondition], sample: Int) {
        guard !matters.isEmpty, !conditions.isEmpty, (1...100).contains(sample) else { return nil }
        self.id = id
        self.since = since
        self.matters = matters
        self.conditions = conditions
        self.sample = sample
    }
}

/// One thing a rule asks of a request. Days are calendar days up to the filing.
public enum ApprovalCondition: Hashable, Sendable {
    case origin([Origin])
    /// A person found every paper of the matter fine, at most so many days ago.
    case papersFine(withinDays: Int)
    /// The company had the same matter solved at least so often within so many days.
    case solvedBefore(least: Int, withinDays: Int)
    /// The company has no other open request of the same matter.
    case noneOpen
    /// No request of the company for the same matter was refused within so many days.
    case notRefused(withinDays: Int)
    /// None of these words stands in the text; case and width do not count.
    case textNone([Phrase])

    /// The word the catalogue, pages and API name it by.
    public var word: String {
        switch self {
        case .origin: "origin"
        case .papersFine: "papersFine"
        case .solvedBefore: "solvedBefore"
        case .noneOpen: "noneOpen"
        case .notRefused: "notRefused"
        case .textNone: "textNone"
        }
    }
}
