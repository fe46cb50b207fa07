import Casework
import Foundation

/// What a round of questions about files in quarantine came to.
public struct QuarantineRound: Hashable, Sendable {
    /// Files that came out of it, clean or gone.
    public let settled: Int
    /// Why the scanner gave no answer; nil where it answered or was not asked.
    public let failure: ScanFailure?
}

extension Station {
    /// Files asked about in one round.
    private static let round = 20
    /// How long a round may take before somebody else asks about the same files, in seconds.
    private static let roundLength: TimeInterval = 600
    /// The longest wait between two looks, in seconds.
    private static let longestWait: TimeInterval = 3600

    /// Asks the scanner again about files in quarantine that are due.
    ///
    /// A scanner that does not answer puts all of the round off, each longer than the last time.
    public func lookAtWaitingFiles() async throws -> QuarantineRound {
        guard let scanner else { return QuarantineRound(settled: 0, failure: nil) }
        let now = ambient.now()
        let claimed = try await database.write { tx in
            try tx.attachments.claimWaiting(at: now, until: now.addingTimeInterval(Self.roundLength), limit: Self.round)
        }
        var settled = 0
        var failure: ScanFailure?
        for attachment in claimed {
            guard failure == nil, let bytes = try await database.read({ try $0.attachments.bytes(attachment.id) })
            else {
                try await putOff(attachment, failure)
                continue
            }
            do {
                try await settle(attachment, try await scanner.scan(bytes))
                settled += 1
            } catch let silence as ScanFailure {
                failure = silence
                try await putOff(attachment, silence)
            }
        }
        return QuarantineRound(settled: settled, failure: failure)
    }

    private func putOff(_ attachment: AttachedFile, _ failure: ScanFailure?) async throws {
        var next = attachment
        next.looks += failure == nil ? 0 : 1
        next.finding = failure?.description ?? attachment.finding
        let wait = Self.firstLookAgain * pow(2, Double(min(next.looks, 20)))
        next.lookAt = ambient.now().addingTimeInterval(min(Self.longestWait, wait))
        try await database.write { [next] tx in _ = try tx.attachments.settle(next) }
    }

    private func settle(_ attachment: AttachedFile, _ verdict: ScanVerdict) async throws {
        var next = attachment
        next.looks += 1
        next.lookAt = nil
        switch verdict {
        case .clean: (next.standing, next.finding) = (.clean, nil)
        case .infected(let signature): (next.standing, next.finding) = (.infected, signature.oneLine)
        }
        try await database.write { [self, next] tx in
            guard try tx.attachments.settle(next) else { return }
            try audit(
                next.standing == .infected ? "attachment.infected" : "attachment.cleared",
                "\(next.ticket) \(next.id)", by: "system", result: next.finding ?? "ok", tx)
            guard next.standing == .infected, let ticket = try tx.tickets.ticket(next.ticket) else { return }
            var context = NoticeWriter.Context(
                company: try tx.companies.company(ticket.filing.company), path: "/tickets/\(next.ticket)")
            context.ticket = ticket
            context.sequence = next.sequence
            context.reason = next.name
            try NoticeWriter(station: self).write([Notice(.fileRefused, to: .person(next.uploadedBy))], context, tx)
        }
    }
}
