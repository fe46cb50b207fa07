import Casework
import Crypto
import Foundation
import Station
import Testing

@Suite("Files at tickets")
struct AttachmentStoreTests {
    private static let bytes = Data("%PDF-1.7 words".utf8)

    private static func opened(_ engine: Engine) async throws -> (TestStation, TicketNumber) {
        let station = try engine.open()
        let number = try await station.write { tx in
            let company = try Fixtures.company(1)
            try tx.companies.save(company)
            try tx.accounts.add(Fixtures.account("a1"))
            return try tx.file(Fixtures.filing(company.code)).number
        }
        return (station, number)
    }

    private static func file(
        _ id: String, _ ticket: TicketNumber, sequence: Int = 1, standing: AttachedFile.Standing = .clean,
        lookAt seconds: Double? = nil
    ) -> AttachedFile {
        AttachedFile(
            id: id, ticket: ticket, sequence: sequence, action: .message, name: "证书 “原件”.pdf", type: .pdf,
            size: bytes.count, sha256: SHA256.hash(data: bytes).hexadecimal, uploadedBy: "a1",
            uploadedAt: Fixtures.monday, standing: standing, looks: seconds == nil ? 0 : 1,
            lookAt: seconds.map { Fixtures.after($0) })
    }

    @Test("come back as they went in, in the order of their events", arguments: Engine.allCases)
    func roundTrip(engine: Engine) async throws {
        let (station, number) = try await Self.opened(engine)
        let files = [Self.file("b", number, sequence: 2), Self.file("c", number), Self.file("a", number, sequence: 2)]
        try await station.write { tx in for file in files { try tx.attachments.add(file, Self.bytes) } }
        let read = try await station.read { try $0.attachments.attachments(of: number) }
        #expect(read == [files[1], files[2], files[0]])
        #expect(try await station.read { try $0.attachments.bytes("a") } == Self.bytes)
        #expect(try await station.read { try $0.attachments.bytes("x") } == nil)
    }

    @Test("in quarantine are given to one who looks, when they are due, oldest first", arguments: Engine.allCases)
    func claims(engine: Engine) async throws {
        let (station, number) = try await Self.opened(engine)
        try await station.write { tx in
            try tx.attachments.add(Self.file("late", number, standing: .waiting, lookAt: 20), Self.bytes)
            try tx.attachments.add(Self.file("early", number, standing: .waiting, lookAt: 10), Self.bytes)
            try tx.attachments.add(Self.file("later", number, standing: .waiting, lookAt: 900), Self.bytes)
            try tx.attachments.add(Self.file("done", number), Self.bytes)
        }
        let claim: @Sendable (Double) async throws -> [String] = { seconds in
            try await station.write { tx in
                try tx.attachments.claimWaiting(
                    at: Fixtures.after(seconds), until: Fixtures.after(seconds + 600), limit: 10
                ).map(\.id)
            }
        }
        #expect(try await claim(30) == ["early", "late"])
        #expect(try await claim(31) == [], "somebody looks at them already")
        #expect(try await claim(700) == ["early", "late"], "whoever looked has died")
    }

    @Test("are settled once; of an infected one nothing but its name is left", arguments: Engine.allCases)
    func settling(engine: Engine) async throws {
        let (station, number) = try await Self.opened(engine)
        var file = Self.file("a", number, standing: .waiting, lookAt: 10)
        try await station.write { [file] tx in try tx.attachments.add(file, Self.bytes) }
        (file.standing, file.finding, file.lookAt) = (.infected, "Eicar-Signature", nil)
        let infected = file
        #expect(try await station.write { try $0.attachments.settle(infected) })
        #expect(try await station.read { try $0.attachments.attachment("a") } == infected)
        #expect(try await station.read { try $0.attachments.bytes("a") } == nil)
        file.standing = .clean
        let again = file
        #expect(try await !station.write { try $0.attachments.settle(again) }, "what was found is not taken back")
        #expect(try await station.read { try $0.attachments.attachment("a")?.standing } == .infected)
    }

    @Test("are refused by the schema where they wait without a time to look", arguments: Engine.allCases)
    func constraint(engine: Engine) async throws {
        let (station, number) = try await Self.opened(engine)
        await #expect(throws: StoreError.self) {
            try await station.write { try $0.attachments.add(Self.file("a", number, standing: .waiting), Self.bytes) }
        }
    }
}
