public import Casework
public import Foundation
import Station

/// Looks at a store from all sides and says what it finds; changes nothing, also beside a running station.
public struct StoreExamination: Sendable {
    let store: StoreLocation
    let now: Date

    public init(_ store: StoreLocation, now: Date = Date()) {
        self.store = store
        self.now = now
    }

    /// Schema, engine, clock, outbox and leases: quick on any store.
    public func findings() async -> [StoreFinding] {
        if case .sqlite(let path) = store, !Files.exists(path) {
            return [StoreFinding(.warn, "store", "There is no store at \(path) yet; `serve` or `migrate` makes it.")]
        }
        var findings: [StoreFinding] = []
        if case .sqlite(let path) = store { findings += SQLiteFile.findings(path) }
        do {
            let plan = try await store.inspect()
            guard plan.pending.isEmpty else {
                let names = plan.pending.map(\.description).joined(separator: ", ")
                return findings + [
                    StoreFinding(.warn, "migrations", "Migrations are pending (\(names)); run `cloudstation migrate`.")
                ]
            }
            findings.append(
                StoreFinding(.ok, "migrations", "The store's schema is up to date (\(plan.applied.count) migrations)."))
            return try await findings
                + reading { engine in
                    try await engine.transaction(.reading) { [now] connection in
                        var found = [StoreFinding(.ok, "store", "The store opens and answers.")]
                        found += try EngineFindings.all(connection, now: now)
                        found += try StateFindings.all(connection, now: now)
                        return found
                    }
                }
        } catch {
            return findings + [
                StoreFinding(.fail, "store", OperationError(error, store: store.description).description)
            ]
        }
    }

    /// The engine's own check, every row read, and every ticket recomputed from its events under `policy`.
    ///
    /// All of it looks at one moment of the store. Takes minutes on a large one; memory grows by some 40 bytes for each
    /// ticket.
    public func deepFindings(
        policy: CaseworkPolicy, _ report: @escaping OperationProgress.Report = { _ in }
    ) async -> [StoreFinding] {
        do {
            return try await reading { engine in
                try await engine.transaction(.reading) { connection in
                    try DeepFindings.all(connection, policy: policy, report)
                }
            }
        } catch {
            return [StoreFinding(.fail, "store", OperationError(error, store: store.description).description)]
        }
    }

    private func reading(_ body: (any SQLEngine) async throws -> [StoreFinding]) async throws -> [StoreFinding] {
        let engine = try await store.engine(readOnly: true)
        do {
            let findings = try await body(engine)
            await engine.close()
            return findings
        } catch {
            await engine.close()
            throw error
        }
    }
}
