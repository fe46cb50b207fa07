import Casework

/// Who may do what; every use case asks here, and nowhere else is a role looked at.
///
/// What is not one's own answers `notFound`, exactly as if it did not exist; `notForRole` is only for whole areas.
struct AccessPolicy: Sendable {
    func requireCompany(_ principal: Principal) throws(StationError) -> CreditCode {
        guard let company = principal.company else { throw .notForRole }
        return company
    }

    /// Officers may file for any company, a company for itself only.
    func requireFiling(for company: CreditCode, _ principal: Principal) throws(StationError) {
        if principal.isLiaison { return }
        guard let own = principal.company else { throw .notForRole }
        guard own == company else { throw .notFound }
    }

    /// By which doors somebody's filings may come: only an officer can say that a company came or called, and only a
    /// self-test raises a warning.
    func doors(_ principal: Principal) -> [Origin] {
        principal.isLiaison ? [.portal, .window, .hotline, .api] : [.portal, .api]
    }

    func requireSummary(_ principal: Principal) throws(StationError) {
        guard principal.isManager else { throw .notForRole }
    }

    func requireAdministrator(_ principal: Principal) throws(StationError) {
        guard principal.account.roles.contains(.administrator) else { throw .notForRole }
    }

    /// Whoever works on tickets for the station.
    func requireOfficer(_ principal: Principal) throws(StationError) {
        guard let party = principal.party, party != .company else { throw .notForRole }
    }

    /// Desk and managers count clocks anew.
    func requireRetiming(_ principal: Principal) throws(StationError) {
        guard principal.isLiaison || principal.isManager else { throw .notForRole }
    }

    /// Nil for whoever sees every call, else the unit whose calls they are.
    func requireCalls(_ principal: Principal) throws(StationError) -> UnitID? {
        if principal.isLiaison || principal.isManager { return nil }
        guard principal.company == nil, let unit = principal.unit else { throw .notForRole }
        return unit
    }

    func requireDesk(_ principal: Principal) throws(StationError) {
        guard principal.isLiaison else { throw .notForRole }
    }
}

extension Station {
    var access: AccessPolicy { AccessPolicy() }
}
