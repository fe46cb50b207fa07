import Casework
import Synchronization

/// Tickets as they were read, for whoever reads them again: making one of its text costs more than finding it.
///
/// What was committed as a ticket's version never changes, so nothing here grows old. What a transaction wrote may still
/// be undone and the version come again with another content: only reading transactions use it.
final class TicketShelf: Sendable {
    private struct Kept {
        let version: Int
        let ticket: Ticket
    }

    /// What was asked for lately, and what was asked for before that: when the one is full, the other is forgotten.
    private struct Rows {
        var recent: [Int64: Kept] = [:]
        var older: [Int64: Kept] = [:]
    }

    /// Most tickets of each of the two; a long one takes some ten kilobytes.
    private let capacity: Int
    private let rows = Mutex(Rows())

    init(capacity: Int = 2_048) { self.capacity = capacity }

    /// The ticket with this key as it was at `version`, or nil.
    func ticket(_ key: Int64, version: Int) -> Ticket? {
        rows.withLock { rows in
            if let kept = rows.recent[key], kept.version == version { return kept.ticket }
            guard let kept = rows.older[key], kept.version == version else { return nil }
            put(kept, at: key, into: &rows)
            return kept.ticket
        }
    }

    func put(_ ticket: Ticket) {
        rows.withLock { put(Kept(version: ticket.version, ticket: ticket), at: ticket.number.key, into: &$0) }
    }

    private func put(_ kept: Kept, at key: Int64, into rows: inout Rows) {
        if rows.recent.count >= capacity, rows.recent[key] == nil {
            rows.older = rows.recent
            rows.recent = [:]
        }
        rows.recent[key] = kept
    }
}
