import Casework
import Crypto
import Foundation

/// A secret that was just made, for the one answer that shows it.
public struct SecretShown: Hashable, Sendable {
    public let endpoint: WebhookEndpoint
    /// Nil where the request is an old one and the secret has been changed since.
    public let secret: String?
}

extension Station {
    /// Gives an endpoint a new secret, which the caller shows once. The old one signs beside it for a day, so that the
    /// receiver can change over without losing a message.
    public func rotateSecret(
        _ id: String, by principal: Principal, key: IdempotencyKey? = nil
    ) async throws -> SecretShown {
        let company = try access.requireCompany(principal)
        let (secret, until) = (freshSecret(), ambient.now().addingTimeInterval(Self.overlap))
        return try await database.write { [self] tx in
            try showing(key, company, principal, tx) { tx in
                var endpoint = try held(id, company, tx)
                endpoint.previous = WebhookEndpoint.PreviousSecret(secret: endpoint.secret, until: until)
                endpoint.secret = secret
                try tx.companies.save(endpoint)
                try audit("endpoint.rotate", id, by: principal.account.login, tx)
                return endpoint
            }
        }
    }

    private static let overlap: TimeInterval = 24 * 3600

    func freshSecret() -> String { "whsec_" + Data(ambient.randomBytes(32)).base64EncodedString() }

    /// Makes a secret once however often the same request comes; a repeat is shown the same one while it is in force,
    /// so that reloading the page neither makes another nor loses the first.
    func showing(
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
}
