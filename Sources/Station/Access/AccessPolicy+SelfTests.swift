import Casework

/// Profiles, the evidence beside them, and what a company plans to do about them.
extension AccessPolicy {
    func requireReading(_ record: ProfileRecord, _ principal: Principal) throws(StationError) {
        if let company = principal.company {
            guard company == record.company else { throw .notFound }
            return
        }
        guard record.isShared, principal.isLiaison || principal.isManager else { throw .notFound }
    }

    /// Evidence is for its own company, and for whoever may read one of the profiles that rest on it.
    func requireReading(
        _ evidence: EvidenceRecord, under profiles: [ProfileRecord], _ principal: Principal
    ) throws(StationError) {
        if let company = principal.company {
            guard company == evidence.company else { throw .notFound }
            return
        }
        for profile in profiles where profile.company == evidence.company {
            guard (try? requireReading(profile, principal)) == nil else { return }
        }
        throw .notFound
    }

    func requireReading(profilesOf company: CreditCode, _ principal: Principal) throws(StationError) {
        if principal.company == company || principal.isLiaison || principal.isManager { return }
        throw .notFound
    }

    /// A plan is the company's own; nobody else's business.
    func requireChanging(_ item: PlanItem, _ principal: Principal) throws(StationError) {
        guard try requireCompany(principal) == item.company else { throw .notFound }
    }
}
