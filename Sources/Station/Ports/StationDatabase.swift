public import Casework

/// The store. A transaction is a synchronous closure, so no network call can happen inside one.
public protocol StationDatabase: Sendable {
    /// Runs `body` in one durable transaction: all of it is stored when this returns, none of it when it throws.
    ///
    /// `body` may be run again from its beginning where an engine asks for it (a deadlock); only what it writes through
    /// its argument counts. Throws `busy` without running it when too many wait already.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value

    /// Runs `body` over one consistent snapshot; never waits for a writer.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value

    /// What is committed from now on, by this process and by every other one on the same store.
    ///
    /// A hint to look again, not a record: after a lost connection, or for a listener that is too slow, some are left
    /// out. The stream ends with the task that reads it.
    func changes() -> AsyncStream<StationChange>
}

/// Something committed that somebody may be waiting for.
public enum StationChange: Hashable, Sendable {
    /// A ticket was filed or has a new version.
    case ticket(TicketNumber)
    /// There is something to send.
    case outbox
}

/// The typed stores of one transaction. Valid only inside the closure it was given to.
public struct StationTransaction: ~Copyable {
    public let companies: any CompanyStore
    public let accounts: any AccountStore
    public let selfTests: any SelfTestStore
    public let tickets: any TicketStore
    public let outbox: any OutboxStore
    public let audit: any AuditStore
    public let summary: any SummaryStore
    public let leases: any LeaseStore
    public let evidence: any EvidenceStore
    public let plans: any PlanStore
    public let consultations: any ConsultationStore
    public let cohorts: any CohortStore
    public let notices: any NoticeStore
    public let desk: any DeskStore
    public let attachments: any AttachmentStore
    public let textBlocks: any TextBlockStore
    public let mentions: any MentionStore
    public let routing: any RoutingStore
    public let team: any TeamStore
    public let lessons: any LessonStore
    public let visits: any AppointmentStore
    public let preReviews: any PreReviewStore
    public let approvals: any ApprovalStore

    public init(
        companies: any CompanyStore, accounts: any AccountStore, selfTests: any SelfTestStore,
        tickets: any TicketStore, outbox: any OutboxStore, audit: any AuditStore, summary: any SummaryStore,
        leases: any LeaseStore, evidence: any EvidenceStore, plans: any PlanStore,
        consultations: any ConsultationStore, cohorts: any CohortStore, notices: any NoticeStore,
        desk: any DeskStore, attachments: any AttachmentStore, textBlocks: any TextBlockStore,
        mentions: any MentionStore, routing: any RoutingStore, team: any TeamStore, lessons: any LessonStore,
        visits: any AppointmentStore, preReviews: any PreReviewStore, approvals: any ApprovalStore
    ) {
        self.companies = companies
        self.accounts = accounts
        self.selfTests = selfTests
        self.tickets = tickets
        self.outbox = outbox
        self.audit = audit
        self.summary = summary
        self.leases = leases
        self.evidence = evidence
        self.plans = plans
        self.consultations = consultations
        self.cohorts = cohorts
        self.notices = notices
        self.desk = desk
        self.attachments = attachments
        self.textBlocks = textBlocks
        self.mentions = mentions
        self.routing = routing
        self.team = team
        self.lessons = lessons
        self.visits = visits
        self.preReviews = preReviews
        self.approvals = approvals
    }
}

/// What can go wrong in a store, in words the rest of the station understands.
public enum StoreError: Error, Hashable, Sendable {
    /// Somebody else changed the record since it was read.
    case staleVersion
    /// A unique value (login, credit code) is taken.
    case alreadyExists(String)
    /// Too many transactions wait; this one was not tried.
    case busy
    /// The engine failed; the transaction is not acknowledged.
    case unavailable(String)
    /// A stored value cannot be read back.
    case damaged(String)
}
