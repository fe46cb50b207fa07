import Casework
import Foundation
import HealthCheck
import Station

/// A small self-test with one answer, and the profile it comes to: what plans, consultations and reminders hang on.
enum IssuedProfile {
    static func text(_ text: String) -> LocalizedText { LocalizedText(zhHans: text, en: "en \(text)") }

    static let context = AnswerContext(day: AnswerDay(start: Fixtures.monday), countries: .empty)

    static func questionnaire(_ id: String = "tax") -> Questionnaire {
        let question = Question(
            id: "q", text: text("问"), why: text("因"), basis: [], allowsNotApplicable: true, unknownRisk: 8,
            kind: .yesNo(
                yes: Choice(id: "yes", label: text("是"), risk: 10), no: Choice(id: "no", label: text("否"), risk: 0)))
        return Questionnaire(
            id: id, version: "1", contentHash: "hash-\(id)", method: .worstDominates1, title: text("税"),
            purpose: text("目的"), minutes: 5, papers: [],
            dimensions: [
                Dimension(
                    id: "d", title: text("维度"), chartLabel: text("维"), weight: 1, matter: "TX01", questions: [question])
            ])
    }

    /// Stores company `index` with a profile `id` of `selfTest`.
    @discardableResult
    static func store(
        _ id: String, company index: Int, selfTest: String = "tax", at seconds: Double = 0,
        in tx: borrowing StationTransaction
    ) throws -> ProfileRecord {
        let company = try Fixtures.company(index)
        let questionnaire = questionnaire(selfTest)
        let submission = Submission(
            id: "s-\(id)", company: company.code, selfTest: selfTest, version: "1",
            contentHash: questionnaire.contentHash, method: .worstDominates1, answers: ["q": .text("yes")],
            consent: Consent(shareWithOfficers: true, openTickets: false), submittedBy: "1",
            submittedAt: Fixtures.after(seconds))
        let record = ProfileRecord(
            id: id, submission: submission.id, company: company.code,
            profile: Profile(try AnswerSheet(["q": .text("yes")], for: questionnaire, in: context)), isShared: true,
            issuedAt: Fixtures.after(seconds))
        try tx.companies.save(company)
        try tx.selfTests.keep(questionnaire)
        try tx.selfTests.add(submission)
        try tx.selfTests.add(record)
        return record
    }
}
