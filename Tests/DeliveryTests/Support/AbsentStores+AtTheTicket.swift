import Casework
import Foundation
import Station

/// Delivery looks at no file, no kept text and no mention.
extension AbsentStores: AttachmentStore, TextBlockStore, MentionStore {
    func add(_ attachment: AttachedFile, _ bytes: Data) throws { throw Untouchable() }
    func attachment(_ id: String) throws -> AttachedFile? { throw Untouchable() }
    func attachments(of ticket: TicketNumber) throws -> [AttachedFile] { throw Untouchable() }
    func claimWaiting(at now: Date, until next: Date, limit: Int) throws -> [AttachedFile] { throw Untouchable() }
    func settle(_ attachment: AttachedFile) throws -> Bool { throw Untouchable() }
    func add(_ block: TextBlock) throws { throw Untouchable() }
    func block(_ id: String) throws -> TextBlock? { throw Untouchable() }
    func blocks(of unit: UnitID?, and account: String) throws -> [TextBlock] { throw Untouchable() }
    func update(_ block: TextBlock, from version: Int) throws { throw Untouchable() }
    func add(_ mention: Mention) throws { throw Untouchable() }
    func mentions(on ticket: TicketNumber) throws -> [NamedMention] { throw Untouchable() }
    func mentions(of account: String, limit: Int) throws -> [Mention] { throw Untouchable() }
}
