import Casework
public import Station

/// What would move, as JSON: the API and the command give the same.
public struct RetimingJSON: Encodable {
    let looked: Int
    let moving: Int
    let earlier: Int
    let later: Int
    let overdueAtOnce: Int
    let items: [Item]

    struct Item: Encodable {
        let ticket: String
        let due: String
        let newDue: String
        let promisedBy: String
        let newPromisedBy: String
    }

    public init(_ found: Retiming, _ dates: DateText) {
        (looked, moving) = (found.looked, found.total)
        (earlier, later, overdueAtOnce) = (found.earlier, found.later, found.overdue)
        items = found.moves.map { move in
            Item(
                ticket: move.ticket.number.description,
                due: dates.rfc3339(move.ticket.deadline?.due ?? move.ticket.promisedBy),
                newDue: dates.rfc3339(move.due), promisedBy: dates.rfc3339(move.ticket.promisedBy),
                newPromisedBy: dates.rfc3339(move.promisedBy))
        }
    }
}
