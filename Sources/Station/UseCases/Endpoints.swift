public import Casework
import Crypto
import Foundation
import HealthCheck

/// An endpoint and how it fares.
public struct EndpointHealth: Hashable, Sendable {
    public let endpoint: WebhookEndpoint
    /// Messages of the last 24 hours that arrived, and all of them.
    public let delivered: Int
    public let total: Int
    public let failed: Int
}

/// A secret that was just made, for the one answer that shows it.
public struct SecretShown: Hashable, Sendable {
    public let endpoint: WebhookEndpoint
    /// Nil where the request is an old one and the secret has been changed since.
    public let secret: String?
}

/// A company's webhook endpoints are its own to manage.
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

    /// Adds an endpoint with a fresh secret, which the caller shows once.
    public func addEndpoint(
        url: String, kinds: Set<Notice.Kind> = [], by principal: Principal, key: IdempotencyKey? = nil
    ) async throws -> SecretShown {
        let company = try access.requireCompany(principal)
        let endpoint = WebhookEndpoint(
            id: ambient.newID(), company: company, url: try Self.address(url), secret: freshSecret(), kinds: kinds)
        return try await database.write { [self] tx in
            try showing(key, company, principal, tx) { tx in
                guard try tx.companies.endpoints(of: company).count < Self.endpointLimit else {
                    throw StationError.invalid([FieldProblem("/url", .tooMany(limit: Self.endpointLimit))])
                }
                try tx.companies.save(endpoint)
                try audit("endpoint.add", endpoint.id, by: principal.account.login, tx)
                return endpoint
            }
        }
    }

    /// Changes where an endpoint is, what it hears of, and how fast; a rate of nil is no limit.
    public func changeEndpoint(
        _ id: String, url: String, kinds: Set<Notice.Kind>, perMinute: Int?, by principal: Principal
    ) async throws -> WebhookEndpoint {
        let url = try Self.address(url)
        let rate = try Self.rate(perMinute)
        return try await change(id, "endpoint.change", by: principal) {
            $0.url = url
            $0.kinds = kinds
            $0.perMinute = rate
        }
    }

    /// How fast an endpoint may be sent to; nil for no limit. For administrators.
    public func endpointLimit(_ id: String, by principal: Principal) async throws -> Int? {
        try access.requireAdministrator(principal)
        return try await database.read { tx in
            guard let endpoint = try tx.companies.endpoint(id) else { throw StationError.notFound }
            return endpoint.perMinute
        }
    }

    /// Limits how fast anybody's endpoint is sent to; for administrators, who see the whole of the traffic.
    public func limitEndpoint(_ id: String, perMinute: Int?, by principal: Principal) async throws {
        try access.requireAdministrator(principal)
        let rate = try Self.rate(perMinute)
        try await database.write { [self] tx in
            guard var endpoint = try tx.companies.endpoint(id) else { throw StationError.notFound }
            endpoint.perMinute = rate
            try tx.companies.save(endpoint)
            try audit(
                "endpoint.limit", id, by: principal.account.login, result: rate.map { "\($0) a minute" } ?? "none", tx)
        }
    }

    /// Switches an endpoint off or on again.
    public func setEndpoint(_ id: String, enabled: Bool, by principal: Principal) async throws {
        let now = ambient.now()
        _ = try await change(id, enabled ? "endpoint.enable" : "endpoint.disable", by: principal) {
            $0.disabled = enabled ? nil : WebhookEndpoint.Disabling(.byCompany, at: now)
        }
    }

    /// Gives an endpoint a new secret, which the caller shows once. The old one signs beside it for a day, so that the
    /// receiver can change over without losing a message.
    public func rotateSecret(
        _ id: String, by principal: Principal, key: IdempotencyKey? = nil
    ) async throws -> SecretShown {
        let company = try access.requireCompany(principal)
        let (secret, until) = (freshSecret(), ambient.now().addingTimeInterval(Self.overlap))
        return try await database.write { [self] tx in
            try showing(key, company, principal, tx) { tx in
                var endpoint = try own(id, company, tx)
                endpoint.previous = WebhookEndpoint.PreviousSecret(secret: endpoint.secret, until: until)
                endpoint.secret = secret
                try tx.companies.save(endpoint)
                try audit("endpoint.rotate", id, by: principal.account.login, tx)
                return endpoint
            }
        }
    }

    /// Removes an endpoint; what still waits for it fails.
    public func removeEndpoint(_ id: String, by principal: Principal) async throws {
        let company = try access.requireCompany(principal)
        try await database.write { [self] tx in
            _ = try own(id, company, tx)
            try tx.companies.deleteEndpoint(id)
            try audit("endpoint.remove", id, by: principal.account.login, tx)
        }
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

    private static let endpointLimit = 10
    private static let overlap: TimeInterval = 24 * 3600

    private func change(
        _ id: String, _ action: String, by principal: Principal,
        _ body: @escaping @Sendable (inout WebhookEndpoint) -> Void
    ) async throws -> WebhookEndpoint {
        let company = try access.requireCompany(principal)
        return try await database.write { [self] tx in
            var endpoint = try own(id, company, tx)
            body(&endpoint)
            try tx.companies.save(endpoint)
            try audit(action, id, by: principal.account.login, tx)
            return endpoint
        }
    }

    /// Makes a secret once however often the same request comes; a repeat is shown the same one while it is in force,
    /// so that reloading the page neither makes another nor loses the first.
    private func showing(
        _ key: IdempotencyKey?, _ company: CreditCode, _ principal: Principal, _ tx: borrowing StationTransaction,
        _ make: (borrowing StationTransaction) throws -> WebhookEndpoint
    ) throws -> SecretShown {
        let made = try once(key, by: principal, tx) { tx in
            let endpoint = try make(tx)
            return "\(endpoint.id) \(Self.digest(endpoint.secret))"
        }.split(separator: " ").map(String.init)
        let endpoint = try own(made.first ?? "", company, tx)
        return SecretShown(
            endpoint: endpoint, secret: Self.digest(endpoint.secret) == made.last ? endpoint.secret : nil)
    }

    private static func digest(_ secret: String) -> String { SHA256.hash(data: Data(secret.utf8)).hexadecimal }

    private static func rate(_ perMinute: Int?) throws(StationError) -> Int? {
        guard let perMinute else { return nil }
        guard WebhookEndpoint.rates.contains(perMinute) else {
            throw .invalid([
                FieldProblem(
                    "/perMinute",
                    .answer(
                        .outOfRange(
                            minimum: Double(WebhookEndpoint.rates.lowerBound),
                            maximum: Double(WebhookEndpoint.rates.upperBound))))
            ])
        }
        return perMinute
    }

    private func own(
        _ id: String, _ company: CreditCode, _ tx: borrowing StationTransaction
    ) throws -> WebhookEndpoint {
        guard let endpoint = try tx.companies.endpoint(id), endpoint.company == company else {
            throw StationError.notFound
        }
        return endpoint
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

    private func freshSecret() -> String { "whsec_" + Data(ambient.randomBytes(32)).base64EncodedString() }

    private static func address(_ text: String) throws(StationError) -> String {
        let url = text.trimmingCharacters(in: .whitespaces)
        guard let parts = URLComponents(string: url, encodingInvalidCharacters: false),
            ["http", "https"].contains(parts.scheme), parts.host?.isEmpty == false, parts.user == nil,
            url.utf8.count <= 2000
        else { throw StationError.invalid([FieldProblem("/url", .notAddress)]) }
        return url
    }
}
