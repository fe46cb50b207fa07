public import Casework
public import Foundation

/// What counting every open ticket's clocks anew would move.
public struct Retiming: Sendable {
    public struct Move: Sendable {
        public let ticket: Ticket
        public let due: Date
        public let promisedBy: Date
    }

    /// Open tickets that were looked at.
    public internal(set) var looked = 0
    /// How many running deadlines would come earlier, and later.
    public internal(set) var earlier = 0
    public internal(set) var later = 0
    /// How many would be over at once.
    public internal(set) var overdue = 0
    /// The first of them, in the order of their numbers.
    public internal(set) var moves: [Move] = []
    /// How many tickets would move in all.
    public internal(set) var total = 0
}

/// Changed presets and promises touch no open ticket by themselves: somebody looks first, then says so, with a reason.
extension Station {
    /// Tickets that one press counts anew; the rest is told and taken with the next.
    public static let retimingLimit = 200

    /// What would move; changes nothing.
    public func retiming(by principal: Principal) async throws -> Retiming {
        try access.requireRetiming(principal)
        var found = Retiming()
        var position: TicketNumber?
        while true {
            let batch = try await database.read { [position] tx in
                try tx.tickets.open(after: position, limit: Self.retimingLimit)
            }
            let now = ambient.now()
            for ticket in batch {
                found.looked += 1
                guard let due = ticket.deadline?.due,
                    let anew = ticket.retiming(promiseToday(ticket), at: now, policy: policy)
                else { continue }
                found.total += 1
                if anew.due < due { found.earlier += 1 }
                if anew.due > due { found.later += 1 }
                if anew.due < now, due >= now { found.overdue += 1 }
                if found.moves.count < Self.retimingLimit {
                    found.moves.append(Retiming.Move(ticket: ticket, due: anew.due, promisedBy: anew.promisedBy))
                }
            }
            guard batch.count == Self.retimingLimit, let last = batch.last else { return found }
            position = last.number
        }
    }

    /// Counts the first tickets anew, each in its own transaction and with its own event; gives what came of each.
    public func retimeMany(reason: String, by principal: Principal) async throws -> [RowOutcome] {
        let problems = Self.problems(of: reason, at: "/reason", limit: Self.actionTextLimit)
        guard problems.isEmpty else { throw StationError.invalid(problems) }
        let found = try await retiming(by: principal)
        var outcomes: [RowOutcome] = []
        for move in found.moves {
            let number = move.ticket.number
            do {
                let outcome = try await act(on: number, version: nil, by: principal) { ticket in
                    .retime(promise: ticket.filing.promise, reason: reason)
                }
                outcomes.append(RowOutcome(number: number, result: .success(outcome)))
            } catch let error as StationError {
                outcomes.append(RowOutcome(number: number, result: .failure(error)))
            }
        }
        let moved = outcomes.filter { (try? $0.result.get()) != nil }.count
        try await database.write { [self] tx in
            try audit("presets.applied", "\(moved) tickets", by: principal.account.login, tx)
        }
        return outcomes
    }
}
