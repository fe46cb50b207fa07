import Station

/// Whether the store can be read and written, tried out for real; asked often, it tries once a second.
actor Readiness {
    private let station: Station
    /// Nobody else writes under it.
    private let holder: String
    private var last: (trial: Task<Void, any Error>, at: ContinuousClock.Instant)?

    init(station: Station) {
        self.station = station
        holder = station.ambient.randomBytes(16).hexadecimal
    }

    /// Throws what stands in the way.
    func check() async throws {
        if let last, last.at.duration(to: .now) < .seconds(1) { return try await last.trial.value }
        let trial = Task { [station, holder] in
            _ = try await station.database.read { tx in try tx.accounts.count() }
            let now = station.ambient.now()
            try await station.database.write { tx in
                _ = try tx.leases.take("ready/\(holder)", for: holder, until: now, at: now)
                try tx.leases.release("ready/\(holder)", by: holder)
            }
        }
        last = (trial, .now)
        try await trial.value
    }
}
