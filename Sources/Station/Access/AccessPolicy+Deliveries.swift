import Casework

/// What was sent, and what is sent again.
extension AccessPolicy {
    /// A company sees the messages that concern it; desk, managers and administrators see all.
    func requireNotifications(_ principal: Principal) throws(StationError) -> CreditCode? {
        if let company = principal.company { return company }
        guard principal.isLiaison || principal.isManager || principal.account.roles.contains(.administrator)
        else { throw .notForRole }
        return nil
    }

    /// Desk and administrators may send anything again; a company what went to its own endpoints.
    func requireReplay(_ principal: Principal) throws(StationError) -> CreditCode? {
        if let company = principal.company { return company }
        guard principal.isLiaison || principal.account.roles.contains(.administrator) else { throw .notForRole }
        return nil
    }

    func mayReplay(_ message: OutboxMessage, _ company: CreditCode?) -> Bool {
        guard let company else { return true }
        return message.company == company && message.channel == .webhook
    }
}
