public import Casework
import Foundation

/// What somebody files. Officers name the company they file for; a company files for itself.
public struct TicketFiling: Hashable, Sendable {
    public let matter: String
    public let title: String
    public let body: String
    public let urgency: Urgency
    public let origin: Origin
    public let company: CreditCode?
    /// Who rang or came; only officers write it down.
    public let caller: Filing.Caller?
    /// The ground on which the 办不成事 window takes it, and the earlier ticket it is about.
    public let admission: String?
    public let concerns: TicketNumber?
    /// The countries it is about, each by its code or by a name people use; blank ones count for nothing.
    public let countries: [String]

    public init(
        matter: String, title: String, body: String, urgency: Urgency = .normal, origin: Origin = .portal,
        company: CreditCode? = nil, caller: Filing.Caller? = nil, admission: String? = nil,
        concerns: TicketNumber? = nil, countries: [String] = []
    ) {
        self.matter = matter
        self.title = title
        self.body = body
        self.urgency = urgency
        self.origin = origin
        self.company = company
        self.caller = caller
        self.admission = admission
        self.concerns = concerns
        self.countries = countries
    }

    /// Longest title and body, in characters.
    public static let titleLimit = 80
    public static let bodyLimit = 5000
    /// Most countries of one ticket.
    public static let countryLimit = 10
}

/// A need with everything known about it, before it has a number.
struct FiledNeed {
    let company: Company
    let matter: String
    let title: String
    let body: String
    let urgency: Urgency
    let origin: Origin
    let warning: String?
    let grade: String?
    var caller: Filing.Caller?
    var admission: String?
    var concerns: TicketNumber?
    /// ISO 3166-1 alpha-3, each once.
    var countries: [String] = []
}

extension Station {
    /// Files a need: routing suggests a unit and says why, the calendar gives the due times, the desk is told.
    public func fileTicket(
        _ filing: TicketFiling, by principal: Principal, key: IdempotencyKey? = nil, files: [SentFile] = []
    ) async throws -> TicketOutcome {
        let problems = problems(of: filing)
        guard problems.isEmpty else { throw StationError.invalid(problems) }
        guard let code = filing.company ?? principal.company else {
            try access.requireDesk(principal)
            throw StationError.invalid([FieldProblem("/company", .missing)])
        }
        try access.requireFiling(for: code, principal)
        let doors = access.doors(principal)
        guard doors.contains(filing.origin) else {
            throw StationError.invalid([FieldProblem("/origin", .notOneOf(doors.map(\.rawValue)))])
        }
        let looked = try await lookThrough(files, by: principal)
        let (number, stored) = try await database.write { [self] tx in
            var stored: (ticket: Ticket, company: Company)?
            let number = try once(key, by: principal, tx) { tx in
                guard let company = try tx.companies.company(code) else {
                    throw StationError.invalid([FieldProblem("/company", .unknownCompany)])
                }
                if let other = filing.concerns, try tx.tickets.ticket(other)?.filing.company != code {
                    throw StationError.invalid([FieldProblem("/concerns", .unknownTicket)])
                }
                let ticket = try open(
                    FiledNeed(
                        company: company, matter: filing.matter, title: filing.title, body: filing.body,
                        urgency: filing.urgency, origin: filing.origin, warning: nil, grade: nil,
                        caller: principal.isLiaison ? filing.caller : nil, admission: filing.admission,
                        concerns: filing.concerns, countries: countries(of: filing)),
                    by: principal, tx)
                try attach(looked, to: ticket, .file, by: principal, tx)
                stored = (ticket, company)
                return ticket.number.description
            }
            return (number, stored)
        }
        if let stored { return outcome(stored.ticket, stored.company, for: principal) }
        guard let parsed = TicketNumber(number) else { throw StationError.unavailable }
        return try await outcome(of: parsed, for: principal)
    }

    /// Opens the ticket, lets the rules answer it where one fits, and writes its event, audit entry and notices; the caller's transaction makes them one.
    func open(_ need: FiledNeed, by principal: Principal, _ tx: borrowing StationTransaction) throws -> Ticket {
        guard let matter = catalogue.matter(need.matter) else {
            throw StationError.invalid([FieldProblem("/matter", .unknownMatter)])
        }
        let now = ambient.now()
        let filing = filing(of: need, matter, by: try routing(tx).table, at: now)
        let number = try tx.tickets.nextNumber(year: policy.calendar.day(of: now).year)
        let party = principal.party ?? .company
        let transition: Transition
        do {
            transition = try Ticket.opening(filing, number: number, by: party, at: now, policy: policy)
        } catch {
            throw StationError.ticket(error)
        }
        try tx.tickets.add(
            transition.ticket, RecordedEvent(event: transition.event, actor: principal.account.displayName))
        try settle(transition.ticket, before: nil, by: principal.account.login, tx)
        try audit("ticket.file", number.description, by: principal.account.login, tx)
        try tell(of: transition, company: need.company, actor: principal.account, tx)
        return try approveByRule(transition.ticket, of: need.company, tx)
    }

    /// What would be filed for `need` at `now`, routed by `table`.
    func filing(of need: FiledNeed, _ matter: Matter, by table: RoutingTable, at now: Date) -> Filing {
        let facts = RoutingFacts(
            matter: matter.code, matterUnit: matter.unit, title: need.title, body: need.body,
            urgency: need.urgency, origin: need.origin, industry: need.company.industry, grade: need.grade,
            countries: need.countries, destinations: destinations(in: [need.title, need.body], for: table),
            minute: minute(of: now))
        return Filing(
            company: need.company.code, matter: matter.code, title: need.title, body: need.body,
            origin: need.origin, warning: need.warning, promise: matter.promise,
            suggestion: table.decide(facts), caller: need.caller,
            admission: need.admission, concerns: need.concerns,
            countries: need.countries.isEmpty ? nil : need.countries,
            asked: Filing.Asked(urgency: need.urgency, grade: need.grade))
    }

    func problems(of filing: TicketFiling) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if catalogue.matter(filing.matter) == nil { problems.append(FieldProblem("/matter", .unknownMatter)) }
        problems += Self.problems(of: filing.title, at: "/title", limit: TicketFiling.titleLimit)
        problems += Self.problems(of: filing.body, at: "/body", limit: TicketFiling.bodyLimit)
        if let ground = filing.admission {
            let known = catalogue.grounds.admissions(to: filing.matter).map(\.id)
            if !known.contains(ground) { problems.append(FieldProblem("/admission", .notOneOf(known))) }
        }
        problems += countryProblems(of: filing)
        if let caller = filing.caller {
            problems += Self.problems(of: caller.name, at: "/callerName", limit: 40)
            problems += Self.problems(of: caller.phone, at: "/callerPhone", limit: 30)
        }
        return problems
    }

    /// A text that must be there and must not be endless.
    static func problems(of text: String, at pointer: String, limit: Int) -> [FieldProblem] {
        if !text.contains(where: { !$0.isWhitespace }) { return [FieldProblem(pointer, .missing)] }
        return text.count > limit ? [FieldProblem(pointer, .tooLong(limit: limit))] : []
    }
}
