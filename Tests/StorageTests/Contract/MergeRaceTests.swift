import Casework
import Foundation
import HealthCheck
import Station
import Testing

@testable import Storage

/// Real races on both engines: who acts on a version that others pass at the same moment.
@Suite("Acts at the same moment")
struct MergeRaceTests {
    static let liaison = Principal(Fixtures.account("liaison", roles: [.liaison]))

    /// A station over `engine` with just enough content to act on tickets, and a ticket under way.
    static func scene(_ engine: Engine) async throws -> (Station, TicketNumber, TestStation) {
        let store = try engine.open()
        let company = try Fixtures.company(1)
        let number = try await store.write { tx in
            try tx.companies.save(company)
            try tx.accounts.add(liaison.account)
            let ticket = try tx.file(Fixtures.filing(company.code))
            let accepted = try tx.act(
                .accept(lead: "u1", assisting: [], rule: nil), on: ticket, by: .desk, at: Fixtures.after(60))
            return try tx.act(.take, on: accepted, by: .unit("u1"), at: Fixtures.after(120)).number
        }
        return (try await StationScene.station(over: store, at: Fixtures.after(600)), number, store)
    }

    @Test("twelve notes on one version at once are all taken, in some order without a gap", arguments: Engine.allCases)
    func notes(engine: Engine) async throws {
        let (station, number, store) = try await Self.scene(engine)
        let done = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<12 {
                group.addTask {
                    (try? await station.act(on: number, version: 3, merging: true, by: Self.liaison) { _ in
                        .note(text: "第\(index)人")
                    }) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 12)
        let events = try await store.read { try $0.tickets.events(of: number) }
        #expect(events.map(\.event.sequence) == Array(1...15))
    }

    @Test(
        "of eight transfers of one version at once one happens, seven are told by which field",
        arguments: Engine.allCases)
    func transfers(engine: Engine) async throws {
        let (station, number, store) = try await Self.scene(engine)
        let outcomes = await withTaskGroup(of: Set<TicketField>?.self) { group in
            for index in 0..<8 {
                group.addTask {
                    do {
                        _ = try await station.act(on: number, version: 3, merging: true, by: Self.liaison) { _ in
                            .transfer(to: index % 2 == 0 ? "u2" : "u3", reason: "转")
                        }
                        return []
                    } catch StationError.conflict(let conflict) {
                        return Set(conflict.fields.map(\.field))
                    } catch {
                        return nil
                    }
                }
            }
            return await group.reduce(into: [Set<TicketField>?]()) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == [] }.count == 1)
        #expect(outcomes.filter { $0 == [.lead, .state] }.count == 7, "\(outcomes)")
        #expect(try await store.read { try $0.tickets.ticket(number) }?.version == 4)
    }
}
