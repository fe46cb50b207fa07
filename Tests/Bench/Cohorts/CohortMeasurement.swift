import Casework
import Foundation
import HealthCheck
import Station
import Storage
import Synchronization

/// One refresh over a filled store, with a page read and a draft saved over and over meanwhile.
enum CohortMeasurement {
    static func run(_ catalogue: StationCatalogue, _ file: String) async throws -> [String: Double] {
        let timed = TimedDatabase(try SQLiteStation(path: file))
        let station = Station(
            catalogue: catalogue, database: timed, settings: StationSettings(baseURL: "http://127.0.0.1"))
        let person = try await visitor(station, catalogue)
        // Once before, so that what is read meanwhile has a place among others.
        let first = try await measured { try await CohortWatch(station: station).look() }
        // A day later, on the same store.
        let tomorrow = Station(
            catalogue: catalogue, database: timed, settings: station.settings,
            ambient: Ambient(
                now: { Date().addingTimeInterval(2 * 86_400) }, newID: Ambient.live.newID,
                randomBytes: Ambient.live.randomBytes))
        timed.forget()
        let reads = Task {
            try await repeated { _ = try await station.profile(person.profile, by: person.principal) }
        }
        let saves = Task {
            try await repeated {
                _ = try await station.saveDraft("tax", answers: [person.question: .unknown], by: person.principal)
            }
        }
        let second = try await measured { try await CohortWatch(station: tomorrow).look() }
        reads.cancel()
        saves.cancel()
        let (pages, drafts) = (try await reads.value, try await saves.value)
        return [
            "scores": Double(second.value.flatMap(\.self) ?? 0), "seconds": first.seconds,
            "secondsWhileRead": second.seconds, "peakMB": peakMegabytes(), "writes": Double(timed.count),
            "longestWriteMs": timed.longest * 1_000, "pages": Double(pages.count),
            "pageP50Ms": quantile(pages, 0.5), "pageWorstMs": quantile(pages, 1), "saves": Double(drafts.count),
            "saveP50Ms": quantile(drafts, 0.5), "saveWorstMs": quantile(drafts, 1),
        ]
    }

    private struct Visitor: Sendable {
        let principal: Principal
        let profile: String
        let question: String
    }

    /// A company with a profile of its own, as somebody who looks at it.
    private static func visitor(_ station: Station, _ catalogue: StationCatalogue) async throws -> Visitor {
        let company = try CohortScene.company(0)
        let scene = CohortScene(catalogue, companies: 1, submissions: 1)
        guard let tax = catalogue.selfTest("tax"), let question = tax.questions.first(where: { $0.unknownRisk != nil })
        else {
            throw StationError.notFound
        }
        let account = Account(
            id: "bench", login: "bench", displayName: "bench", roles: [.company], unit: nil, company: company.code,
            email: "bench@example.com", language: .zhHans, passwordHash: "", isDisabled: false)
        try await station.database.write { tx in try tx.accounts.add(account) }
        let principal = Principal(account)
        let submitted = try await station.submitSelfTest(
            "tax", answers: scene.answers(tax, seed: 7), consent: Consent(shareWithOfficers: false, openTickets: false),
            by: principal)
        return Visitor(principal: principal, profile: submitted.record.id, question: question.id)
    }

    /// How long each call took, shortest first, until the task is cancelled.
    private static func repeated(_ body: @Sendable () async throws -> Void) async throws -> [Double] {
        var times: [Double] = []
        while !Task.isCancelled {
            do {
                times.append(try await measured(body).seconds)
            } catch  where Task.isCancelled {
                break
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return times.sorted()
    }

    private static func measured<Value>(_ body: () async throws -> Value) async throws -> (
        value: Value?, seconds: Double
    ) {
        var value: Value?
        let spent = try await ContinuousClock().measure { value = try await body() }
        return (value, Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18)
    }

    /// Milliseconds.
    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        sorted.isEmpty ? 0 : sorted[Int(share * Double(sorted.count - 1))] * 1_000
    }

    /// The most memory this process ever held at once.
    private static func peakMegabytes() -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0) / 1_024
    }
}

/// A store in front of another that notes how long the longest write held the writer.
final class TimedDatabase: StationDatabase {
    private let database: any StationDatabase
    private let held = Mutex<(count: Int, longest: Double)>((0, 0))

    init(_ database: any StationDatabase) { self.database = database }

    var count: Int { held.withLock { $0.count } }
    /// Seconds.
    var longest: Double { held.withLock { $0.longest } }

    func forget() { held.withLock { $0 = (0, 0) } }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value {
        try await database.write { [self] tx in
            let began = ContinuousClock.now
            defer {
                let spent = (ContinuousClock.now - began).components
                held.withLock {
                    $0 = ($0.count + 1, max($0.longest, Double(spent.seconds) + Double(spent.attoseconds) / 1e18))
                }
            }
            return try body(tx)
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing StationTransaction) throws -> Value
    ) async throws -> Value { try await database.read(body) }

    func changes() -> AsyncStream<StationChange> { database.changes() }
}
