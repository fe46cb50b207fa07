import Casework
import HealthCheck

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

    func requireReading(_ ticket: Ticket, _ principal: Principal) throws(StationError) {
        guard maySee(ticket, principal) else { throw .notFound }
    }

    func maySee(_ ticket: Ticket, _ principal: Principal) -> Bool {
        switch principal.party {
        case .company: principal.company == ticket.filing.company
        case .unit(let unit): ticket.lead == unit || ticket.legs.contains { $0.unit == unit }
        case .desk, .manager, .clock, nil: seesEveryTicket(principal)
        }
    }

    func seesEveryTicket(_ principal: Principal) -> Bool {
        switch principal.party {
        case .desk, .manager: true
        case .company, .unit: false
        case .clock, nil: principal.account.roles.contains(.auditor)
        }
    }

    /// Lists of tickets are for everybody who takes part in them, and for auditors.
    func requireLists(_ principal: Principal) throws(StationError) {
        guard principal.party != nil || seesEveryTicket(principal) else { throw .notForRole }
    }

    /// The party in which somebody acts on a ticket they may read.
    func requireActing(on ticket: Ticket, _ principal: Principal) throws(StationError) -> Party {
        try requireReading(ticket, principal)
        guard let party = principal.party else { throw .notForRole }
        return party
    }

    /// What somebody's list of tickets is limited to, whatever they ask for.
    func restrict(_ query: TicketQuery, to principal: Principal) throws(StationError) -> TicketQuery {
        try requireLists(principal)
        var query = query
        switch principal.party {
        case .company: query.company = principal.company
        case .unit(let unit): query.involving = unit
        case .desk, .manager, .clock, nil: break
        }
        return query
    }

    func requireSummary(_ principal: Principal) throws(StationError) {
        guard principal.isManager else { throw .notForRole }
    }

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

    func requireAdministrator(_ principal: Principal) throws(StationError) {
        guard principal.account.roles.contains(.administrator) else { throw .notForRole }
    }

    /// Consultations are between a company and the expert it asked: officers, units and managers have no part in them.
    func requireConsultations(_ principal: Principal) throws(StationError) -> ConsultationSide {
        if maySeeConsultations(principal, as: .company) { return .company }
        guard maySeeConsultations(principal, as: .expert) else { throw .notForRole }
        return .expert
    }

    func maySeeConsultations(_ principal: Principal, as side: ConsultationSide) -> Bool {
        switch side {
        case .company: principal.company != nil
        case .expert: principal.isExpert
        }
    }

    /// The side somebody stands on; to everybody else, and to the expert once it is withdrawn, there is no such thing.
    func side(of consultation: Consultation, _ principal: Principal) throws(StationError) -> ConsultationSide {
        if let company = principal.company, company == consultation.company { return .company }
        guard principal.isExpert, consultation.expert == principal.account.id, consultation.state != .withdrawn
        else { throw .notFound }
        return .expert
    }

    /// Only an expert gives opinions, only the company takes back or ends.
    func require(_ act: ConsultationAct, _ side: ConsultationSide) throws(StationError) {
        switch (act, side) {
        case (.message, _), (.opinion, .expert), (.withdraw, .company), (.settle, .company): return
        case (.opinion, .company), (.withdraw, .expert), (.settle, .expert): throw .notForRole
        }
    }

    /// A plan is the company's own; nobody else's business.
    func requireChanging(_ item: PlanItem, _ principal: Principal) throws(StationError) {
        guard try requireCompany(principal) == item.company else { throw .notFound }
    }

    /// The rules of routing are kept by the desk and by administrators; managers and auditors look.
    func mayChangeRules(_ principal: Principal) -> Bool { principal.isLiaison || principal.isAdministrator }

    func requireChangingRules(_ principal: Principal) throws(StationError) {
        guard mayChangeRules(principal) else { throw .notForRole }
    }

    func requireReadingRules(_ principal: Principal) throws(StationError) {
        let looks = principal.isManager || principal.account.roles.contains(.auditor)
        guard looks || mayChangeRules(principal) else { throw .notForRole }
    }

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

    /// Whoever works on tickets for the station.
    func requireOfficer(_ principal: Principal) throws(StationError) {
        guard let party = principal.party, party != .company else { throw .notForRole }
    }

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

    /// What rules approved is looked at by the desk and by managers; administrators and auditors may read along.
    func requireApprovals(_ principal: Principal) throws(StationError) {
        guard mayReviewApprovals(principal) || principal.isAdministrator || principal.account.roles.contains(.auditor)
        else { throw .notForRole }
    }

    func mayReviewApprovals(_ principal: Principal) -> Bool { principal.isLiaison || principal.isManager }

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
