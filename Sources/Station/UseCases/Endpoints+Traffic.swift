import Casework
import Foundation

/// An endpoint and how it fares.
public struct EndpointHealth: Hashable, Sendable {
    public let endpoint: WebhookEndpoint
    /// Messages of the last 24 hours that arrived, and all of them.
    public let delivered: Int
    public let total: Int
    public let failed: Int
}

extension Station {
    /// A company's endpoints with the figures of the last 24 hours.
    public func endpoints(by principal: Principal) async throws -> [EndpointHealth] {
        let company = try access.requireCompany(principal)
        return try await database.read { [self] tx in
            try tx.companies.endpoints(of: company).map { try health($0, tx) }
        }
    }

    /// One of the company's own.
    public func endpoint(_ id: String, by principal: Principal) async throws -> EndpointHealth {
        let company = try access.requireCompany(principal)
        return try await database.read { [self] tx in try health(try own(id, company, tx), tx) }
    }

    /// Sends a test event; gives its id, under which the log shows what came of it.
    public func testEndpoint(_ id: String, by principal: Principal) async throws -> String {
        let company = try access.requireCompany(principal)
        let now = ambient.now()
        return try await database.write { [self] tx in
            let endpoint = try own(id, company, tx)
            guard endpoint.isEnabled else {
                throw StationError.invalid([FieldProblem("/enabled", .endpointDisabled)])
            }
            let message = event(
                "test", to: endpoint, ticket: nil, subject: "test", at: now,
                CloudEvent.Body(
                    ticket: nil, sequence: nil, state: nil, stage: nil, due: nil,
                    link: settings.baseURL + "/me/endpoints/\(id)"))
            try tx.outbox.add(message)
            try audit("endpoint.test", id, by: principal.account.login, tx)
            return message.id
        }
    }

    /// What was sent to an endpoint of the company, newest first.
    public func deliveries(
        to id: String, limit: Int, cursor: String?, by principal: Principal
    ) async throws -> Page<OutboxEntry> {
        let company = try access.requireCompany(principal)
        return try await database.read { [self] tx in
            _ = try own(id, company, tx)
            return try tx.outbox.list(
                OutboxQuery(company: company, channel: .webhook, destination: id), limit: limit, cursor: cursor)
        }
    }

    private func health(
        _ endpoint: WebhookEndpoint, _ tx: borrowing StationTransaction
    ) throws -> EndpointHealth {
        var day = OutboxQuery(
            channel: .webhook, destination: endpoint.id, since: ambient.now().addingTimeInterval(-24 * 3600))
        let total = try tx.outbox.count(day, limit: Self.counted)
        day.state = .delivered
        let delivered = try tx.outbox.count(day, limit: Self.counted)
        day.state = .failed
        return EndpointHealth(
            endpoint: endpoint, delivered: delivered, total: total,
            failed: try tx.outbox.count(day, limit: Self.counted))
    }

    /// Counts go no further; a company with more in a day reads “10,000”.
    private static let counted = 10_000
}
