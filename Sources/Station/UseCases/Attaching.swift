import Casework
import Crypto
import Foundation

/// A file that was looked through before anything was stored, and what the scanner said of it.
struct LookedThrough: Sendable {
    let file: EvidenceFile
    let standing: AttachedFile.Standing
    /// Why there is no verdict yet.
    let finding: String?
}

extension Station {
    /// How long a file waits for its first second look, in seconds.
    static let firstLookAgain: TimeInterval = 30

    /// Looks through `files`; the scanner, where there is one, is asked outside any transaction. One that does not
    /// answer leaves the file in quarantine.
    ///
    /// Throws `invalid` at `/files` for what is no plain document or picture, for what is infected (audited), and for
    /// too many of them.
    func lookThrough(_ files: [SentFile], by principal: Principal) async throws -> [LookedThrough] {
        guard files.count <= AttachedFile.limit else {
            throw StationError.invalid([FieldProblem("/files", .tooMany(limit: AttachedFile.limit))])
        }
        var problems: [FieldProblem] = []
        var looked: [LookedThrough] = []
        for sent in files {
            do {
                looked.append(try await ask(try EvidenceFile(name: sent.name, bytes: sent.bytes), principal))
            } catch let problem as EvidenceProblem {
                problems.append(FieldProblem("/files", .attachment(FileName(sent.name).text, .unfit(problem))))
            } catch let infection as Infection {
                problems.append(FieldProblem("/files", .attachment(infection.name, .infected)))
            }
        }
        guard problems.isEmpty else { throw StationError.invalid(problems) }
        return looked
    }

    /// A scanner found something in a file.
    private struct Infection: Error {
        let name: String
    }

    private func ask(_ file: EvidenceFile, _ principal: Principal) async throws -> LookedThrough {
        guard let scanner else { return LookedThrough(file: file, standing: .unscanned, finding: nil) }
        let verdict: ScanVerdict
        do {
            verdict = try await scanner.scan(file.bytes)
        } catch let failure {
            return LookedThrough(file: file, standing: .waiting, finding: failure.description)
        }
        guard case .infected(let signature) = verdict else {
            return LookedThrough(file: file, standing: .clean, finding: nil)
        }
        let subject = "\(SHA256.hash(data: file.bytes).hexadecimal) \(file.name)"
        try await database.write { [self] tx in
            try audit("attachment.infected", subject, by: principal.account.login, result: signature.oneLine, tx)
        }
        throw Infection(name: file.name.text)
    }

    /// Stores files with the newest event of `ticket`, which is `action`; the caller's transaction makes them one.
    func attach(
        _ files: [LookedThrough], to ticket: Ticket, _ action: TicketActionKind, by principal: Principal,
        _ tx: borrowing StationTransaction
    ) throws {
        guard !files.isEmpty else { return }
        guard action.takesFiles else {
            throw StationError.invalid([FieldProblem("/files", .notOneOf([]))])
        }
        let there = try tx.attachments.attachments(of: ticket.number)
            .reduce(0) { $0 + ($1.standing == .infected ? 0 : $1.size) }
        guard there + files.reduce(0, { $0 + $1.file.bytes.count }) <= AttachedFile.quota else {
            throw StationError.invalid([FieldProblem("/files", .attachmentQuota(limit: AttachedFile.quota))])
        }
        let now = ambient.now()
        for looked in files {
            let isWaiting = looked.standing == .waiting
            let attachment = AttachedFile(
                id: ambient.newID(), ticket: ticket.number, sequence: ticket.version, action: action,
                name: looked.file.name.text, type: looked.file.kind, size: looked.file.bytes.count,
                sha256: SHA256.hash(data: looked.file.bytes).hexadecimal, uploadedBy: principal.account.id,
                uploadedAt: now, standing: looked.standing, finding: looked.finding, looks: isWaiting ? 1 : 0,
                lookAt: isWaiting ? now.addingTimeInterval(Self.firstLookAgain) : nil)
            try tx.attachments.add(attachment, looked.file.bytes)
            try audit(
                "attachment.add", "\(ticket.number) \(attachment.id)", by: principal.account.login,
                result: attachment.standing.rawValue, tx)
        }
    }
}
