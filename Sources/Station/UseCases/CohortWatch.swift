import Foundation

/// One process's part in refreshing the cohorts: of all processes on one store, one does it, once a day.
///
/// A process that dies while it does loses the lease when it runs out; another one begins anew.
public struct CohortWatch: Sendable {
    /// How often to look whether they are old.
    public static let pause: Duration = .seconds(600)

    /// How old they may become, in seconds.
    static let age: TimeInterval = 86_400
    /// How long a lease lasts, in seconds; each page of companies prolongs it.
    static let length: TimeInterval = 120
    private static let lease = "cohorts"

    private let station: Station
    /// Nobody else has or guesses it.
    private let holder: String

    public init(station: Station) {
        self.station = station
        holder = station.ambient.randomBytes(16).hexadecimal
    }

    /// Refreshes the cohorts if they are older than a day and nobody else is at it. Gives how many scores were stored,
    /// nil if there was nothing to do.
    ///
    /// See `Station.refreshCohorts` for errors.
    public func look() async throws -> Int? {
        guard try await isDue(), try await hold() else { return nil }
        do {
            // Somebody may have finished between our look and our lease.
            let count = try await isDue() ? station.refreshCohorts(whileOurs: hold) : nil
            try await release()
            return count
        } catch {
            try? await release()
            throw error
        }
    }

    private func isDue() async throws -> Bool {
        guard let last = try await station.database.read({ tx in try tx.cohorts.refreshedAt() }) else { return true }
        return station.ambient.now().timeIntervalSince(last) >= Self.age
    }

    private func hold() async throws -> Bool {
        let now = station.ambient.now()
        return try await station.database.write { [holder] tx in
            try tx.leases.take(Self.lease, for: holder, until: now.addingTimeInterval(Self.length), at: now)
        }
    }

    private func release() async throws {
        try await station.database.write { [holder] tx in try tx.leases.release(Self.lease, by: holder) }
    }
}
