public import Foundation
import HealthCheck

/// An evidence file with its content, for whoever may read it.
public struct EvidenceContent: Sendable {
    public let record: EvidenceRecord
    public let bytes: Data
}

extension Station {
    /// A file's content, for its own company, and for officers who may read a profile that rests on it; theirs is audited.
    public func evidenceContent(_ id: String, by principal: Principal) async throws -> EvidenceContent {
        let found = try await database.read { [self] tx in
            guard let record = try tx.evidence.evidence(id) else { throw StationError.notFound }
            let profiles = principal.company == nil ? try profiles(on: record, tx) : []
            try access.requireReading(record, under: profiles, principal)
            guard let bytes = try tx.evidence.bytes(id) else { throw StationError.notFound }
            return EvidenceContent(record: record, bytes: bytes)
        }
        if principal.company == nil {
            try await database.write { [self] tx in
                try audit("evidence.read", id, by: principal.account.login, tx)
            }
        }
        return found
    }

    /// The profiles that rest on a file.
    private func profiles(
        on record: EvidenceRecord, _ tx: borrowing StationTransaction
    ) throws -> [ProfileRecord] {
        var found: [ProfileRecord] = []
        let all = try tx.selfTests.profiles(
            of: record.company, selfTest: record.selfTest, sharedOnly: false, limit: .max)
        for profile in all {
            let submission = try tx.selfTests.submission(profile.submission)
            // Under whatever name that version asked for it.
            if submission?.answers.values.contains(where: { $0.files.contains(record.id) }) == true {
                found.append(profile)
            }
        }
        return found
    }
}
