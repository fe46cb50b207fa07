import Casework
import Foundation
import HealthCheck

/// A company's webhook endpoints are its own to manage; `Endpoints+Secrets` makes what signs, `Endpoints+Traffic` tells
/// how they fare.
extension Station {
    /// Adds an endpoint with a fresh secret, which the caller shows once; what `wanted` leaves open is nothing special.
    public func addEndpoint(
        _ wanted: EndpointChange, by principal: Principal, key: IdempotencyKey? = nil
    ) async throws -> SecretShown {
        let company = try access.requireCompany(principal)
        var endpoint = WebhookEndpoint(id: ambient.newID(), company: company, url: "", secret: freshSecret())
        var wanted = wanted
        // Named or not, there has to be one.
        wanted.url = wanted.url ?? ""
        try apply(wanted, to: &endpoint)
        return try await database.write { [self, endpoint] tx in
            try showing(key, company, principal, tx) { tx in
                // Two added at once would each find room for one.
                try tx.companies.holdEndpoints(of: company)
                guard try tx.companies.endpoints(of: company).count < Self.endpointLimit else {
                    throw StationError.invalid([FieldProblem("/url", .tooMany(limit: Self.endpointLimit))])
                }
                try tx.companies.save(endpoint)
                try audit("endpoint.add", endpoint.id, by: principal.account.login, tx)
                return endpoint
            }
        }
    }

    /// Changes what `change` names of an endpoint, all of it or nothing.
    public func changeEndpoint(_ id: String, _ change: EndpointChange, by principal: Principal) async throws {
        let company = try access.requireCompany(principal)
        try await database.write { [self] tx in
            var endpoint = try held(id, company, tx)
            let wasEnabled = endpoint.isEnabled
            try apply(change, to: &endpoint)
            try tx.companies.save(endpoint)
            let isSwitchOnly = change == EndpointChange(isEnabled: change.isEnabled)
            if !isSwitchOnly { try audit("endpoint.change", id, by: principal.account.login, tx) }
            if isSwitchOnly || endpoint.isEnabled != wasEnabled {
                let action = endpoint.isEnabled ? "endpoint.enable" : "endpoint.disable"
                try audit(action, id, by: principal.account.login, tx)
            }
        }
    }

    /// How fast an endpoint may be sent to, for administrators.
    public func endpointRate(_ id: String, by principal: Principal) async throws -> WebhookEndpoint.Rate {
        try access.requireAdministrator(principal)
        return try await database.read { tx in
            guard let endpoint = try tx.companies.endpoint(id) else { throw StationError.notFound }
            return endpoint.rate
        }
    }

    /// Caps how fast anybody's endpoint is sent to, nil for no cap; for administrators, who see the whole of the traffic.
    /// What its owner wishes stays as it is beside it.
    public func capEndpoint(_ id: String, perMinute: Int?, by principal: Principal) async throws {
        try access.requireAdministrator(principal)
        let cap = try perMinute.map(Self.rate)
        try await database.write { [self] tx in
            var endpoint = try held(id, nil, tx)
            endpoint.rate.cap = cap
            try tx.companies.save(endpoint)
            try audit(
                "endpoint.limit", id, by: principal.account.login, result: cap.map { "\($0) a minute" } ?? "none", tx)
        }
    }

    /// Removes an endpoint; what still waits for it fails.
    public func removeEndpoint(_ id: String, by principal: Principal) async throws {
        let company = try access.requireCompany(principal)
        try await database.write { [self] tx in
            _ = try held(id, company, tx)
            try tx.companies.deleteEndpoint(id)
            try audit("endpoint.remove", id, by: principal.account.login, tx)
        }
    }

    private static let endpointLimit = 10

    /// One to be changed, of `company` unless that is nil. It is saved as a whole, so nobody else may change it meanwhile:
    /// they would bring back what this change replaces, a secret for one.
    func held(_ id: String, _ company: CreditCode?, _ tx: borrowing StationTransaction) throws -> WebhookEndpoint {
        try tx.companies.holdEndpoint(id)
        guard let company else {
            guard let endpoint = try tx.companies.endpoint(id) else { throw StationError.notFound }
            return endpoint
        }
        return try own(id, company, tx)
    }

    func own(
        _ id: String, _ company: CreditCode, _ tx: borrowing StationTransaction
    ) throws -> WebhookEndpoint {
        guard let endpoint = try tx.companies.endpoint(id), endpoint.company == company else {
            throw StationError.notFound
        }
        return endpoint
    }

    private func apply(_ change: EndpointChange, to endpoint: inout WebhookEndpoint) throws(StationError) {
        if let url = change.url { endpoint.url = try Self.address(url) }
        if let kinds = change.kinds { endpoint.kinds = kinds }
        switch change.pace {
        case .unlimited: endpoint.rate.wished = nil
        case .perMinute(let most): endpoint.rate.wished = try Self.rate(most)
        case nil: break
        }
        guard let isEnabled = change.isEnabled, isEnabled != endpoint.isEnabled else { return }
        endpoint.disabled = isEnabled ? nil : WebhookEndpoint.Disabling(.byCompany, at: ambient.now())
    }

    private static func rate(_ perMinute: Int) throws(StationError) -> Int {
        let range = WebhookEndpoint.Rate.range
        guard range.contains(perMinute) else {
            let outside = AnswerProblem.Reason.outOfRange(
                minimum: Double(range.lowerBound), maximum: Double(range.upperBound))
            throw .invalid([FieldProblem("/perMinute", .answer(outside))])
        }
        return perMinute
    }

    private static func address(_ text: String) throws(StationError) -> String {
        let url = text.trimmingCharacters(in: .whitespaces)
        guard let parts = URLComponents(string: url, encodingInvalidCharacters: false),
            ["http", "https"].contains(parts.scheme), parts.host?.isEmpty == false, parts.user == nil,
            url.utf8.count <= 2000
        else { throw StationError.invalid([FieldProblem("/url", .notAddress)]) }
        return url
    }
}
