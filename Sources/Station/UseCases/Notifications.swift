public import Casework
import Foundation

extension Station {
    /// What was sent to whom, newest first; a company sees what concerns it.
    public func notifications(
        state: DeliveryState?, ticket: TicketNumber? = nil, limit: Int, cursor: String?, by principal: Principal
    ) async throws -> Page<OutboxEntry> {
        let company = try access.requireNotifications(principal)
        let limit = min(100, max(1, limit))
        return try await database.read { tx in
            try tx.outbox.list(state: state, ticket: ticket, company: company, limit: limit, cursor: cursor)
        }
    }

    /// Puts a message back in line under the same id.
    public func replayNotification(_ id: String, by principal: Principal) async throws -> OutboxEntry {
        try access.requireReplay(principal)
        let now = ambient.now()
        let entry = try await database.write { [self] tx in
            guard try tx.outbox.replay(id, at: now), let entry = try tx.outbox.entry(id) else {
                throw StationError.notFound
            }
            try audit("notification.replay", id, by: principal.account.login, tx)
            return entry
        }
        return entry
    }

    /// A company's webhook endpoints.
    public func endpoints(by principal: Principal) async throws -> [WebhookEndpoint] {
        let company = try access.requireCompany(principal)
        return try await database.read { tx in try tx.companies.endpoints(of: company) }
    }

    /// Adds an endpoint with a fresh secret, which the caller shows once.
    public func addEndpoint(url: String, by principal: Principal) async throws -> WebhookEndpoint {
        let company = try access.requireCompany(principal)
        let url = url.trimmingCharacters(in: .whitespaces)
        guard let parts = URLComponents(string: url, encodingInvalidCharacters: false),
            ["http", "https"].contains(parts.scheme), parts.host?.isEmpty == false, parts.user == nil,
            url.utf8.count <= 2000
        else { throw StationError.invalid([FieldProblem("/url", .notAddress)]) }
        let endpoint = WebhookEndpoint(
            id: ambient.newID(), company: company, url: url,
            secret: "whsec_" + Data(ambient.randomBytes(32)).base64EncodedString(), isEnabled: true)
        try await database.write { [self] tx in
            try tx.companies.save(endpoint)
            try audit("endpoint.add", endpoint.id, by: principal.account.login, tx)
        }
        return endpoint
    }

    /// Switches an endpoint off or on again.
    public func setEndpoint(_ id: String, enabled: Bool, by principal: Principal) async throws {
        let company = try access.requireCompany(principal)
        try await database.write { [self] tx in
            guard let endpoint = try tx.companies.endpoint(id), endpoint.company == company else {
                throw StationError.notFound
            }
            try tx.companies.save(
                WebhookEndpoint(
                    id: endpoint.id, company: company, url: endpoint.url, secret: endpoint.secret,
                    isEnabled: enabled))
            try audit(enabled ? "endpoint.enable" : "endpoint.disable", id, by: principal.account.login, tx)
        }
    }
}
