public import Casework
import Foundation

/// What became of one of several tickets.
public struct RowOutcome: Sendable {
    public let number: TicketNumber
    public let result: Result<TicketOutcome, StationError>

    public var isDone: Bool { (try? result.get()) != nil }
}

extension Station {
    /// Most tickets of one press.
    public static let bulkLimit = 100

    /// Does the same to several tickets, each in its own transaction: what does not fit one of them stops no other, and
    /// nothing is half-done. The outcome names every ticket, in order.
    ///
    /// - Parameter key: makes a repeat of the whole harmless, row by row.
    public func act(
        onEach tickets: [(number: TicketNumber, version: Int?)], merging: Bool = false, by principal: Principal,
        key: IdempotencyKey? = nil,
        _ makeAction: @escaping @Sendable (Ticket) throws -> TicketAction
    ) async throws -> [RowOutcome] {
        guard !tickets.isEmpty else { throw StationError.invalid([FieldProblem("/tickets", .missing)]) }
        guard tickets.count <= Self.bulkLimit else {
            throw StationError.invalid([FieldProblem("/tickets", .tooMany(limit: Self.bulkLimit))])
        }
        var outcomes: [RowOutcome] = []
        for ticket in tickets {
            do {
                let outcome = try await act(
                    on: ticket.number, version: ticket.version, merging: merging, by: principal,
                    key: key?.row(ticket.number.description), makeAction)
                outcomes.append(RowOutcome(number: ticket.number, result: .success(outcome)))
            } catch let error as StationError {
                outcomes.append(RowOutcome(number: ticket.number, result: .failure(error)))
            }
        }
        return outcomes
    }
}
