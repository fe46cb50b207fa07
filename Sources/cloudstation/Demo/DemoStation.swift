import Casework
import Foundation
import HealthCheck
import Station

/// Fills an empty station with a year of an invented district, for people who want to see it at work.
///
/// The same moment gives the same stories. Of the last days everybody was told, on the station and by mail, of older
/// times the company alone; the mails stand in the log as sent, so that the store is one that `doctor --deep` finds in
/// order, and none is sent for a history that never was.
struct DemoStation {
    private let station: Station
    private let hashing: any PasswordHashing

    /// Of everything that looks like chance.
    private static let seed: UInt64 = 2026

    private static let lease = "demonstration"
    /// Longest that filling takes, in seconds; a process that died meanwhile is waited for as long.
    private static let leaseLength: TimeInterval = 60

    init(station: Station, hashing: any PasswordHashing) {
        self.station = station
        self.hashing = hashing
    }

    /// Fills the store in one transaction, so that an interrupted start leaves it empty. Of several processes that start
    /// on one empty store, one fills it and the others wait until it has.
    ///
    /// - Returns: false, with nothing touched, if the store has an account already.
    func fill() async throws -> Bool {
        guard try await isEmpty() else { return false }
        let plan = try DemoPlan(
            catalogue: station.catalogue, passwordHash: try await hashing.hash(DemoAccounts.password),
            now: station.ambient.now(), seed: Self.seed)
        let holder = station.ambient.randomBytes(16).hexadecimal
        while try await isEmpty() {
            let now = station.ambient.now()
            let isOurs = try await station.database.write { tx in
                try tx.leases.take(Self.lease, for: holder, until: now.addingTimeInterval(Self.leaseLength), at: now)
            }
            if isOurs {
                let isFilled = try await store(plan)
                // Not with the filling: the others would wait for its end at the lease.
                try await station.database.write { tx in try tx.leases.release(Self.lease, by: holder) }
                return isFilled
            }
            try await Task.sleep(for: .milliseconds(200))
        }
        return false
    }

    private func isEmpty() async throws -> Bool {
        try await station.database.read { tx in try tx.accounts.count() } == 0
    }

    private func store(_ plan: DemoPlan) async throws -> Bool {
        try await station.database.write { [station] tx in
            guard try tx.accounts.count() == 0 else { return false }
            try plan.store(by: station, in: tx)
            return true
        }
    }
}
