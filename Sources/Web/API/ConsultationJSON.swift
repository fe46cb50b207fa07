import Casework
import Foundation
import HealthCheck
import Station

/// A consultation in a list.
struct ConsultationJSON: Encodable {
    let id: String
    let company: String
    let expert: String
    let profile: String
    /// Nil where the whole profile is shared.
    let sharedQuestion: String?
    let purpose: String
    let state: String
    let askedAt: String
    let endedAt: String?
    let version: Int

    init(_ consultation: Consultation, company: String, expert: String, _ dates: DateText) {
        id = consultation.id
        self.company = company
        self.expert = expert
        profile = consultation.profile
        if case .question(let question) = consultation.share { sharedQuestion = question } else { sharedQuestion = nil }
        purpose = consultation.purpose
        state = consultation.state.rawValue
        askedAt = dates.rfc3339(consultation.consentedAt)
        endedAt = consultation.endedAt.map(dates.rfc3339)
        version = consultation.version
    }
}

/// A consultation's thread with what is shared, as the caller's side sees it.
struct ConsultationThreadJSON: Encodable {
    let consultation: ConsultationJSON
    let question: String
    let extract: ExtractJSON
    let entries: [EntryJSON]
    let looks: [LookJSON]

    struct EntryJSON: Encodable {
        let id: String
        let author: String
        let at: String
        let text: String?
        let opinion: LegalOpinion?
        let forCompany: Bool
    }

    struct LookJSON: Encodable {
        let who: String
        let at: String
    }

    struct ExtractJSON: Encodable {
        let selfTest: LocalizedText
        let version: String
        let issuedAt: String
        let grade: String?
        let score: Double?
        let completeness: Int?
        let items: [ItemJSON]
    }

    struct ItemJSON: Encodable {
        let dimension: LocalizedText
        let question: String
        let text: LocalizedText
        let answer: AnswerValue?
        let files: [String]
        let redLines: [LocalizedText]
        let advice: [Advice]
    }

    init(_ view: ConsultationView, _ dates: DateText) {
        consultation = ConsultationJSON(view.consultation, company: view.company, expert: view.expert, dates)
        question = view.consultation.question
        let shared = view.extract
        extract = ExtractJSON(
            selfTest: shared.selfTest, version: shared.version, issuedAt: dates.rfc3339(shared.issuedAt),
            grade: shared.summary?.grade?.rawValue, score: shared.summary?.card.score,
            completeness: shared.summary?.card.completeness,
            items: shared.items.map { item in
                ItemJSON(
                    dimension: item.dimension, question: item.question.id, text: item.question.text,
                    answer: item.files.isEmpty ? item.answer : nil, files: item.files.map(\.name),
                    redLines: item.findings.compactMap(\.redLine?.title), advice: item.findings.compactMap(\.advice))
            })
        entries = view.entries.map { entry in
            EntryJSON(
                id: entry.id, author: entry.authorName, at: dates.rfc3339(entry.at), text: entry.body.nonEmpty,
                opinion: entry.opinion, forCompany: entry.isForCompany)
        }
        looks = view.looks.map { LookJSON(who: $0.accountName, at: dates.rfc3339($0.at)) }
    }
}
