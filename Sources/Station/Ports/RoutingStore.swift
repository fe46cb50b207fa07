public import Foundation

/// Editions of the routing rules and which of them was in force when.
public protocol RoutingStore {
    /// The number of the edition in force; nil while none was published.
    func numberInForce() throws -> Int?
    func edition(_ number: Int) throws -> RoutingEdition?
    func edition(contentHash: String) throws -> RoutingEdition?
    /// Newest first.
    func editions(limit: Int) throws -> [RoutingEdition]
    /// Newest first.
    func publications(limit: Int) throws -> [RoutingPublication]
    /// Keeps everybody else from bringing in or publishing until this transaction ends.
    func hold() throws
    /// The number the next edition has.
    func nextNumber() throws -> Int
    func add(_ edition: RoutingEdition) throws
    /// Brings an edition into force.
    func publish(_ edition: Int, at now: Date, by login: String, reason: String) throws
    /// How many tickets were filed from `start` up to `end`.
    func countFiled(from start: Date, to end: Date) throws -> Int
}
