import Foundation
import Station

/// How much room a lane has: at once by its width, in any minute by its rate.
extension SQLOutboxStore {
    /// The rates that owners and administrators set, by endpoint: few, under an index with the same condition.
    func rates() throws -> [String: Int] {
        try connection.query(
            """
            SELECT id, per_minute, per_minute_cap FROM webhook_endpoints
            WHERE per_minute IS NOT NULL OR per_minute_cap IS NOT NULL
            """
        ).reduce(into: [:]) { $0[try $1.text("id")] = try SQLCompanyStore.rate($1).inForce }
    }

    /// How many more of a lane may be sent at once and within this minute.
    func room(_ lane: DeliveryLane, busy: Int, _ rates: [String: Int], at now: Date) throws -> Int {
        let free = lane.width - busy
        let own = lane.channel == .webhook ? lane.destination.flatMap { rates[$0] } : nil
        guard free > 0, let perMinute = own ?? lane.perMinute else { return free }
        let tried = try connection.first(
            "SELECT COUNT(*) AS total FROM delivery_attempts WHERE lane = ? AND at > ?",
            [.text(lane.description), .moment(now.addingTimeInterval(-60))])
        return min(free, perMinute - busy - (try tried?.int("total") ?? 0))
    }
}
