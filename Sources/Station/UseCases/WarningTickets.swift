public import Casework
import HealthCheck

extension Station {
    /// The company turns a warning into a ticket later on; a warning that has one gives that one.
    public func openTicket(
        forWarning id: String, by principal: Principal, key: IdempotencyKey? = nil
    ) async throws -> TicketNumber {
        let code = try access.requireCompany(principal)
        let number = try await database.write { [self] tx in
            try once(key, by: principal, tx) { tx in
                // Whoever else presses at this moment comes after us and finds our ticket.
                try tx.tickets.holdFindings(of: code)
                guard let warning = try tx.selfTests.warning(id), warning.company == code,
                    let record = try tx.selfTests.profile(warning.profile),
                    let questionnaire = try tx.selfTests.questionnaire(contentHash: record.profile.contentHash),
                    let company = try tx.companies.company(code)
                else { throw StationError.notFound }
                if let ticket = warning.ticket { return ticket.description }
                let ticket = try openTicket(
                    for: warning.warning, of: record, questionnaire, company, by: principal, tx)
                try tx.selfTests.link(warning: id, to: ticket.number)
                return ticket.number.description
            }
        }
        guard let parsed = TicketNumber(number) else { throw StationError.unavailable }
        return parsed
    }

    /// Opens a ticket for `warning`, or gives the open one that already runs for the same finding: one for each finding
    /// of a company, however many people and processes ask at once.
    func openTicket(
        for warning: Warning, of record: ProfileRecord, _ questionnaire: Questionnaire, _ company: Company,
        by principal: Principal, _ tx: borrowing StationTransaction
    ) throws -> Ticket {
        try tx.tickets.holdFindings(of: company.code)
        if let running = try running(Self.finding(warning, questionnaire), of: company, tx) { return running }
        return try open(need(for: warning, of: record, questionnaire, company), by: principal, tx)
    }

    /// How a ticket names the finding it came from: the same for every profile of a self-test.
    static func finding(_ warning: Warning, _ questionnaire: Questionnaire) -> String {
        "\(questionnaire.id)/\(warning.id)"
    }

    /// What a warning asks for, as a company would file it.
    func need(
        for warning: Warning, of record: ProfileRecord, _ questionnaire: Questionnaire, _ company: Company
    ) -> FiledNeed {
        let language = company.language
        let subject = questionnaire.title(of: warning)[language]
        let body =
            switch warning.cause {
            case .redLine(let id): questionnaire.redLine(id)?.meaning[language] ?? subject
            case .dimension:
                catalogue.locales.text(
                    "warning.dimension-body", language,
                    ["dimension": subject, "selfTest": questionnaire.title[language]])
            }
        return FiledNeed(
            company: company, matter: warning.matter,
            title: catalogue.locales.text(
                "warning.title", language, ["selfTest": questionnaire.title[language], "finding": subject]),
            body: body, urgency: warning.endangersPersons ? .expedited : .normal, origin: .warning,
            warning: Self.finding(warning, questionnaire), grade: record.profile.grade?.rawValue)
    }

    /// The open ticket that runs for a finding of a company, whichever profile it was found in.
    func running(
        _ finding: String, of company: Company, _ tx: borrowing StationTransaction
    ) throws -> Ticket? {
        try tx.tickets.openFromFindings(of: company.code).first { $0.filing.warning == finding }
    }
}
