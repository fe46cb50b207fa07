/// The store. A transaction is a synchronous closure, so no network call can happen inside one.
public protocol StationDatabase: Sendable {
    /// Runs `body` in one durable transaction: all of it is stored when this returns, none of it when it throws.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value

    /// Runs `body` over one consistent snapshot; never waits for a writer.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value
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

    public init(
        companies: any CompanyStore, accounts: any AccountStore, selfTests: any SelfTestStore,
        tickets: any TicketStore, outbox: any OutboxStore, audit: any AuditStore, summary: any SummaryStore
    ) {
        self.companies = companies
        self.accounts = accounts
        self.selfTests = selfTests
        self.tickets = tickets
        self.outbox = outbox
        self.audit = audit
        self.summary = summary
    }
}

/// What can go wrong in a store, in words the rest of the station understands.
public enum StoreError: Error, Hashable, Sendable {
    /// Somebody else changed the record since it was read.
    case staleVersion
    /// A unique value (login, credit code) is taken.
    case alreadyExists(String)
    /// The engine failed; nothing of the transaction is stored.
    case unavailable(String)
    /// A stored value cannot be read back.
    case damaged(String)
}
