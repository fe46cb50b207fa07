import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Papers looked at beforehand")
struct PreReviewTests {
    private static let fine: (verdict: PreReview.Verdict, reason: String) = (.fine, "")

    /// EE17 has two papers; both are marked and handed in.
    static func handedIn(_ world: World, _ matter: String = "EE17") async throws -> PreReview {
        let owner = try await world.principal(.owner)
        let begun = try await world.station.beginPreReview(of: matter, by: owner)
        var review = begun
        for place in begun.items.indices {
            review = try await world.station.markPaper(place, of: begun.id, version: review.version, .ready, by: owner)
        }
        return try await world.station.handIn(begun.id, version: review.version, by: owner)
    }

    static func approve(_ world: World, _ review: PreReview) async throws -> PreReview {
        let officer = try await world.principal(.entryExit)
        let all = Dictionary(uniqueKeysWithValues: review.items.indices.map { ($0, fine) })
        return try await world.station.judgePapers(review.id, version: review.version, all, by: officer)
    }

    @Test("marked, handed in, one to mend, mended, fine: each side hears in its turn")
    func life() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let officer = try await world.principal(.entryExit)
        var review = try await Self.handedIn(world)
        #expect(review.isWaiting && review.missing.isEmpty)
        #expect(try await world.station.waitingPreReviews(by: officer).map(\.review.id) == [review.id])
        await #expect(throws: StationError.preReview(.handedInAlready)) {
            try await world.station.markPaper(0, of: review.id, version: nil, .open, by: owner)
        }
        await #expect(throws: StationError.invalid([FieldProblem("/reason-1", .missing)])) {
            try await world.station.judgePapers(review.id, version: nil, [1: (.mend, " ")], by: officer)
        }
        review = try await world.station.judgePapers(
            review.id, version: review.version, [0: Self.fine, 1: (.mend, "签名与护照不一致")], by: officer)
        #expect(!review.isWaiting && review.missing.map(\.reason) == ["签名与护照不一致"] && !review.isComplete)
        await #expect(throws: StationError.preReview(.settled)) {
            try await world.station.markPaper(0, of: review.id, version: nil, .ready, by: owner)
        }
        await #expect(throws: StationError.preReview(.papersMissing(1))) {
            try await world.station.handIn(review.id, version: nil, by: owner)
        }
        _ = try await world.station.markPaper(1, of: review.id, version: nil, .ready, by: owner)
        review = try await world.station.handIn(review.id, version: nil, by: owner)
        review = try await world.station.judgePapers(review.id, version: nil, [1: Self.fine], by: officer)
        #expect(review.isComplete && review.reviewedAt != nil)
        let kinds = try await world.entries(to: "owner@company.example").map(\.message.kind)
        #expect(kinds == ["pre-review-mend.company", "pre-review-done.company"])
    }

    @Test("half of the papers cannot be handed in, and an unfinished review is gone on with")
    func half() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let begun = try await world.station.beginPreReview(of: "EE17", by: owner)
        await #expect(throws: StationError.preReview(.papersMissing(2))) {
            try await world.station.handIn(begun.id, version: nil, by: owner)
        }
        #expect(try await world.station.beginPreReview(of: "EE17", by: owner).id == begun.id)
    }

    @Test("nobody but the company, the desk and the matter's unit sees it, and only officers judge")
    func access() async throws {
        let world = try await World()
        let review = try await Self.handedIn(world)
        for person in [Person.stranger, .tax, .manager, .auditor, .expert, .administrator] {
            let principal = try await world.principal(person)
            await #expect(throws: StationError.notFound, "\(person)") {
                try await world.station.preReview(review.id, by: principal)
            }
        }
        let owner = try await world.principal(.owner)
        await #expect(throws: StationError.notForRole) {
            try await world.station.judgePapers(review.id, version: nil, [0: Self.fine], by: owner)
        }
        let desk = try await world.principal(.liaison)
        await #expect(throws: StationError.notForRole) {
            try await world.station.markPaper(0, of: review.id, version: nil, .open, by: desk)
        }
    }

    @Test("a file is looked through, kept in the evidence store, read by the officer with an audit entry, and removed")
    func files() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let begun = try await world.station.beginPreReview(of: "EE17", by: owner)
        await #expect(throws: StationError.self) {
            try await world.station.addPaperFile(
                Data("MZ".utf8), named: "a.pdf", to: 0, of: begun.id, version: nil, by: owner)
        }
        let picture = try #require(
            Data(
                base64Encoded:
                    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="))
        let with = try await world.station.addPaperFile(
            picture, named: "照片.png", to: 0, of: begun.id, version: 1, by: owner)
        let file = try #require(with.items[0].files.first)
        #expect(with.items[0].mark == .uploaded && with.items[0].standing == .waiting)
        let officer = try await world.principal(.entryExit)
        #expect(try await world.station.paperFile(file, of: begun.id, by: officer).bytes == picture)
        let audit = try await world.station.database.read { try $0.audit.newest(limit: 5).map(\.action) }
        #expect(audit.contains("evidence.read"))
        await #expect(throws: StationError.notFound) {
            try await world.station.paperFile(file, of: begun.id, by: try await world.principal(.stranger))
        }
        let without = try await world.station.removePaperFile(file, from: 0, of: begun.id, version: nil, by: owner)
        #expect(without.items[0].standing == .missing)
        #expect(try await world.station.database.read { try $0.evidence.evidence(file) } == nil)
    }

    @Test("papers of reviews that have ended take no room; one too many says what is used and what is left")
    func quota() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let station = world.station
        let megabyte = 1024 * 1024
        // What five files of 20 MB of an earlier review take.
        let ended = try await Self.approve(world, try await Self.handedIn(world))
        let company = try #require(owner.company)
        @Sendable func shelve(_ review: String, _ count: Int, _ size: Int) async throws {
            try await station.database.write { tx in
                for index in 0..<count {
                    let record = EvidenceRecord(
                        id: "\(review)-\(index)", company: company, selfTest: "pre-review", question: review,
                        name: "a.png", type: "png", size: size,
                        sha256: String(repeating: "\(count % 10)\(index)", count: 32), uploadedBy: "owner",
                        uploadedAt: world.clock.now)
                    try tx.evidence.add(record, Data(count: 1))
                }
            }
        }
        try await shelve(ended.id, 5, 20 * megabyte)
        let begun = try await station.beginPreReview(of: "EE17", by: owner)
        #expect(begun.id != ended.id)
        let point = try #require(
            Data(
                base64Encoded:
                    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="))
        let limit = 100 * megabyte
        try await shelve(begun.id, 1, limit - point.count - 10)
        _ = try await station.addPaperFile(point, named: "a.png", to: 0, of: begun.id, version: nil, by: owner)
        let problem = FieldProblem("/file", .paperQuota(used: limit - 10, limit: limit, size: point.count))
        await #expect(throws: StationError.invalid([problem])) {
            try await station.addPaperFile(point, named: "b.png", to: 1, of: begun.id, version: nil, by: owner)
        }
        let text = station.catalogue.locales.text("problem.paper-quota", .zhHans)
        #expect(text.contains("{used}") && text.contains("{left}"))
    }
}
