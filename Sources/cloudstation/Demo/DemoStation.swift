import Casework
import Foundation
import HealthCheck
import Station

/// Fills an empty station with a year of an invented district, for people who want to see it at work.
///
/// The same moment gives the same stories. No messages are written: nobody is told of a history that never was.
struct DemoStation {
    private let station: Station
    private let hashing: any PasswordHashing

    /// Of everything that looks like chance.
    private static let seed: UInt64 = 2026

    init(station: Station, hashing: any PasswordHashing) {
        self.station = station
        self.hashing = hashing
    }

    /// Fills the store in one transaction, so that an interrupted start leaves it empty.
    ///
    /// - Returns: false, with nothing touched, if the store has an account already.
    func fill() async throws -> Bool {
        guard try await station.database.read({ tx in try tx.accounts.count() }) == 0 else { return false }
        let plan = try DemoPlan(
            catalogue: station.catalogue, passwordHash: try await hashing.hash(DemoAccounts.password),
            now: station.ambient.now(), seed: Self.seed)
        return try await station.database.write { tx in
            guard try tx.accounts.count() == 0 else { return false }
            try plan.store(in: tx)
            return true
        }
    }
}
