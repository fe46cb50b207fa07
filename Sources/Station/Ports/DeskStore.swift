public import Casework
public import Foundation

/// What an officer's desk keeps besides tickets.
public protocol DeskStore {
    /// Adds or replaces; an empty text forgets the draft.
    func save(_ draft: DeskDraft) throws
    func drafts(of account: String, on ticket: TicketNumber) throws -> [DeskDraft]
    /// Says that somebody has the ticket open at `now`.
    func enter(_ ticket: TicketNumber, _ account: String, isWriting: Bool, at now: Date) throws
    /// Who else said so since `start`, writers first.
    func present(at ticket: TicketNumber, besides account: String, since start: Date) throws -> [Presence]
    func add(_ filter: SavedFilter) throws
    /// In the order they were made.
    func filters(of account: String) throws -> [SavedFilter]
    /// Nothing if it is somebody else's.
    func deleteFilter(_ id: String, of account: String) throws
}
