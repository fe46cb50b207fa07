public import Foundation

/// The transactional outbox: what is to be sent, what is being sent, what was.
public protocol OutboxStore {
    /// Puts a message in line, or aside until its time.
    func add(_ message: OutboxMessage) throws
    /// Leases due messages, lane by lane in turn, of each as many as it has room for (`DeliveryLane`), oldest first.
    /// A lease that ran out counts as free; paused lanes are passed over. The cost depends on how many are leased, not
    /// on how many wait.
    func lease(_ request: LeaseRequest) throws -> Lease
    /// Records what came of an attempt; false if the lease is no longer this one's.
    func record(_ outcome: DeliveryOutcome, for id: String, token: String, at now: Date) throws -> Bool
    /// Newest first. A malformed cursor gives the first page. By state alone, among very many that wait, the older ones
    /// take as long as walking back to them.
    func list(_ query: OutboxQuery, limit: Int, cursor: String?) throws -> Page<OutboxEntry>
    func entry(_ id: String) throws -> OutboxEntry?
    /// The attempts of a message, oldest first.
    func attempts(of id: String) throws -> [DeliveryAttempt]
    /// How many there are, counting no further than `limit`.
    func count(_ query: OutboxQuery, limit: Int) throws -> Int
    /// Puts a message that came to an end back in line under the same id; false if there is none.
    func replay(_ id: String, at now: Date) throws -> Bool
    /// Puts the oldest `limit` of the failed messages `query` selects back in line; gives how many.
    func replayFailed(_ query: OutboxQuery, limit: Int, at now: Date) throws -> Int

    /// Holds back everything of a lane until it is resumed; `*` for every lane.
    func pause(_ lane: String, by who: String, at now: Date) throws
    /// False if it was not paused.
    func resume(_ lane: String) throws -> Bool
    /// The paused lanes, `*` for all.
    func paused() throws -> [String]

    /// Lets one transaction at a time fold messages to an address.
    func holdDigest(of destination: String) throws
    /// A digest that still waits for its time, or nil.
    func openDigest(for destination: String, channel: OutboxMessage.Channel, at now: Date) throws -> OpenDigest?
    /// Replaces what a message that was not tried yet says; false if it is on its way already.
    func rewrite(_ id: String, _ payload: OutboxMessage.Payload) throws -> Bool
    /// Has a digest that names no more tell of one message more; false if it is on its way already.
    func countFolded(into digest: String) throws -> Bool
    /// Adds a message that is told by the digest `digest`, and so never sent by itself.
    func add(_ message: OutboxMessage, foldedInto digest: String) throws

    /// The message a gateway took under this number.
    func entry(receipt: String, channel: OutboxMessage.Channel) throws -> OutboxEntry?
    /// What the receipt said of a message that was handed over or whose fate was unknown; false for any other.
    func settle(_ id: String, isDelivered: Bool, error: String?, at now: Date) throws -> Bool
}
