/// Routing rules, and what rules approved.
extension AccessPolicy {
    /// The rules of routing are kept by the desk and by administrators; managers and auditors look.
    func mayChangeRules(_ principal: Principal) -> Bool { principal.isLiaison || principal.isAdministrator }

    func requireChangingRules(_ principal: Principal) throws(StationError) {
        guard mayChangeRules(principal) else { throw .notForRole }
    }

    func requireReadingRules(_ principal: Principal) throws(StationError) {
        let looks = principal.isManager || principal.account.roles.contains(.auditor)
        guard looks || mayChangeRules(principal) else { throw .notForRole }
    }

    /// What rules approved is looked at by the desk and by managers; administrators and auditors may read along.
    func requireApprovals(_ principal: Principal) throws(StationError) {
        guard mayReviewApprovals(principal) || principal.isAdministrator || principal.account.roles.contains(.auditor)
        else { throw .notForRole }
    }

    func mayReviewApprovals(_ principal: Principal) -> Bool { principal.isLiaison || principal.isManager }
}
