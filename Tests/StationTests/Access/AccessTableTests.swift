import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Who may do what with whose things: one table, every use case × every role.
///
/// Everything belongs to `owner`; its ticket is led by the tax unit.
struct AccessTableTests {
    enum Outcome: Hashable, Sendable {
        case allowed, notFound, notForRole
        /// The person may look, but not do this.
        case refused
        case other(String)
    }

    enum UseCase: String, CaseIterable, Sendable {
        case readTicket, note, withdraw, sharedProfile, privateProfile, companyProfile, trend, file, fileForNobody
        case summary, counts, tickets, notifications, replay, submit, openWarning, saveDraft, startAgain, selfTests
        case addEndpoint, switchEndpoint, endpoints

        /// Whom it is allowed to; everybody not named here or in `exceptions` gets `otherwise`.
        var allowed: Set<Person> {
            switch self {
            case .readTicket: [.owner, .liaison, .tax, .manager, .auditor]
            case .note: [.liaison, .tax, .manager]
            case .withdraw, .privateProfile, .openWarning, .switchEndpoint: [.owner]
            case .sharedProfile, .companyProfile, .trend: [.owner, .liaison, .manager]
            case .file: [.owner, .liaison]
            case .fileForNobody, .submit, .saveDraft, .startAgain, .selfTests, .addEndpoint, .endpoints:
                [.owner, .stranger]
            case .summary: [.manager]
            case .counts: [.liaison]
            case .tickets: [.owner, .stranger, .liaison, .tax, .entryExit, .manager, .auditor]
            case .notifications: [.owner, .stranger, .liaison, .manager, .administrator]
            case .replay: []
            }
        }

        var otherwise: Outcome {
            switch self {
            case .readTicket, .note, .withdraw, .sharedProfile, .privateProfile, .companyProfile, .trend: .notFound
            default: .notForRole
            }
        }

        var exceptions: [Person: Outcome] {
            switch self {
            case .note: [.owner: .refused, .auditor: .notForRole]
            case .withdraw: [.liaison: .refused, .tax: .refused, .manager: .refused, .auditor: .notForRole]
            case .file, .openWarning, .switchEndpoint: [.stranger: .notFound]
            // An officer has to say for whom.
            case .fileForNobody: [.liaison: .other("/company")]
            // Those who may replay find nothing under this id.
            case .replay: [.owner: .notFound, .stranger: .notFound, .liaison: .notFound, .administrator: .notFound]
            default: [:]
            }
        }

        func expected(_ person: Person) -> Outcome {
            allowed.contains(person) ? .allowed : exceptions[person] ?? otherwise
        }
    }

    /// What `owner` has.
    private struct Things: Sendable {
        let ticket: TicketNumber
        let shared: String
        let own: String
        let warning: String
        let endpoint: String
    }

    @Test("every use case answers every role as the table says", arguments: UseCase.allCases)
    func table(useCase: UseCase) async throws {
        let world = try await World()
        let endpoint = try await world.station.addEndpoint(
            EndpointChange(url: "https://hooks.example/"), by: try await world.principal(.owner)
        ).endpoint
        let own = try await world.submit(World.noLicence)
        let things = Things(
            ticket: try await world.started(), shared: try await world.submit(share: true).record.id,
            own: own.record.id, warning: try #require(own.warnings.first).id, endpoint: endpoint.id)
        // The owner comes last: what it does (withdrawing) must not change what the others meet.
        for person in Person.allCases.sorted(by: { ($0 == .owner ? 1 : 0, $0) < ($1 == .owner ? 1 : 0, $1) }) {
            let outcome = await Self.outcome { try await Self.run(useCase, world, things, as: person) }
            #expect(outcome == useCase.expected(person), "\(person)")
        }
    }

    private static func outcome(_ body: () async throws -> Void) async -> Outcome {
        do {
            try await body()
            return .allowed
        } catch StationError.notFound {
            return .notFound
        } catch StationError.notForRole {
            return .notForRole
        } catch StationError.ticket(.notAllowed) {
            return .refused
        } catch StationError.invalid(let problems) {
            return .other(problems.map(\.pointer).joined(separator: " "))
        } catch {
            return .other("\(error)")
        }
    }

    private static func run(
        _ useCase: UseCase, _ world: World, _ things: Things, as person: Person
    ) async throws {
        let who = try await world.principal(person)
        let station = world.station
        let code = try world.code(.owner)
        switch useCase {
        case .readTicket: _ = try await station.ticket(things.ticket, by: who)
        case .note: _ = try await world.act(.note(text: "看过"), on: things.ticket, as: person)
        case .withdraw: _ = try await world.act(.withdraw(reason: "不用了"), on: things.ticket, as: person)
        case .sharedProfile: _ = try await station.profile(things.shared, by: who)
        case .privateProfile: _ = try await station.profile(things.own, by: who)
        case .companyProfile: _ = try await station.companyProfile(code, by: who)
        case .trend: _ = try await station.trend(code, by: who)
        case .file:
            _ = try await station.fileTicket(
                TicketFiling(matter: "TX05", title: "一", body: "二", company: code), by: who)
        case .fileForNobody:
            _ = try await station.fileTicket(TicketFiling(matter: "TX05", title: "一", body: "二"), by: who)
        case .summary: _ = try await station.summary(from: nil, to: nil, unit: nil, by: who)
        case .counts: _ = try await station.ticketCounts(by: who)
        case .tickets: _ = try await station.tickets(TicketQuery(), by: who)
        case .notifications: _ = try await station.notifications(OutboxQuery(), limit: 9, cursor: nil, by: who)
        case .replay: _ = try await station.replayNotification("none", by: who)
        case .submit:
            _ = try await station.submitSelfTest(
                "staff", answers: try world.answers(), consent: Consent(shareWithOfficers: false, openTickets: false),
                by: who)
        case .openWarning: _ = try await station.openTicket(forWarning: things.warning, by: who)
        case .saveDraft: _ = try await station.saveDraft("staff", answers: [:], by: who)
        case .startAgain: try await station.startAgain("staff", by: who)
        case .selfTests: _ = try await station.selfTests(for: who)
        case .addEndpoint: _ = try await station.addEndpoint(EndpointChange(url: "https://hooks.example/"), by: who)
        case .switchEndpoint:
            try await station.changeEndpoint(things.endpoint, EndpointChange(isEnabled: false), by: who)
        case .endpoints: _ = try await station.endpoints(by: who)
        }
    }
}
