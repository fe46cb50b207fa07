import Foundation
import HealthCheck
import Station
import Testing

/// A file stays as long as a draft or a submission names it, and no longer.
struct KeptEvidenceTests {
    private static let question = "plan-file"

    private static func scene() async throws -> (world: World, owner: Principal) {
        let world = try await World()
        return (world, try await world.principal(.owner))
    }

    private static func add(_ bytes: [UInt8], _ name: String, _ world: World, _ owner: Principal) async throws
        -> EvidenceRecord
    {
        try await world.station.addEvidence(Data(bytes), named: name, to: question, of: "staff", by: owner)
    }

    private static func stored(_ world: World) async throws -> Set<String> {
        let code = try world.code(.owner)
        return try await world.station.database.read { tx in
            Set(try tx.evidence.evidence(of: code, selfTest: "staff").map(\.id))
        }
    }

    @Test("saving null, or another list, deletes what is named no longer, and says so in the audit trail")
    func unnamed() async throws {
        let (world, owner) = try await Self.scene()
        let one = try await Self.add(SampleFiles.png(), "预案.png", world, owner)
        let two = try await Self.add(SampleFiles.jpeg(), "预案.jpg", world, owner)
        #expect(try await Self.stored(world) == [one.id, two.id])
        _ = try await world.station.saveDraft("staff", answers: [Self.question: .list([two.id])], by: owner)
        #expect(try await Self.stored(world) == [two.id])
        _ = try await world.station.saveDraft("staff", answers: [Self.question: nil], by: owner)
        #expect(try await Self.stored(world) == [])
        let removed = try await world.audit().filter { $0.action == "evidence.remove" }
        #expect(Set(removed.map(\.subject)) == [one.id, two.id])
    }

    @Test("saving another answer touches no file")
    func otherAnswer() async throws {
        let (world, owner) = try await Self.scene()
        let file = try await Self.add(SampleFiles.png(), "预案.png", world, owner)
        _ = try await world.station.saveDraft("staff", answers: ["vaccination": .number(90)], by: owner)
        #expect(try await Self.stored(world) == [file.id])
    }

    @Test("what a submission rests on stays, though the next draft does not name it")
    func submitted() async throws {
        let (world, owner) = try await Self.scene()
        let file = try await Self.add(SampleFiles.png(), "预案.png", world, owner)
        _ = try await world.submit(World.noLicence.merging([Self.question: .list([file.id])]) { $1 })
        try await world.station.startAgain("staff", by: owner)
        _ = try await world.station.saveDraft("staff", answers: [Self.question: nil], by: owner)
        #expect(try await Self.stored(world) == [file.id])
    }
}
