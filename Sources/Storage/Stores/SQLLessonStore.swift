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
            ORDER BY word, matter, unit
            """,
            words.map { .text($0) }
        ).map {
            WordCount(
                word: try $0.text("word"), matter: try $0.text("matter"), unit: UnitID(rawValue: try $0.text("unit")),
                tickets: try $0.int("tickets"))
        }
    }

    /// In the order of the words, so that two who learn at once do not wait for each other in a circle.
    func count(_ words: [String], _ lesson: Lesson, up: Bool, limit: Int) throws {
        let place: [SQLValue] = [.text(lesson.matter), .text(lesson.unit.rawValue)]
        var isFull: Bool?
        for word in words.sorted() {
            let key = [SQLValue.text(word)] + place
            if up {
                let known = try connection.execute(
                    "UPDATE learned_words SET tickets = tickets + 1 WHERE word = ? AND matter = ? AND unit = ?", key)
                guard known == 0 else { continue }
                let full = try isFull ?? hasRows(limit)
                isFull = full
                guard !full else { continue }
                try connection.execute(
                    """
                    INSERT INTO learned_words (word, matter, unit, tickets) VALUES (?, ?, ?, 1)
                    ON CONFLICT (word, matter, unit) DO UPDATE SET tickets = learned_words.tickets + 1
                    """,
                    key)
            } else {
                let gone = try connection.execute(
                    "DELETE FROM learned_words WHERE word = ? AND matter = ? AND unit = ? AND tickets = 1", key)
                guard gone == 0 else { continue }
                try connection.execute(
                    "UPDATE learned_words SET tickets = tickets - 1 WHERE word = ? AND matter = ? AND unit = ?", key)
            }
        }
    }

    private func hasRows(_ count: Int) throws -> Bool {
        try connection.first(
            "SELECT 1 AS found FROM learned_words ORDER BY word, matter, unit LIMIT 1 OFFSET ?",
            [.int(max(0, count - 1))]) != nil
    }
}
