import Casework
import Foundation
import HealthCheck
import Station

/// A call that delivery has no business making.
struct Untouchable: Error {}

/// Stores that delivery must never touch.
final class AbsentStores: AccountStore, SelfTestStore, TicketStore, SummaryStore, LeaseStore {
    func account(_ id: String) throws -> Account? { throw Untouchable() }
    func account(login: String) throws -> Account? { throw Untouchable() }
    func accounts(with role: Role) throws -> [Account] { throw Untouchable() }
    func officers(of unit: UnitID) throws -> [Account] { throw Untouchable() }
    func staff(of company: CreditCode) throws -> [Account] { throw Untouchable() }
    func count() throws -> Int { throw Untouchable() }
    func hold(_ id: String) throws { throw Untouchable() }
    func add(_ account: Account) throws { throw Untouchable() }
    func update(_ account: Account) throws { throw Untouchable() }
    func open(_ session: Session) throws { throw Untouchable() }
    func account(tokenHash: String, at now: Date) throws -> Account? { throw Untouchable() }
    func closeSession(tokenHash: String) throws { throw Untouchable() }
    func closeSessions(of accountID: String) throws { throw Untouchable() }
    func signInFailure(_ count: Int, of key: String, after start: Date) throws -> Date? { throw Untouchable() }
    func recordSignInFailure(_ key: String, at now: Date) throws { throw Untouchable() }
    func clearSignInFailures(_ key: String) throws { throw Untouchable() }

    func keep(_ questionnaire: Questionnaire) throws { throw Untouchable() }
    func questionnaire(contentHash: String) throws -> Questionnaire? { throw Untouchable() }
    func draft(_ company: CreditCode, _ selfTest: String) throws -> Draft? { throw Untouchable() }
    func drafts(of company: CreditCode) throws -> [Draft] { throw Untouchable() }
    func holdDraft(_ company: CreditCode, _ selfTest: String) throws { throw Untouchable() }
    func save(_ draft: Draft) throws { throw Untouchable() }
    func deleteDraft(_ company: CreditCode, _ selfTest: String) throws { throw Untouchable() }
    func add(_ submission: Submission) throws { throw Untouchable() }
    func submission(_ id: String) throws -> Submission? { throw Untouchable() }
    func add(_ profile: ProfileRecord) throws { throw Untouchable() }
    func profile(_ id: String) throws -> ProfileRecord? { throw Untouchable() }
    func profileIDs(issuedFrom start: Date, to end: Date) throws -> [String] { throw Untouchable() }
    func profiles(
        of company: CreditCode, selfTest: String, sharedOnly: Bool, limit: Int
    ) throws -> [ProfileRecord] { throw Untouchable() }
    func newestProfiles(of company: CreditCode) throws -> [ProfileRecord] { throw Untouchable() }
    func add(_ warning: WarningRecord) throws { throw Untouchable() }
    func warnings(of profile: String) throws -> [WarningRecord] { throw Untouchable() }
    func warning(_ id: String) throws -> WarningRecord? { throw Untouchable() }
    func link(warning id: String, to ticket: TicketNumber) throws { throw Untouchable() }

    func nextNumber(year: Int) throws -> TicketNumber { throw Untouchable() }
    func add(_ ticket: Ticket, _ event: RecordedEvent) throws { throw Untouchable() }
    func save(_ ticket: Ticket, _ event: RecordedEvent) throws { throw Untouchable() }
    func ticket(_ number: TicketNumber) throws -> Ticket? { throw Untouchable() }
    func hold(_ number: TicketNumber) throws { throw Untouchable() }
    func holdFindings(of company: CreditCode) throws { throw Untouchable() }
    func openFromFindings(of company: CreditCode) throws -> [Ticket] { throw Untouchable() }
    func closedFromFindings(of company: CreditCode, since moment: Date) throws -> [Ticket] { throw Untouchable() }
    func events(of number: TicketNumber) throws -> [RecordedEvent] { throw Untouchable() }
    func list(_ query: TicketQuery) throws -> Page<Ticket> { throw Untouchable() }
    func missed(at now: Date, limit: Int) throws -> [TicketNumber] { throw Untouchable() }
    func toRemind(at now: Date, limit: Int) throws -> [TicketNumber] { throw Untouchable() }
    func toCallBack(lead: UnitID?, limit: Int) throws -> [Ticket] { throw Untouchable() }
    func open(after number: TicketNumber?, limit: Int) throws -> [Ticket] { throw Untouchable() }
    func withLateLegs(at now: Date, limit: Int) throws -> [TicketNumber] { throw Untouchable() }
    func countOpen(lead: UnitID?) throws -> [TicketState: Int] { throw Untouchable() }
    func countOverdue(at now: Date, lead: UnitID?) throws -> Int { throw Untouchable() }

    func figures(from start: Date, to end: Date, now: Date, unit: UnitID?) throws -> SummaryFigures {
        throw Untouchable()
    }
    func newestProfilesByIndustry() throws -> [IndustryProfile] { throw Untouchable() }

    func take(_ name: String, for holder: String, until end: Date, at now: Date) throws -> Bool { throw Untouchable() }
    func release(_ name: String, by holder: String) throws { throw Untouchable() }
}

extension FakeStores {
    func company(_ code: CreditCode) throws -> Company? { throw Untouchable() }
    func companies(_ codes: [CreditCode]) throws -> [CreditCode: Company] { throw Untouchable() }
    func save(_ company: Company) throws { throw Untouchable() }
    func search(_ text: String, limit: Int) throws -> [Company] { throw Untouchable() }
    func endpoints(of company: CreditCode) throws -> [WebhookEndpoint] { throw Untouchable() }
    func holdEndpoints(of company: CreditCode) throws { throw Untouchable() }
    func holdEndpoint(_ id: String) throws { throw Untouchable() }

    func deleteEndpoint(_ id: String) throws { throw Untouchable() }

    func list(_ query: OutboxQuery, limit: Int, cursor: String?) throws -> Page<OutboxEntry> { throw Untouchable() }
    func entry(_ id: String) throws -> OutboxEntry? { throw Untouchable() }
    func attempts(of id: String) throws -> [DeliveryAttempt] { throw Untouchable() }
    func count(_ query: OutboxQuery, limit: Int) throws -> Int { throw Untouchable() }
    func replay(_ id: String, at now: Date) throws -> Bool { throw Untouchable() }
    func replayFailed(_ query: OutboxQuery, limit: Int, at now: Date) throws -> Int { throw Untouchable() }
    func pause(_ lane: String, by who: String, at now: Date) throws { throw Untouchable() }
    func resume(_ lane: String) throws -> Bool { throw Untouchable() }
    func paused() throws -> [String] { throw Untouchable() }
    func holdDigest(of destination: String) throws { throw Untouchable() }
    func openDigest(for destination: String, channel: OutboxMessage.Channel, at now: Date) throws -> OpenDigest? {
        throw Untouchable()
    }
    func countFolded(into digest: String) throws -> Bool { throw Untouchable() }
    func rewrite(_ id: String, _ payload: OutboxMessage.Payload) throws -> Bool { throw Untouchable() }
    func add(_ message: OutboxMessage, foldedInto digest: String) throws { throw Untouchable() }
    func entry(receipt: String, channel: OutboxMessage.Channel) throws -> OutboxEntry? { throw Untouchable() }
    func settle(_ id: String, isDelivered: Bool, error: String?, at now: Date) throws -> Bool { throw Untouchable() }

    func newest(limit: Int) throws -> [AuditEntry] { throw Untouchable() }
    func reply(account: String, key: String) throws -> IdempotentReply? { throw Untouchable() }
    func add(_ reply: IdempotentReply) throws { throw Untouchable() }
}
