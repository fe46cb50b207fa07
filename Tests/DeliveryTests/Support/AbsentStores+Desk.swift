import Casework
import Foundation
import Station

extension AbsentStores: DeskStore {
    func save(_ draft: DeskDraft) throws { throw Untouchable() }
    func drafts(of account: String, on ticket: TicketNumber) throws -> [DeskDraft] { throw Untouchable() }
    func enter(_ ticket: TicketNumber, _ account: String, isWriting: Bool, at now: Date) throws { throw Untouchable() }
    func present(at ticket: TicketNumber, besides account: String, since start: Date) throws -> [Presence] {
        throw Untouchable()
    }
    func add(_ filter: SavedFilter) throws { throw Untouchable() }
    func filters(of account: String) throws -> [SavedFilter] { throw Untouchable() }
    func deleteFilter(_ id: String, of account: String) throws { throw Untouchable() }
}
