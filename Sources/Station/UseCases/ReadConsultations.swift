import Casework
import Foundation
public import HealthCheck

/// On which side of a consultation somebody stands.
public enum ConsultationSide: Hashable, Sendable {
    case company
    case expert
}

/// A consultation in a list: nothing of what is shared.
public struct ConsultationRow: Sendable {
    public let consultation: Consultation
    public let company: String
    public let expert: String
    public let selfTest: LocalizedText
}

/// A consultation as one side sees it now.
public struct ConsultationView: Sendable {
    public let consultation: Consultation
    public let company: String
    public let expert: String
    public let side: ConsultationSide
    public let extract: SharedExtract
    /// Oldest first; for the company without what the expert keeps to himself.
    public let entries: [ConsultationEntry]
    /// Newest first; the company's side only.
    public let looks: [ConsultationLook]
}

extension Station {
    /// Those of a company, newest first; those of an expert with the ones that wait for him on top.
    public func consultations(by principal: Principal) async throws -> [ConsultationRow] {
        let side = try access.requireConsultations(principal)
        return try await database.read { tx in
            let found =
                switch side {
                case .company: try principal.company.map { try tx.consultations.consultations(of: $0) } ?? []
                case .expert: try tx.consultations.consultations(for: principal.account.id)
                }
            let ordered = side == .company ? found : found.filter(\.waits) + found.filter { !$0.waits }
            return try ordered.map { consultation in
                let profile = try tx.selfTests.profile(consultation.profile)?.profile
                let questionnaire = try profile.flatMap { profile in
                    try tx.selfTests.questionnaire(contentHash: profile.contentHash)
                }
                return ConsultationRow(
                    consultation: consultation,
                    company: try tx.companies.company(consultation.company)?.name ?? "",
                    expert: try tx.accounts.account(consultation.expert)?.displayName ?? "",
                    selfTest: questionnaire?.title ?? LocalizedText(zhHans: "", en: ""))
            }
        }
    }

    /// One consultation. That the expert opens what is shared is written down where the company sees it and in the audit
    /// trail, in the same transaction; withdrawn ones are not found by the expert.
    public func consultation(_ id: String, by principal: Principal) async throws -> ConsultationView {
        guard access.maySeeConsultations(principal, as: .expert) else {
            return try await database.read { [self] tx in try view(id, by: principal, tx) }
        }
        return try await database.write { [self] tx in
            let view = try view(id, by: principal, tx)
            guard view.side == .expert else { return view }
            try noteLook(at: id, file: nil, by: principal, tx)
            try audit("consultation.read", id, by: principal.account.login, tx)
            return view
        }
    }

    /// An evidence file among what a company shares in a consultation, as long as it does. That the expert takes it is
    /// written down, with the file's name, before he has it.
    ///
    /// Throws `notFound` for a file that does not belong to what is shared.
    public func sharedEvidence(
        _ id: String, in consultation: String, by principal: Principal
    ) async throws -> EvidenceContent {
        let record = try await database.write { [self] tx in
            let view = try view(consultation, by: principal, tx)
            guard let record = view.extract.items.flatMap(\.files).first(where: { $0.id == id }) else {
                throw StationError.notFound
            }
            if view.side == .expert {
                try noteLook(at: consultation, file: record.name, by: principal, tx)
                try audit("evidence.read", id, by: principal.account.login, tx)
            }
            return record
        }
        guard let bytes = try await database.read({ tx in try tx.evidence.bytes(id) }) else {
            throw StationError.notFound
        }
        return EvidenceContent(record: record, bytes: bytes)
    }

    private func noteLook(
        at consultation: String, file: String?, by principal: Principal, _ tx: borrowing StationTransaction
    ) throws {
        try tx.consultations.add(
            ConsultationLook(
                id: ambient.newID(), consultation: consultation, account: principal.account.id,
                accountName: principal.account.displayName, file: file, at: ambient.now()))
    }

    private func view(
        _ id: String, by principal: Principal, _ tx: borrowing StationTransaction
    ) throws -> ConsultationView {
        guard let consultation = try tx.consultations.consultation(id) else { throw StationError.notFound }
        let side = try access.side(of: consultation, principal)
        let entries = try tx.consultations.entries(of: id)
        return ConsultationView(
            consultation: consultation, company: try tx.companies.company(consultation.company)?.name ?? "",
            expert: try tx.accounts.account(consultation.expert)?.displayName ?? "", side: side,
            extract: try extract(
                consultation.share, ofProfile: consultation.profile, company: consultation.company, tx),
            entries: side == .company ? entries.filter(\.isForCompany) : entries,
            looks: side == .company ? try tx.consultations.looks(at: id) : [])
    }
}

extension Consultation {
    /// Whether the expert is to say something next.
    public var waits: Bool { state == .asked }

    /// Whether anything can still be said.
    public var isOpen: Bool { state == .asked || state == .answered }
}
