public import Casework
public import Foundation

/// Files at tickets, and their bytes.
public protocol AttachmentStore {
    /// Stores the record with its bytes.
    func add(_ attachment: AttachedFile, _ bytes: Data) throws
    func attachment(_ id: String) throws -> AttachedFile?
    /// In the order of the events they came with.
    func attachments(of ticket: TicketNumber) throws -> [AttachedFile]
    /// Nil where there is no such file; throws `damaged` where what is read back is not what was stored.
    func bytes(_ id: String) throws -> Data?
    /// Files in quarantine whose next look is due at `now`, oldest first, and puts their next look off to `next`, so
    /// that nobody else looks meanwhile.
    func claimWaiting(at now: Date, until next: Date, limit: Int) throws -> [AttachedFile]
    /// Stores standing, finding, looks and next look; of an infected file the bytes are deleted. False if it was settled
    /// meanwhile.
    func settle(_ attachment: AttachedFile) throws -> Bool
}
