import Casework
import Station

/// What came of one ticket.
struct RetimedRow: Encodable {
    let ticket: String
    /// RFC 3339.
    let due: String
    /// Nil where it could not be counted anew.
    let newDue: String?
    /// Why not.
    let problem: String?

    init(
        _ outcome: RowOutcome, _ before: Retiming.Move, _ dates: DateText, problem: (StationError) -> String
    ) {
        ticket = outcome.number.description
        due = dates.rfc3339(before.ticket.deadline?.due ?? before.ticket.promisedBy)
        switch outcome.result {
        case .success(let done):
            newDue = dates.rfc3339(done.ticket.deadline?.due ?? done.ticket.promisedBy)
            self.problem = nil
        case .failure(let error): (newDue, self.problem) = (nil, problem(error))
        }
    }
}

/// What `retime --apply --format json` prints.
struct RetimedJSON: Encodable {
    let moved: Int
    let refused: Int
    let items: [RetimedRow]
}

/// The lines that `retime` prints.
struct RetimeText {
    let dates: DateText

    init(_ dates: DateText) { self.dates = dates }

    /// What would move: the counts, then the first tickets.
    func preview(_ found: Retiming) -> String {
        var lines = [
            "\(found.total) of \(found.looked) open tickets would move: \(found.earlier) earlier, "
                + "\(found.later) later; \(found.overdue) would be overdue at once"
        ]
        lines += found.moves.map { move in
            let due = dates.rfc3339(move.ticket.deadline?.due ?? move.ticket.promisedBy)
            return "\(move.ticket.number)  \(due) → \(dates.rfc3339(move.due))"
        }
        if found.total > found.moves.count { lines.append("… and \(found.total - found.moves.count) more") }
        return lines.joined(separator: "\n")
    }

    func line(_ row: RetimedRow) -> String {
        "\(row.ticket)  " + (row.newDue.map { "\(row.due) → \($0)" } ?? "not counted anew: \(row.problem ?? "")")
    }
}
