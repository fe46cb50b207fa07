import Foundation
import Station

/// What a worker does, by hand.
extension World {
    func lease(limit: Int = 100) async throws -> Lease {
        let now = clock.now
        return try await station.database.write {
            try $0.outbox.lease(LeaseRequest(now: now, end: now + 60, token: "t", limit: limit))
        }
    }

    func record(_ outcome: DeliveryOutcome, _ message: OutboxMessage) async throws {
        let now = clock.now
        _ = try await station.database.write { try $0.outbox.record(outcome, for: message.id, token: "t", at: now) }
    }

    /// Everything to this address that is not delivered yet, with where it stands.
    func entries(to destination: String) async throws -> [OutboxEntry] {
        try await station.database.read {
            try $0.outbox.list(OutboxQuery(destination: destination), limit: 100, cursor: nil).items.reversed()
        }
    }
}
