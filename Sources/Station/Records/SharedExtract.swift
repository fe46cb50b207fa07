public import Foundation
public import HealthCheck

/// What of an issued profile an expert is shown; nothing else of it leaves the company.
///
/// Made anew from the stored submission whenever somebody opens it, so that no second copy of the answers exists.
public struct SharedExtract: Hashable, Sendable {
    public let selfTest: LocalizedText
    public let version: String
    public let issuedAt: Date
    /// Nil where only one question is shared.
    public let summary: Summary?
    /// The questions with their answers: the one that is shared, or all in which something was found or a file was
    /// given.
    public let items: [Item]

    /// How the whole profile came out.
    public struct Summary: Hashable, Sendable {
        public let grade: Grade?
        public let card: Scorecard
        public let dimensions: [LocalizedText]
    }

    /// One question as it was asked and answered.
    public struct Item: Hashable, Sendable {
        public let dimension: LocalizedText
        public let question: Question
        public let answer: AnswerValue?
        /// Those with advice or a red line; an answer that is fine has none.
        public let findings: [Finding]
        /// The evidence files given as the answer.
        public let files: [EvidenceRecord]
    }
}

extension SharedExtract {
    /// The part of a profile that `share` names; nil where it names a question that was not asked or not answered.
    ///
    /// - Parameter evidence: an evidence file by its id; nil where it is gone.
    init?(
        _ share: Consultation.Share, of record: ProfileRecord, _ sheet: AnswerSheet,
        _ answers: [String: AnswerValue], evidence: (String) throws -> EvidenceRecord?
    ) rethrows {
        let questionnaire = sheet.questionnaire
        selfTest = questionnaire.title
        version = questionnaire.version
        issuedAt = record.issuedAt
        var items: [Item] = []
        for dimension in questionnaire.dimensions {
            for question in dimension.questions {
                guard let answer = sheet.answers[question.id] else { continue }
                let findings = question.findings(of: answer).filter { $0.advice != nil || $0.redLine != nil }
                var files: [EvidenceRecord] = []
                if case .files(let ids) = answer { files = try ids.compactMap(evidence) }
                switch share {
                case .wholeProfile: if findings.isEmpty, files.isEmpty { continue }
                case .question(let id): if id != question.id { continue }
                }
                items.append(
                    Item(
                        dimension: dimension.title, question: question, answer: answers[question.id],
                        findings: findings, files: files))
            }
        }
        self.items = items
        switch share {
        case .wholeProfile:
            let card = record.profile.card
            summary = Summary(
                grade: record.profile.grade, card: card,
                dimensions: card.dimensions.map { score in
                    questionnaire.dimension(score.id)?.title ?? LocalizedText(zhHans: score.id, en: score.id)
                })
        case .question:
            guard !items.isEmpty else { return nil }
            summary = nil
        }
    }
}
