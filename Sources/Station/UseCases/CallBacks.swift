import Casework
import Foundation

extension Station {
    /// Most calls of one list.
    private static let callsShown = 100

    /// Whom somebody has to call, the most urgent first: the desk and managers see all, a unit those of its tickets.
    public func callBacks(by principal: Principal) async throws -> [TicketRow] {
        let unit = try access.requireCalls(principal)
        return try await database.read { [self] tx in
            try rows(tx.tickets.toCallBack(lead: unit, limit: Self.callsShown), tx)
        }
    }
}
