import Foundation

/// One process's part in watching the deadlines: of all processes on one store, only the one with the lease looks.
///
/// A process that dies loses the lease when it runs out; whoever looks every `pause` has taken it over within
/// `length + pause`, which is under 30 seconds.
public struct DeadlineWatch: Sendable {
    /// How often to look.
    public static let pause: Duration = .seconds(5)

    private static let lease = "deadline-clock"
    /// How long a lease lasts, in seconds.
    static let length: TimeInterval = 20

    private let station: Station
    /// Nobody else has or guesses it.
    private let holder: String
    /// When our lease runs out; nil while it is not ours.
    private var end: Date?

    public init(station: Station) {
        self.station = station
        holder = station.ambient.randomBytes(16).hexadecimal
    }

    /// Records what has passed, if the lease is ours or free. Gives how many deadlines there were.
    ///
    /// See `Station.runDeadlineClock` for errors.
    public mutating func look() async throws -> Int {
        guard try await hasLease() else { return 0 }
        return try await station.runDeadlineClock()
    }

    /// Gives the lease back, so that another process looks at once.
    public mutating func release() async throws {
        guard end != nil else { return }
        end = nil
        try await station.database.write { [holder] tx in try tx.leases.release(Self.lease, by: holder) }
    }

    /// Takes the lease or prolongs it; while more than half of it is left there is nothing to write.
    private mutating func hasLease() async throws -> Bool {
        let now = station.ambient.now()
        if let end, end.timeIntervalSince(now) > Self.length / 2 { return true }
        end = nil
        let next = now.addingTimeInterval(Self.length)
        let isOurs = try await station.database.write { [holder] tx in
            try tx.leases.take(Self.lease, for: holder, until: next, at: now)
        }
        if isOurs { end = next }
        return isOurs
    }
}
