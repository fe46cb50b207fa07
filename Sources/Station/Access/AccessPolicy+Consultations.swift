extension AccessPolicy {
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
}
