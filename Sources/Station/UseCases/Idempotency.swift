import Crypto
public import Foundation

/// A key a caller gives so that the same request, sent twice, happens once.
public struct IdempotencyKey: Hashable, Sendable {
    public let key: String
    /// SHA-256 of what was asked, lower-case hex.
    public let requestHash: String

    /// The key with the request it stands for.
    public init(_ key: String, request: Data) {
        self.key = key
        requestHash = SHA256.hash(data: request).hexadecimal
    }

    private init(key: String, requestHash: String) {
        self.key = key
        self.requestHash = requestHash
    }

    /// The key of one row of a request that does several things.
    func row(_ name: String) -> IdempotencyKey { IdempotencyKey(key: "\(key)/\(name)", requestHash: requestHash) }
}

extension Station {
    /// Runs `create` unless `key` was seen: then gives back what it returned the first time.
    ///
    /// Key and effect are stored in the same transaction. Another request under the same key throws `keyReused`.
    func once(
        _ key: IdempotencyKey?, by principal: Principal, _ tx: borrowing StationTransaction,
        _ create: (borrowing StationTransaction) throws -> String
    ) throws -> String {
        guard let key else { return try create(tx) }
        if let known = try tx.audit.reply(account: principal.account.id, key: key.key) {
            guard known.requestHash == key.requestHash else { throw StationError.keyReused }
            return known.reply
        }
        let reply = try create(tx)
        try tx.audit.add(
            IdempotentReply(
                account: principal.account.id, key: key.key, requestHash: key.requestHash, reply: reply,
                at: ambient.now()))
        return reply
    }
}
