/// Where a ticket stands.
public enum TicketState: String, Codable, Hashable, Sendable, CaseIterable {
    /// Filed; the desk has not taken it in yet.
    case submitted
    /// Handed to a unit that has not taken it over yet.
    case transferred
    /// A unit is at work, alone or with assisting units.
    case inProgress
    /// The company owes papers; the unit's clock is paused.
    case awaitingMaterials
    /// Answered; the company has the word.
    case answered
    case closed
    case refused
    case withdrawn
    /// Goes on as another ticket of the same company.
    case merged

    /// The states in which somebody still has to act.
    public static let open = Set(allCases.filter { !$0.isEnded })

    /// Whether the loop has ended.
    public var isEnded: Bool {
        switch self {
        case .submitted, .transferred, .inProgress, .awaitingMaterials, .answered: false
        case .closed, .refused, .withdrawn, .merged: true
        }
    }

    /// The stage everyone sees.
    public var stage: Stage {
        switch self {
        case .submitted: .intake
        case .transferred: .transfer
        case .inProgress, .awaitingMaterials: .coordination
        case .answered, .closed, .refused, .withdrawn, .merged: .feedback
        }
    }
}

/// The four stages of the loop: 受理 流转 协调 反馈.
public enum Stage: String, Codable, Hashable, Sendable, CaseIterable {
    case intake
    case transfer
    case coordination
    case feedback
}

/// How far up a hard case has climbed: window, seat, expert consultation (专窗 专席 专家会诊).
public enum Tier: Int, Codable, Hashable, Sendable, CaseIterable {
    case window
    case seat
    case expert

    /// One rung up; the top stays.
    public var next: Tier { Tier(rawValue: rawValue + 1) ?? self }
}
