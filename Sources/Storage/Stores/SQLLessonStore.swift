import Casework
import Foundation
import Station

/// How often words led where.
struct SQLLessonStore: LessonStore {
    let connection: any SQLConnection

    func lesson(of ticket: TicketNumber) throws -> Lesson? {
        try connection.first("SELECT matter, unit FROM lessons WHERE ticket = ?", [.number(ticket)]).map {
            Lesson(matter: try $0.text("matter"), unit: UnitID(rawValue: try $0.text("unit")))
        }
    }

    func set(_ lesson: Lesson?, of ticket: TicketNumber) throws {
        guard let lesson else {
            try connection.execute("DELETE FROM lessons WHERE ticket = ?", [.number(ticket)])
            return
        }
        try connection.execute(
            """
            INSERT INTO lessons (ticket, matter, unit) VALUES (?, ?, ?)
            ON CONFLICT (ticket) DO UPDATE SET matter = excluded.matter, unit = excluded.unit
            """,
            [.number(ticket), .text(lesson.matter), .text(lesson.unit.rawValue)])
    }

    func counts(of words: [String]) throws -> [WordCount] {
        guard !words.isEmpty else { return [] }
        return try connection.query(
            """
            SELECT word, matter, unit, tickets FROM learned_words WHERE word IN (\(Conditions.marks(words.count)))
            """,
            words.map { .text($0) }
        ).map {
            WordCount(
                word: try $0.text("word"), matter: try $0.text("matter"), unit: UnitID(rawValue: try $0.text("unit")),
                tickets: try $0.int("tickets"))
        }
        .sorted { ($0.word, $0.matter, $0.unit.rawValue) < ($1.word, $1.matter, $1.unit.rawValue) }
    }

    /// One statement for all words that are known, which soon are nearly all.
    func count(_ words: [String], _ lesson: Lesson, up: Bool, limit: Int) throws {
        guard !words.isEmpty else { return }
        let place: [SQLValue] = [.text(lesson.matter), .text(lesson.unit.rawValue)]
        let these = "matter = ? AND unit = ? AND word IN (\(Conditions.marks(words.count)))"
        let arguments = place + words.map { .text($0) }
        guard up else { return try countDown(words, place) }
        let known = try connection.query(
            "UPDATE learned_words SET tickets = tickets + 1 WHERE \(these) RETURNING word", arguments)
        let missing = Set(words).subtracting(try known.map { try $0.text("word") })
        guard !missing.isEmpty, try !hasRows(limit) else { return }
        let rows = Array(repeating: "(?, ?, ?, 1)", count: missing.count).joined(separator: ", ")
        try connection.execute(
            """
            INSERT INTO learned_words (word, matter, unit, tickets) VALUES \(rows)
            ON CONFLICT (word, matter, unit) DO UPDATE SET tickets = learned_words.tickets + 1
            """,
            missing.sorted().flatMap { [.text($0)] + place })
    }

    /// Takes away first and deletes what is left at one: whoever takes away at the same moment is waited for, and a count
    /// that meanwhile fell to one is looked at again by each statement, so that none ever falls to zero, which the schema
    /// would refuse together with the officer's act.
    private func countDown(_ words: [String], _ place: [SQLValue]) throws {
        let lowered = try connection.query(
            """
            UPDATE learned_words SET tickets = tickets - 1
            WHERE tickets > 1 AND matter = ? AND unit = ? AND word IN (\(Conditions.marks(words.count))) RETURNING word
            """, place + words.map { .text($0) })
        let last = Set(words).subtracting(try lowered.map { try $0.text("word") }).sorted()
        guard !last.isEmpty else { return }
        try connection.execute(
            """
            DELETE FROM learned_words
            WHERE tickets = 1 AND matter = ? AND unit = ? AND word IN (\(Conditions.marks(last.count)))
            """, place + last.map { .text($0) })
    }

    private func hasRows(_ count: Int) throws -> Bool {
        try connection.first(
            "SELECT 1 AS found FROM learned_words ORDER BY word, matter, unit LIMIT 1 OFFSET ?",
            [.int(max(0, count - 1))]) != nil
    }
}
