import Casework

/// Appointments, and papers looked at before one comes.
extension AccessPolicy {
    /// A company's appointment is its own business and that of the officers who receive it.
    func requireReading(
        _ appointment: Appointment, at site: ServiceSite?, _ principal: Principal
    ) throws(StationError) {
        if principal.company == appointment.company { return }
        guard principal.company == nil, receives(at: site, principal) || principal.isManager else { throw .notFound }
    }

    /// Booking, changing and taking back is for the company, and for the desk on its behalf.
    func requireBooking(_ appointment: Appointment, _ principal: Principal) throws(StationError) {
        guard principal.company == appointment.company || principal.isLiaison else { throw .notForRole }
    }

    func requireReceiving(at site: ServiceSite?, _ principal: Principal) throws(StationError) {
        guard receives(at: site, principal) else { throw .notForRole }
    }

    /// The sites whose visitors somebody may see.
    func requireSites(_ sites: [ServiceSite], _ principal: Principal) throws(StationError) -> [ServiceSite] {
        let own = sites.filter { receives(at: $0, principal) || principal.isManager }
        guard principal.isLiaison || principal.isManager || !own.isEmpty else { throw .notForRole }
        return own
    }

    /// The desk receives everywhere, an officer at the sites of the unit.
    private func receives(at site: ServiceSite?, _ principal: Principal) -> Bool {
        principal.isLiaison || (principal.unit != nil && principal.unit == site?.unit)
    }

    /// Papers are looked at by the matter's unit, and by the desk.
    func requireReading(_ review: PreReview, unit: UnitID?, _ principal: Principal) throws(StationError) {
        if principal.company == review.company { return }
        guard principal.company == nil, judges(unit, principal) else { throw .notFound }
    }

    func requirePreparing(_ review: PreReview, _ principal: Principal) throws(StationError) {
        guard principal.company == review.company else { throw .notForRole }
    }

    func requireJudging(_ unit: UnitID?, _ principal: Principal) throws(StationError) {
        guard judges(unit, principal) else { throw .notForRole }
    }

    func judges(_ unit: UnitID?, _ principal: Principal) -> Bool {
        principal.isLiaison || (principal.unit != nil && principal.unit == unit)
    }
}
