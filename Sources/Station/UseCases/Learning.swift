public import Casework
import Foundation

/// What earlier tickets say about a text.
public struct LearnedSuggestion: Hashable, Sendable {
    public let matter: Experience<String>?
    public let unit: Experience<UnitID>?
}

extension Station {
    /// Most rows of learned words; a word beyond them is left out.
    static let lessonLimit = 50_000

    /// Learns from where an officer put a ticket: counted where it is put, and taken back where that was corrected, so each
    /// open or answered ticket counts once, where it is now.
    func learn(from action: TicketActionKind, _ ticket: Ticket, _ tx: borrowing StationTransaction) throws {
        let lesson: Lesson?
        switch action {
        case .accept, .transfer, .rule, .unmerge, .reopen, .reclassify:
            lesson = ticket.lead == policy.desk ? nil : Lesson(matter: ticket.filing.matter, unit: ticket.lead)
        case .sendBack, .recall, .refuse, .withdraw, .merge: lesson = nil
        default: return
        }
        let before = try tx.lessons.lesson(of: ticket.number)
        guard before != lesson else { return }
        let words = Words.of(ticket.filing.title)
        if let before { try tx.lessons.count(words, before, up: false, limit: Self.lessonLimit) }
        if let lesson { try tx.lessons.count(words, lesson, up: true, limit: Self.lessonLimit) }
        try tx.lessons.set(lesson, of: ticket.number)
    }

    /// Where earlier tickets with the words of `title` were put, if they agree. For officers: the counts speak of other
    /// companies' tickets.
    public func learned(from title: String, by principal: Principal) async throws -> LearnedSuggestion {
        try access.requireOfficer(principal)
        let words = Words.of(title)
        let counts = try await database.read { tx in try tx.lessons.counts(of: words) }
        return LearnedSuggestion(matter: counts.matter?.read(in: title), unit: counts.unit?.read(in: title))
    }
}
