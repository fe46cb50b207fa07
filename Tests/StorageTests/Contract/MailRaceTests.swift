import Casework
import Foundation
import Station
import Testing

/// Mails become messages while others act on the same ticket.
@Suite("Mails at the same moment")
struct MailRaceTests {
    @Test(
        "mails accepted while others write notes all become messages, and none is refused", arguments: Engine.allCases)
    func accepting(engine: Engine) async throws {
        let (station, number, store) = try await MergeRaceTests.scene(engine)
        let mails = (0..<8).map { "mail-\($0)" }
        try await store.write { tx in
            for id in mails {
                let taken = InboundMail(
                    id: id, at: Fixtures.monday, outcome: .quarantined, reason: "unproven", sender: "b•••@x.example",
                    ticket: nil)
                try tx.notices.add(taken)
                try tx.notices.keep(
                    QuarantinedMail(
                        id: id, at: Fixtures.monday, reason: "unproven", sender: "b@x.example", ticket: nil, text: id,
                        isCut: false))
            }
        }
        let faults = await withTaskGroup(of: String?.self) { group in
            for id in mails {
                group.addTask {
                    await Self.fault { _ = try await station.acceptMail(id, on: number, by: MergeRaceTests.liaison) }
                }
                group.addTask {
                    await Self.fault {
                        _ = try await station.act(on: number, version: 3, merging: true, by: MergeRaceTests.liaison) {
                            _ in
                            .note(text: id)
                        }
                    }
                }
            }
            return await group.reduce(into: [String]()) { $0 += [$1].compactMap(\.self) }
        }
        #expect(faults == [])
        let kinds = try await store.read { try $0.tickets.events(of: number) }.map(\.event.action.kind)
        #expect(kinds.count { $0 == .message } == mails.count && kinds.count { $0 == .note } == mails.count)
        #expect(try await store.read { try $0.notices.inboundCounts() } == [.accepted: mails.count])
    }

    @Test("a mail brought many times at once counts once, and every gateway is answered", arguments: Engine.allCases)
    func bringing(engine: Engine) async throws {
        let (station, _, store) = try await MergeRaceTests.scene(engine)
        var mail = IncomingMail(from: "boss@company.example", text: "请加急")
        mail.messageID = "<1@company.example>"
        let faults = await withTaskGroup(of: String?.self) { [mail] group in
            for _ in 0..<12 { group.addTask { await Self.fault { _ = try await station.take(mail) } } }
            return await group.reduce(into: [String]()) { $0 += [$1].compactMap(\.self) }
        }
        #expect(faults == [])
        #expect(try await store.read { try $0.notices.inboundCounts() } == [.quarantined: 1])
    }

    private static func fault(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch {
            return "\(error)"
        }
    }
}
