import Casework
import Foundation

/// A message with everything that was tried.
public struct NotificationDetail: Hashable, Sendable {
    public let entry: OutboxEntry
    public let attempts: [DeliveryAttempt]
}

extension Station {
    /// What was sent to whom, newest first; a company sees what concerns it.
    public func notifications(
        _ query: OutboxQuery, limit: Int, cursor: String?, by principal: Principal
    ) async throws -> Page<OutboxEntry> {
        var query = query
        if let company = try access.requireNotifications(principal) { query.company = company }
        let restricted = query
        return try await database.read { tx in
            try tx.outbox.list(restricted, limit: min(100, max(1, limit)), cursor: cursor)
        }
    }

    /// One message and its attempts.
    public func notification(_ id: String, by principal: Principal) async throws -> NotificationDetail {
        let company = try access.requireNotifications(principal)
        return try await database.read { tx in
            guard let entry = try tx.outbox.entry(id), company == nil || entry.message.company == company else {
                throw StationError.notFound
            }
            return NotificationDetail(entry: entry, attempts: try tx.outbox.attempts(of: id))
        }
    }

    /// Puts a message back in line under the same id.
    public func replayNotification(_ id: String, by principal: Principal) async throws -> OutboxEntry {
        let company = try access.requireReplay(principal)
        let now = ambient.now()
        return try await database.write { [self] tx in
            guard let found = try tx.outbox.entry(id), access.mayReplay(found.message, company),
                try tx.outbox.replay(id, at: now), let entry = try tx.outbox.entry(id)
            else { throw StationError.notFound }
            try audit("notification.replay", id, by: principal.account.login, tx)
            return entry
        }
    }

    /// How many failed messages a range replay would send again; counts no further than `replayLimit`.
    public func countFailed(_ query: OutboxQuery, by principal: Principal) async throws -> Int {
        let query = try restrictReplay(query, principal)
        return try await database.read { tx in try tx.outbox.count(query, limit: Self.replayLimit) }
    }

    /// Puts failed messages back in line, each under its own id, the oldest first; gives how many.
    public func replayFailed(_ query: OutboxQuery, by principal: Principal) async throws -> Int {
        let query = try restrictReplay(query, principal)
        let now = ambient.now()
        return try await database.write { [self] tx in
            let count = try tx.outbox.replayFailed(query, limit: Self.replayLimit, at: now)
            let isAddress = query.destination?.contains("@") == true || query.channel == .sms
            let to = isAddress ? query.destination.map(Masking.address) : query.destination
            let what = [query.channel?.rawValue, to, query.since.map { "\($0.ISO8601Format())" }]
            try audit(
                "notification.replay-range", what.compactMap(\.self).joined(separator: " "),
                by: principal.account.login, result: "\(count)", tx)
            return count
        }
    }

    /// Holds back everything to one receiver, `*` for all, until it is resumed.
    public func pauseDelivery(_ lane: String, by principal: Principal) async throws {
        try access.requireAdministrator(principal)
        // A lane that nothing goes by would look paused, and hold back nothing.
        guard lane == Self.everyLane || DeliveryLane(lane)?.exists == true else {
            throw StationError.invalid([FieldProblem("/lane", .notOneOf([Self.everyLane]))])
        }
        let now = ambient.now()
        try await database.write { [self] tx in
            try tx.outbox.pause(lane, by: principal.account.login, at: now)
            try audit("delivery.pause", lane, by: principal.account.login, tx)
        }
    }

    /// Lets a paused lane go on.
    public func resumeDelivery(_ lane: String, by principal: Principal) async throws {
        try access.requireAdministrator(principal)
        try await database.write { [self] tx in
            guard try tx.outbox.resume(lane) else { throw StationError.notFound }
            try audit("delivery.resume", lane, by: principal.account.login, tx)
        }
    }

    /// What is paused now, `*` for everything; to a company only what concerns it, not whom else it does.
    public func pausedDeliveries(by principal: Principal) async throws -> [String] {
        let company = try access.requireNotifications(principal)
        return try await database.read { tx in
            let paused = try tx.outbox.paused()
            guard let company else { return paused }
            let own = Set(try tx.companies.endpoints(of: company).map(\.id))
            return paused.filter { lane in
                guard let destination = DeliveryLane(lane)?.destination else { return true }
                return own.contains(destination)
            }
        }
    }

    /// Messages of one range replay.
    public static let replayLimit = 10_000
    /// Stands for every lane.
    public static let everyLane = "*"

    private func restrictReplay(_ query: OutboxQuery, _ principal: Principal) throws -> OutboxQuery {
        var query = query
        query.state = .failed
        if let company = try access.requireReplay(principal) {
            query.company = company
            query.channel = .webhook
        }
        return query
    }
}
