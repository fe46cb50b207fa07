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
        return try await retiming()
    }

    /// The same for whoever holds the store. Tells after every few tickets how many were looked at.
    public func retiming(progress: (_ looked: Int) -> Void = { _ in }) async throws -> Retiming {
        var found = Retiming()
        var position: TicketNumber?
        repeat {
            let batch = try await movable(after: position)
            found.looked += batch.looked
            for move in batch.moves { found.count(move, at: ambient.now()) }
            progress(found.looked)
            position = batch.next
        } while position != nil
        return found
    }

    /// Counts the first tickets anew, each in its own transaction and with its own event; gives what came of each.
    ///
    /// - Parameter last: the last ticket that was shown; those behind it wait for the next press, and the same press
    ///   again finds nothing left. Nil for as many as one press takes.
    public func retimeMany(
        reason: String, through last: TicketNumber? = nil, by principal: Principal
    ) async throws -> [RowOutcome] {
        try requireRetiming(reason, by: principal)
        let shown = try await retiming().moves.filter { move in
            last.map { move.ticket.number.description <= $0.description } ?? true
        }
        var outcomes: [RowOutcome] = []
        for move in shown {
            outcomes.append(try await retime(move, reason: reason, by: principal))
        }
        try await note(outcomes.count { $0.isDone }, by: principal)
        return outcomes
    }

    /// Counts all of them anew, batch by batch; interrupted, the same again goes on with what is left. Gives how many
    /// moved and how many could not.
    ///
    /// - Parameters:
    ///   - each: what came of a ticket, and when its deadline was due before.
    ///   - progress: how many open tickets were looked at so far.
    public func retimeAll(
        reason: String, by principal: Principal, progress: (_ looked: Int) -> Void,
        each: (RowOutcome, _ before: Retiming.Move) -> Void
    ) async throws -> (moved: Int, refused: Int) {
        try requireRetiming(reason, by: principal)
        var (looked, moved, refused) = (0, 0, 0)
        var position: TicketNumber?
        repeat {
            let batch = try await movable(after: position)
            var done = 0
            for move in batch.moves {
                let outcome = try await retime(move, reason: reason, by: principal)
                if outcome.isDone { done += 1 } else { refused += 1 }
                each(outcome, move)
            }
            // Each batch by itself: what was counted stands in the audit trail also where the rest was interrupted.
            if done > 0 { try await note(done, by: principal) }
            moved += done
            looked += batch.looked
            progress(looked)
            position = batch.next
        } while position != nil
        return (moved, refused)
    }

    private func requireRetiming(_ reason: String, by principal: Principal) throws {
        try access.requireRetiming(principal)
        let problems = Self.problems(of: reason, at: "/reason", limit: Self.actionTextLimit)
        guard problems.isEmpty else { throw StationError.invalid(problems) }
    }

    /// Of the next open tickets those that would move; `next` is nil behind the last.
    private func movable(
        after position: TicketNumber?
    ) async throws -> (looked: Int, moves: [Retiming.Move], next: TicketNumber?) {
        let batch = try await database.read { tx in try tx.tickets.open(after: position, limit: Self.retimingLimit) }
        let now = ambient.now()
        let moves = batch.compactMap { ticket in
            ticket.retiming(promiseToday(ticket), at: now, policy: policy).map {
                Retiming.Move(ticket: ticket, due: $0.due, promisedBy: $0.promisedBy)
            }
        }
        return (batch.count, moves, batch.count == Self.retimingLimit ? batch.last?.number : nil)
    }

    private func retime(
        _ move: Retiming.Move, reason: String, by principal: Principal
    ) async throws -> RowOutcome {
        let number = move.ticket.number
        do {
            let outcome = try await act(on: number, version: nil, by: principal) { ticket in
                .retime(promise: ticket.filing.promise, reason: reason)
            }
            return RowOutcome(number: number, result: .success(outcome))
        } catch let error as StationError {
            return RowOutcome(number: number, result: .failure(error))
        }
    }

    private func note(_ moved: Int, by principal: Principal) async throws {
        try await database.write { [self] tx in
            try audit("presets.applied", "\(moved) tickets", by: principal.account.login, tx)
        }
    }
}

extension Retiming {
    fileprivate mutating func count(_ move: Move, at now: Date) {
        total += 1
        if let due = move.ticket.deadline?.due {
            if move.due < due { earlier += 1 }
            if move.due > due { later += 1 }
            if move.due < now, due >= now { overdue += 1 }
        }
        if moves.count < Station.retimingLimit { moves.append(move) }
    }
}
