/// What an account may be; an account has one or more.
public enum Role: String, Codable, Hashable, Sendable, CaseIterable {
    /// Staff of one company.
    case company
    /// A liaison officer at the desk.
    case liaison
    /// An officer of one unit.
    case unit
    /// A legal expert asked for opinions.
    case expert
    case manager
    case administrator
    case auditor
}
