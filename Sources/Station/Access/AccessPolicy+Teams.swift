import Casework

extension AccessPolicy {
    /// A unit's team is its officers' and the managers' business; the desk's unit is the liaison officers'.
    func requireTeam(of unit: UnitID, _ principal: Principal, desk: UnitID) throws(StationError) {
        if principal.isManager || team(principal, desk: desk) == unit { return }
        throw team(principal, desk: desk) == nil ? .notForRole : .notFound
    }

    func team(_ principal: Principal, desk: UnitID) -> UnitID? { principal.isLiaison ? desk : principal.unit }

    /// Everybody enters their own absence, managers everybody's.
    func mayEnterAbsence(of officer: Account, _ principal: Principal) -> Bool {
        principal.account.id == officer.id || principal.isManager
    }
}
