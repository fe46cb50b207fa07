public import Casework
public import HealthCheck

/// Who asks, in the one role they act in now.
public struct Principal: Hashable, Sendable {
    public let account: Account

    public init(_ account: Account) { self.account = account }

    public var language: Language { account.language }
    public var isLiaison: Bool { account.roles.contains(.liaison) }
    public var isExpert: Bool { account.roles.contains(.expert) }
    public var isAdministrator: Bool { account.roles.contains(.administrator) }
    public var isManager: Bool { account.roles.contains(.manager) }

    /// The company this person acts for, nil for everybody else.
    public var company: CreditCode? { account.roles.contains(.company) ? account.company : nil }

    /// The unit this person acts for, nil for everybody else.
    public var unit: UnitID? { account.roles.contains(.unit) ? account.unit : nil }

    /// How casework sees this person; nil for those who take no part in tickets.
    public var party: Party? {
        if company != nil { return .company }
        if isLiaison { return .desk }
        if let unit { return .unit(unit) }
        if isManager { return .manager }
        return nil
    }
}
