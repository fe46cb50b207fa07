import Casework
import Foundation
import Station
import Testing

@Suite("Files at tickets")
struct AttachmentTests {
    private static let picture = SentFile(name: "证书.png", bytes: Data(SampleFiles.png()))

    private static func send(
        _ station: Station, _ world: World, _ action: TicketAction, on number: TicketNumber, as person: Person,
        _ files: [SentFile] = [picture]
    ) async throws {
        _ = try await station.act(
            on: number, version: nil, by: try await world.principal(person), files: files
        ) { _ in action }
    }

    private static func files(_ world: World, _ number: TicketNumber) async throws -> [AttachedFile] {
        try await world.station.database.read { try $0.attachments.attachments(of: number) }
    }

    @Test("who reads the words reads the file, everybody else finds nothing; every file handed out is audited")
    func visibility() async throws {
        let world = try await World()
        let number = try await world.started()
        try await Self.send(world.station, world, .message(text: "见附件"), on: number, as: .owner)
        try await Self.send(world.station, world, .note(text: "内部"), on: number, as: .tax)
        let files = try await Self.files(world, number)
        #expect(files.map(\.action) == [.message, .note])
        #expect(files.map(\.standing) == [.unscanned, .unscanned], "there is no scanner")
        let readers: [(Person, [Bool])] = [
            (.owner, [true, false]), (.tax, [true, true]), (.liaison, [true, true]), (.manager, [true, true]),
            (.auditor, [true, true]), (.stranger, [false, false]), (.entryExit, [false, false]),
            (.expert, [false, false]), (.administrator, [false, false]),
        ]
        for (person, may) in readers {
            let principal = try await world.principal(person)
            for (file, isReadable) in zip(files, may) {
                let read = try? await world.station.attachmentContent(file.id, of: number, by: principal)
                #expect((read?.bytes == Self.picture.bytes) == isReadable, "\(person) \(file.action)")
                guard !isReadable else { continue }
                await #expect(throws: StationError.notFound, "\(person)") {
                    try await world.station.attachmentContent(file.id, of: number, by: principal)
                }
            }
        }
        let reads = try await world.audit().filter { $0.action == "attachment.read" }
        #expect(reads.count == 9, "one each")
        #expect(
            try await world.station.ticket(number, by: world.principal(.owner)).attachments.map(\.action) == [.message])
    }

    @Test("a file of another ticket is not there")
    func otherTicket() async throws {
        let world = try await World()
        let (first, second) = (try await world.started(), try await world.started("另一件"))
        try await Self.send(world.station, world, .message(text: "见附件"), on: first, as: .owner)
        let id = try #require(try await Self.files(world, first).first?.id)
        await #expect(throws: StationError.notFound) {
            try await world.station.attachmentContent(id, of: second, by: world.principal(.owner))
        }
    }

    @Test("what the scanner finds is refused by name, audited, and leaves nothing behind")
    func infected() async throws {
        let world = try await World()
        let scanner = FakeScanner(.success(.infected("Eicar-Signature")))
        let station = world.station(scanner: scanner)
        let number = try await world.started()
        let before = try await world.ticket(number).version
        await #expect(throws: StationError.invalid([FieldProblem("/files", .attachment("证书.png", .infected))])) {
            try await Self.send(station, world, .message(text: "见附件"), on: number, as: .owner)
        }
        #expect(try await Self.files(world, number).isEmpty)
        #expect(try await world.ticket(number).version == before)
        let entry = try #require(try await world.audit().first { $0.action == "attachment.infected" })
        #expect(entry.who == "owner" && entry.result == "Eicar-Signature")
    }

    @Test("a scanner that does not answer leaves a file in quarantine, asked again ever later, until it does")
    func quarantine() async throws {
        let world = try await World()
        let scanner = FakeScanner(.failure(ScanFailure("no answer in time")))
        let station = world.station(scanner: scanner)
        let number = try await world.started()
        try await Self.send(station, world, .message(text: "见附件"), on: number, as: .owner)
        let waiting = try #require(try await Self.files(world, number).first)
        #expect(waiting.standing == .waiting && waiting.finding == "no answer in time")
        await #expect(throws: StationError.fileWaits) {
            try await station.attachmentContent(waiting.id, of: number, by: world.principal(.tax))
        }
        #expect(try await station.lookAtWaitingFiles().settled == 0)
        #expect(scanner.asked == 1, "not before its time")
        for (seconds, asked) in [(31.0, 2), (60, 2), (61, 3), (200, 3), (50, 4)] {
            world.clock.move(seconds)
            _ = try await station.lookAtWaitingFiles()
            #expect(scanner.asked == asked, "after \(seconds) s more")
        }
        scanner.say(.success(.clean))
        world.clock.move(3600)
        let round = try await station.lookAtWaitingFiles()
        #expect(round.settled == 1 && round.failure == nil)
        #expect(try await Self.files(world, number).first?.standing == .clean)
        let content = try await station.attachmentContent(waiting.id, of: number, by: world.principal(.tax))
        #expect(content.bytes == Self.picture.bytes)
    }

    @Test("what is found infected afterwards is gone, and its sender is told")
    func infectedAfterwards() async throws {
        let world = try await World()
        let scanner = FakeScanner(.failure(ScanFailure("connection refused")))
        let station = world.station(scanner: scanner)
        let number = try await world.started()
        try await Self.send(station, world, .message(text: "见附件"), on: number, as: .owner)
        scanner.say(.success(.infected("Eicar-Signature")))
        world.clock.move(60)
        let told = try await world.messages { _ = try await station.lookAtWaitingFiles() }
        #expect(told.map(\.kind) == ["file-refused.person"] && told.map(\.destination) == ["owner@example.com"])
        let file = try #require(try await Self.files(world, number).first)
        #expect(file.standing == .infected && file.finding == "Eicar-Signature")
        await #expect(throws: StationError.fileInfected) {
            try await station.attachmentContent(file.id, of: number, by: world.principal(.tax))
        }
        let inbox = try await world.station.inbox(limit: 10, cursor: nil, by: world.principal(.owner))
        #expect(inbox.items.contains { $0.kind == "file-refused.person" })
    }

    @Test("six files, more than a ticket holds, and files with an act that takes none are refused whole")
    func limits() async throws {
        let world = try await World()
        let number = try await world.started()
        await #expect(throws: StationError.invalid([FieldProblem("/files", .tooMany(limit: 5))])) {
            try await Self.send(
                world.station, world, .message(text: "见"), on: number, as: .owner,
                Array(repeating: Self.picture, count: 6))
        }
        await #expect(throws: StationError.invalid([FieldProblem("/files", .notOneOf([]))])) {
            try await Self.send(world.station, world, .escalate(reason: "复杂"), on: number, as: .tax)
        }
        let large = SentFile(name: "a.jpg", bytes: Data(SampleFiles.jpeg(extra: SampleFiles.large)))
        let quota = StationError.invalid([FieldProblem("/files", .attachmentQuota(limit: AttachedFile.quota))])
        await #expect(throws: quota) {
            for _ in 0..<40 {
                try await Self.send(
                    world.station, world, .message(text: "见"), on: number, as: .owner, Array(repeating: large, count: 5)
                )
            }
        }
        let sizes = try await Self.files(world, number).reduce(0) { $0 + $1.size }
        #expect(sizes <= AttachedFile.quota && sizes > AttachedFile.quota - 5 * large.bytes.count)
    }

    @Test("the same request twice keeps its files once")
    func idempotency() async throws {
        let world = try await World()
        let number = try await world.started()
        let key = IdempotencyKey("k", request: Data("x".utf8))
        for _ in 1...2 {
            _ = try await world.station.act(
                on: number, version: nil, by: try await world.principal(.owner), key: key, files: [Self.picture]
            ) { _ in .message(text: "见附件") }
        }
        #expect(try await Self.files(world, number).count == 1)
    }
}

extension SampleFiles {
    /// Two megabytes of comment for a JPEG.
    fileprivate static let large = (0..<32).flatMap { _ in segment(0xFE, [UInt8](repeating: 0x41, count: 65_000)) }
}
