/// Turns passwords into what is stored, slowly on purpose and away from the event loops.
public protocol PasswordHashing: Sendable {
    /// A new salted hash.
    func hash(_ password: String) async throws -> String
    /// Whether `password` made `stored`. A malformed `stored` is false after the same time.
    func verify(_ password: String, against stored: String) async -> Bool
}
