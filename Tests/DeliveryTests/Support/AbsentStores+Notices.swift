import Foundation
import Station

extension AbsentStores: NoticeStore {
    func add(_ item: InboxItem) throws { throw Untouchable() }
    func inbox(of account: String, limit: Int, cursor: String?) throws -> Page<InboxItem> { throw Untouchable() }
    func unread(of account: String, limit: Int) throws -> Int { throw Untouchable() }
    func item(_ id: String, of account: String) throws -> InboxItem? { throw Untouchable() }
    func markRead(_ id: String, of account: String, at now: Date) throws { throw Untouchable() }
    func markAllRead(of account: String, at now: Date) throws { throw Untouchable() }
    func preferences(of reader: NoticeReader) throws -> NoticePreferences? { throw Untouchable() }
    func save(_ preferences: NoticePreferences, of reader: NoticeReader, at now: Date) throws { throw Untouchable() }
    func refused(_ address: String) throws -> RefusedAddress? { throw Untouchable() }
    func save(_ refused: RefusedAddress) throws { throw Untouchable() }
    func acceptAgain(_ address: String) throws -> Bool { throw Untouchable() }
    func holdInbound(_ id: String) throws { throw Untouchable() }
    func add(_ mail: InboundMail) throws { throw Untouchable() }
    func inbound(_ id: String) throws -> InboundMail? { throw Untouchable() }
    func inboundCounts() throws -> [InboundMail.Outcome: Int] { throw Untouchable() }
    func keep(_ mail: QuarantinedMail) throws { throw Untouchable() }
    func quarantined(_ id: String) throws -> QuarantinedMail? { throw Untouchable() }
    func quarantined(limit: Int, cursor: String?) throws -> Page<QuarantinedMail> { throw Untouchable() }
    func rule(_ ruling: MailRuling) throws -> Bool { throw Untouchable() }
}
