import Casework
import Foundation
import HealthCheck
import Station
import Synchronization

/// A store in memory: one transaction at a time, outbox and endpoints real, everything else throws.
final class FakeDatabase: StationDatabase {
    struct Row {
        let message: OutboxMessage
        var state = DeliveryState.waiting
        var attempts = 0
        var next: Date
        var error: String?
        var deliveredAt: Date?
        var token: String?
        var leaseEnds = Date.distantPast
    }

    struct Content {
        var rows: [String: Row] = [:]
        var endpoints: [String: WebhookEndpoint] = [:]
        var audit: [AuditEntry] = []
        var isAway = false
    }

    private let content = Mutex(Content())

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value {
        try content.withLock { content in
            if content.isAway { throw StoreError.unavailable("away") }
            let stores = FakeStores(content)
            let value = try body(
                StationTransaction(
                    companies: stores, accounts: AbsentStores(), selfTests: AbsentStores(), tickets: AbsentStores(),
                    outbox: stores, audit: stores, summary: AbsentStores(), leases: AbsentStores(),
                    evidence: AbsentStores(), plans: AbsentStores(), consultations: AbsentStores(),
                    cohorts: AbsentStores(), notices: AbsentStores(), desk: AbsentStores(),
                    attachments: AbsentStores(), textBlocks: AbsentStores(), mentions: AbsentStores(),
                    routing: AbsentStores(), team: AbsentStores(), lessons: AbsentStores(),
                    visits: AbsentStores(), preReviews: AbsentStores(), approvals: AbsentStores()))
            content = stores.content
            return value
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value { try await write(body) }

    func changes() -> AsyncStream<StationChange> { AsyncStream { $0.finish() } }

    func change(_ body: (inout Content) -> Void) { content.withLock { body(&$0) } }
    func row(_ id: String) -> Row? { content.withLock { $0.rows[id] } }
    func count(_ state: DeliveryState) -> Int {
        content.withLock { $0.rows.values.count { $0.state == state } }
    }
    func endpoint(_ id: String) -> WebhookEndpoint? { content.withLock { $0.endpoints[id] } }
    var audit: [AuditEntry] { content.withLock(\.audit) }

    func add(_ message: OutboxMessage) {
        change { $0.rows[message.id] = Row(message: message, next: message.createdAt) }
    }
}

/// The stores of one transaction; what they hold is taken over when it succeeds.
final class FakeStores: CompanyStore, OutboxStore, AuditStore {
    var content: FakeDatabase.Content

    init(_ content: FakeDatabase.Content) { self.content = content }

    func endpoint(_ id: String) throws -> WebhookEndpoint? { content.endpoints[id] }
    func save(_ endpoint: WebhookEndpoint) throws { content.endpoints[endpoint.id] = endpoint }
    func add(_ entry: AuditEntry) throws { content.audit.append(entry) }
    func add(_ message: OutboxMessage) throws {
        content.rows[message.id] = FakeDatabase.Row(message: message, next: message.createdAt)
    }

    func lease(_ request: LeaseRequest) throws -> Lease {
        let now = request.now
        var busy: [DeliveryLane: Int] = [:]
        for row in content.rows.values where row.state == .sending && row.leaseEnds > now {
            busy[row.message.lane, default: 0] += 1
        }
        var leased: [LeasedMessage] = []
        let due = content.rows.values
            .filter { $0.state == .waiting && $0.next <= now || $0.state == .sending && $0.leaseEnds <= now }
            .sorted { ($0.message.createdAt, $0.message.id) < ($1.message.createdAt, $1.message.id) }
        for var row in due where leased.count < request.limit {
            let lane = row.message.lane
            guard busy[lane, default: 0] < lane.width, !request.skipping.contains(lane.description) else { continue }
            busy[lane, default: 0] += 1
            row.state = .sending
            row.attempts += 1
            row.token = request.token
            row.leaseEnds = request.end
            content.rows[row.message.id] = row
            leased.append(LeasedMessage(message: row.message, attempt: row.attempts, leaseToken: request.token))
        }
        return Lease(messages: leased, last: "")
    }

    func record(_ outcome: DeliveryOutcome, for id: String, token: String, at now: Date) throws -> Bool {
        guard var row = content.rows[id], row.state == .sending, row.token == token, row.leaseEnds > now else {
            return false
        }
        switch outcome {
        case .delivered:
            row.state = .delivered
            row.deliveredAt = now
        case .retry(let at, let error):
            row.state = .waiting
            row.next = at
            row.error = error
        case .postponed(let until, let error):
            row.state = .waiting
            row.next = until
            row.error = error
            row.attempts -= 1
        case .failed(let error):
            row.state = .failed
            row.error = error
        case .unknown(let error):
            row.state = .unknown
            row.error = error
        case .handedOver: row.state = .handedOver
        }
        content.rows[id] = row
        return true
    }
}
