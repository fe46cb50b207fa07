public import Casework
public import Foundation
public import HealthCheck

/// Companies.
public protocol CompanyStore {
    func company(_ code: CreditCode) throws -> Company?
    /// Those there are of `codes`, of which one may come several times.
    func companies(_ codes: [CreditCode]) throws -> [CreditCode: Company]
    /// Adds or replaces.
    func save(_ company: Company) throws
    /// Whose name or code contains `text`, by name; for officers who file on a company's behalf.
    func search(_ text: String, limit: Int) throws -> [Company]
    func endpoints(of company: CreditCode) throws -> [WebhookEndpoint]
    func endpoint(_ id: String) throws -> WebhookEndpoint?
    /// Keeps everybody else who holds them from adding to a company's endpoints until this transaction ends.
    func holdEndpoints(of company: CreditCode) throws
    /// Keeps everybody else from changing an endpoint until this transaction ends; what is read from now on stays so.
    func holdEndpoint(_ id: String) throws
    /// Adds or replaces the whole of it: hold it before it is read.
    func save(_ endpoint: WebhookEndpoint) throws
    func deleteEndpoint(_ id: String) throws
}

/// Accounts, sessions and sign-in failures.
public protocol AccountStore {
    func account(_ id: String) throws -> Account?
    func account(login: String) throws -> Account?
    func accounts(with role: Role) throws -> [Account]
    func officers(of unit: UnitID) throws -> [Account]
    func staff(of company: CreditCode) throws -> [Account]
    func count() throws -> Int
    /// Keeps everybody else who holds it from the account and its sessions until this transaction ends; what is read
    /// from now on stays so.
    func hold(_ id: String) throws
    /// Throws `alreadyExists` when the login is taken.
    func add(_ account: Account) throws
    /// Replaces everything but id and login.
    func update(_ account: Account) throws
    func open(_ session: Session) throws
    /// The account of an unexpired session, not disabled.
    func account(tokenHash: String, at now: Date) throws -> Account?
    func closeSession(tokenHash: String) throws
    func closeSessions(of accountID: String) throws
    /// When the `count`th newest failure of `key` (login or address) after `start` was; nil if there are fewer.
    func signInFailure(_ count: Int, of key: String, after start: Date) throws -> Date?
    func recordSignInFailure(_ key: String, at now: Date) throws
    func clearSignInFailures(_ key: String) throws
}

/// Drafts, submissions, profiles and warnings.
public protocol SelfTestStore {
    /// Keeps a published version, so that old submissions stay readable. Saving it again changes nothing.
    func keep(_ questionnaire: Questionnaire) throws
    func questionnaire(contentHash: String) throws -> Questionnaire?
    func draft(_ company: CreditCode, _ selfTest: String) throws -> Draft?
    func drafts(of company: CreditCode) throws -> [Draft]
    /// Keeps everybody else who holds it from the draft, there or not, until this transaction ends.
    func holdDraft(_ company: CreditCode, _ selfTest: String) throws
    /// Adds or replaces the draft.
    func save(_ draft: Draft) throws
    func deleteDraft(_ company: CreditCode, _ selfTest: String) throws
    func add(_ submission: Submission) throws
    func submission(_ id: String) throws -> Submission?
    func add(_ profile: ProfileRecord) throws
    func profile(_ id: String) throws -> ProfileRecord?
    /// Ids of the profiles issued from `start` up to `end`.
    func profileIDs(issuedFrom start: Date, to end: Date) throws -> [String]
    /// A company's profiles of one self-test, the newest `limit`, newest first.
    func profiles(of company: CreditCode, selfTest: String, sharedOnly: Bool, limit: Int) throws -> [ProfileRecord]
    /// The newest profile of each self-test.
    func newestProfiles(of company: CreditCode) throws -> [ProfileRecord]
    func add(_ warning: WarningRecord) throws
    func warnings(of profile: String) throws -> [WarningRecord]
    func warning(_ id: String) throws -> WarningRecord?
    /// Notes the ticket a warning became; throws `staleVersion` if it has one already.
    func link(warning id: String, to ticket: TicketNumber) throws
}

/// A ticket's event with the account that caused it.
public struct RecordedEvent: Hashable, Sendable {
    public let event: TicketEvent
    /// Display name, or empty for the clock.
    public let actor: String

    public init(event: TicketEvent, actor: String) {
        self.event = event
        self.actor = actor
    }
}

/// Tickets and their events.
public protocol TicketStore {
    /// The next free number of `year`; never given twice.
    func nextNumber(year: Int) throws -> TicketNumber
    /// Stores a new ticket with its first event.
    func add(_ ticket: Ticket, _ event: RecordedEvent) throws
    /// Stores `ticket` if the stored version is one less, and appends its event; else throws `staleVersion`.
    func save(_ ticket: Ticket, _ event: RecordedEvent) throws
    func ticket(_ number: TicketNumber) throws -> Ticket?
    /// Keeps everybody else from changing the ticket until this transaction ends; what is read from now on stays so.
    func hold(_ number: TicketNumber) throws
    /// Keeps everybody else who holds them from the findings of a company that become tickets, until this transaction
    /// ends.
    func holdFindings(of company: CreditCode) throws
    /// The open tickets that warnings of a company became.
    func openFromFindings(of company: CreditCode) throws -> [Ticket]
    /// Those of them that were closed after `moment`, the last closed first.
    func closedFromFindings(of company: CreditCode, since moment: Date) throws -> [Ticket]
    /// In order, from 1.
    func events(of number: TicketNumber) throws -> [RecordedEvent]
    /// A malformed cursor gives the first page.
    func list(_ query: TicketQuery) throws -> Page<Ticket>
    /// Open tickets whose running deadline lies before `now` and is not recorded as missed, oldest first.
    func missed(at now: Date, limit: Int) throws -> [TicketNumber]
    /// Open tickets whose next rung of warning is reached at `now`.
    func toRemind(at now: Date, limit: Int) throws -> [TicketNumber]
    /// Open tickets with an open leg that is late at `now` and not recorded as late.
    func withLateLegs(at now: Date, limit: Int) throws -> [TicketNumber]
    /// Tickets on which somebody waits for a call, the most urgent first.
    func toCallBack(lead: UnitID?, limit: Int) throws -> [Ticket]
    /// Open tickets in the order of their numbers, those after `number`.
    func open(after number: TicketNumber?, limit: Int) throws -> [Ticket]
    /// Open tickets by state, among those `query` selects.
    func countOpen(lead: UnitID?) throws -> [TicketState: Int]
    /// How many open tickets have their running deadline before `now`.
    func countOverdue(at now: Date, lead: UnitID?) throws -> Int
}

/// Audit trail and stored replies.
public protocol AuditStore {
    func add(_ entry: AuditEntry) throws
    /// Newest first.
    func newest(limit: Int) throws -> [AuditEntry]
    /// Keeps everybody else from using the same key until this transaction ends.
    func reply(account: String, key: String) throws -> IdempotentReply?
    func add(_ reply: IdempotentReply) throws
}

/// The figures managers look at, counted over a span of filing time.
public protocol SummaryStore {
    func figures(from start: Date, to end: Date, now: Date, unit: UnitID?) throws -> SummaryFigures
    /// The newest profile of each company and self-test: industry and profile, for risk by dimension and industry.
    func newestProfilesByIndustry() throws -> [IndustryProfile]
}

/// Work that one process does at a time, whichever it is.
public protocol LeaseStore {
    /// Takes the lease called `name` until `end`, or prolongs it if `holder` has it; false while somebody else does.
    func take(_ name: String, for holder: String, until end: Date, at now: Date) throws -> Bool
    /// Gives the lease back, so that the next one need not wait for its end.
    func release(_ name: String, by holder: String) throws
}
