import Casework
import Crypto
public import Foundation
import HealthCheck

extension Station {
    /// Looks through `bytes` and puts them with a paper, in the evidence store. The same file sent twice is there once.
    ///
    /// Throws `invalid` at `/file` for what is no plain document or picture, and where there is no room.
    public func addPaperFile(
        _ bytes: Data, named name: String, to place: Int, of id: String, version: Int?, by principal: Principal
    ) async throws -> PreReview {
        let company = try access.requireCompany(principal)
        let file: EvidenceFile
        do throws(EvidenceProblem) { file = try EvidenceFile(name: name, bytes: bytes) } catch {
            throw StationError.invalid([FieldProblem("/file", .evidence(error))])
        }
        let record = EvidenceRecord(
            id: ambient.newID(), company: company, selfTest: Self.preReviewShelf, question: id, name: file.name.text,
            type: file.kind.rawValue, size: file.bytes.count, sha256: SHA256.hash(data: file.bytes).hexadecimal,
            uploadedBy: principal.account.login, uploadedAt: ambient.now())
        return try await preparing(id, version: version, by: principal) { [self] review, tx in
            // Whoever puts a file with another of the company's papers comes after us, and counts what we added.
            try tx.visits.hold(bookingsOf: company)
            let shelf = try tx.evidence.evidence(of: company, selfTest: Self.preReviewShelf)
            let beside = review.items.indices.contains(place) ? review.items[place].files : []
            if let same = shelf.first(where: { $0.sha256 == record.sha256 && beside.contains($0.id) }) {
                return try review.attach(same.id, to: place)
            }
            guard beside.count < Question.fileLimit else {
                throw StationError.invalid([FieldProblem("/file", .answer(.tooManyFiles(limit: Question.fileLimit)))])
            }
            // A review that has ended is on record and out of the company's hands; its papers take no room from the next.
            let unfinished = Set(try tx.preReviews.reviews(of: company).filter { !$0.isComplete }.map(\.id))
            let used = shelf.reduce(0) { $0 + (unfinished.contains($1.question) ? $1.size : 0) }
            guard used + record.size <= Self.evidenceQuota else {
                let code = FieldProblem.Code.paperQuota(used: used, limit: Self.evidenceQuota, size: record.size)
                throw StationError.invalid([FieldProblem("/file", code)])
            }
            try review.attach(record.id, to: place)
            try tx.evidence.add(record, file.bytes)
            try audit("evidence.add", record.id, by: principal.account.login, tx)
        }
    }

    /// Takes a file away from a paper.
    public func removePaperFile(
        _ file: String, from place: Int, of id: String, version: Int?, by principal: Principal
    ) async throws -> PreReview {
        try await preparing(id, version: version, by: principal) { [self] review, tx in
            guard review.items.indices.contains(place), review.items[place].files.contains(file) else {
                throw StationError.notFound
            }
            try review.detach(file, from: place)
            try tx.evidence.delete(file)
            try audit("evidence.remove", file, by: principal.account.login, tx)
        }
    }

    /// A file's content, for the company and for whoever may judge it; an officer's look is audited.
    public func paperFile(_ file: String, of id: String, by principal: Principal) async throws -> EvidenceContent {
        let view = try await preReview(id, by: principal)
        guard let record = view.files.first(where: { $0.id == file }) else { throw StationError.notFound }
        let bytes = try await database.read { tx in try tx.evidence.bytes(file) }
        guard let bytes else { throw StationError.notFound }
        if principal.company == nil {
            try await database.write { [self] tx in
                try audit("evidence.read", file, by: principal.account.login, tx)
            }
        }
        return EvidenceContent(record: record, bytes: bytes)
    }
}
