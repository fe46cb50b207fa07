import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// What of a company's files an expert may take, and that each taking is written down.
struct SharedEvidenceTests {
    private struct Scene {
        let world: World
        let profile: String
        let file: String

        func consult(_ share: Consultation.Share) async throws -> String {
            try await world.station.consult(
                ConsultationRequest(
                    profile: profile, share: share, purpose: "弄清风险", question: "预案够不够？",
                    expert: try await world.principal(.expert).account.id, hasConsent: true),
                by: try await world.principal(.owner))
        }

        func take(_ file: String? = nil, in consultation: String, as person: Person) async throws -> EvidenceContent {
            try await world.station.sharedEvidence(
                file ?? self.file, in: consultation, by: try await world.principal(person))
        }
    }

    private static let bytes = Data(SampleFiles.png())

    /// A profile with a red line and the emergency plan as a file.
    private static func scene() async throws -> Scene {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let file = try await world.station.addEvidence(
            bytes, named: "预案.png", to: "plan-file", of: "staff", by: owner)
        let submitted = try await world.submit(World.noLicence.merging(["plan-file": .list([file.id])]) { $1 })
        return Scene(world: world, profile: submitted.record.id, file: file.id)
    }

    @Test(
        "a whole profile brings its files: the expert takes them, the company sees which and when, the audit trail too")
    func whole() async throws {
        let scene = try await Self.scene()
        let id = try await scene.consult(.wholeProfile)
        let expert = try await scene.world.principal(.expert)
        let seen = try await scene.world.station.consultation(id, by: expert)
        #expect(seen.extract.items.flatMap(\.files).map(\.name) == ["预案.png"])
        #expect(try await scene.take(in: id, as: .expert).bytes == Self.bytes)
        #expect(try await scene.take(in: id, as: .owner).bytes == Self.bytes)
        let looks = try await scene.world.station.consultation(id, by: try await scene.world.principal(.owner)).looks
        #expect(
            Set(looks.map(\.file)) == [nil, "预案.png"], "the page once, the file once; the company's own look is none")
        #expect(looks.count == 2)
        let audited = try await scene.world.audit().filter { $0.action == "evidence.read" }
        #expect(audited.map(\.subject) == [scene.file] && audited.map(\.who) == ["expert"])
    }

    @Test("one shared question brings no other question's files, and no invented file is there")
    func oneQuestion() async throws {
        let scene = try await Self.scene()
        let other = try await scene.consult(.question("dispatch-ways"))
        await #expect(throws: StationError.notFound) { try await scene.take(in: other, as: .expert) }
        let whole = try await scene.consult(.wholeProfile)
        await #expect(throws: StationError.notFound) { try await scene.take("invented", in: whole, as: .expert) }
        #expect(try await scene.world.audit().allSatisfy { $0.action != "evidence.read" })
    }

    @Test("nobody but the two sides takes it, and the expert neither once it is withdrawn", arguments: Person.allCases)
    func access(person: Person) async throws {
        let scene = try await Self.scene()
        let id = try await scene.consult(.wholeProfile)
        if [.owner, .expert].contains(person) {
            _ = try await scene.take(in: id, as: person)
        } else {
            await #expect(throws: StationError.notFound) { try await scene.take(in: id, as: person) }
        }
        _ = try await scene.world.station.act(
            onConsultation: id, version: nil, .withdraw, by: try await scene.world.principal(.owner), key: nil)
        if person == .owner {
            _ = try await scene.take(in: id, as: person)
        } else {
            await #expect(throws: StationError.notFound) { try await scene.take(in: id, as: person) }
        }
    }

    @Test("an answer that is fine is no finding: the extract leaves it out")
    func onlyFindings() async throws {
        let scene = try await Self.scene()
        let id = try await scene.consult(.wholeProfile)
        let extract = try await scene.world.station.consultation(id, by: try await scene.world.principal(.owner))
            .extract
        #expect(
            extract.items.allSatisfy { item in
                !item.files.isEmpty || item.findings.contains { $0.advice != nil || $0.redLine != nil }
            })
        #expect(!extract.items.contains { $0.question.id == "person-in-danger" }, "answered no")
    }
}
