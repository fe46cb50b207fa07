import Casework
import Foundation
import HealthCheck
import Station
import Testing

extension World {
    /// A credit code of the `index`th company of a cohort.
    static func cohortCode(_ index: Int) throws -> CreditCode {
        let digits = String(index)
        let prefix = "91310115MB" + String(repeating: "0", count: 7 - digits.count) + digits
        return try #require(
            "0123456789ABCDEFGHJKLMNPQRTUWXY".lazy.compactMap { try? CreditCode(prefix + String($0)) }.first)
    }

    /// Answers to every question asked: the safest of each, with the first `bad` choices at their riskiest.
    static func answers(_ questionnaire: Questionnaire, bad: Int) throws -> [String: AnswerValue] {
        let context = try catalogue.context(at: MovableClock.monday)
        var answers: [String: AnswerValue] = [:]
        var left = bad
        for question in questionnaire.questions {
            switch question.kind {
            case .yesNo, .single:
                let sorted = question.kind.choices.sorted { $0.risk < $1.risk }
                let choice = left > 0 ? sorted.last : sorted.first
                left -= 1
                answers[question.id] = choice.map { .text($0.id) }
            case .multiple(let choices, .coverage):
                answers[question.id] = .list(choices.filter { !$0.isExclusive }.map(\.id))
            case .multiple(let choices, .worst):
                answers[question.id] = choices.min { $0.risk < $1.risk }.map { .list([$0.id]) }
            case .number(let quantity, _), .percent(let quantity): answers[question.id] = .number(quantity.minimum)
            case .date, .destinations, .text, .file: break
            }
        }
        let asked = AnswerSheet(fitting: answers, for: questionnaire, in: context).answers
        return answers.filter { asked[$0.key] != nil }
    }

    /// Stores a company with one submission and its profile, as if it had come in at `date`.
    @discardableResult
    func join(
        _ index: Int, _ selfTest: String = "tax", industry: String = "trade", size: String = "small",
        group: String = "", bad: Int = 3, at date: Date = MovableClock.monday, version: Questionnaire? = nil,
        as code: CreditCode? = nil, isShared: Bool = true, answers given: [String: AnswerValue]? = nil
    ) async throws -> ProfileRecord {
        let questionnaire = try version ?? #require(try Self.catalogue.selfTest(selfTest))
        let code = try code ?? Self.cohortCode(index)
        let answers = try given ?? Self.answers(questionnaire, bad: bad)
        let sheet = AnswerSheet(fitting: answers, for: questionnaire, in: station.answerContext(at: date))
        let submission = Submission(
            id: station.ambient.newID(), company: code, selfTest: selfTest, version: questionnaire.version,
            contentHash: questionnaire.contentHash, method: questionnaire.method, answers: answers,
            consent: Consent(shareWithOfficers: isShared, openTickets: false), submittedBy: "tests", submittedAt: date)
        let record = ProfileRecord(
            id: station.ambient.newID(), submission: submission.id, company: code, profile: Profile(sheet),
            isShared: isShared, issuedAt: date)
        try await station.database.write { tx in
            try tx.companies.save(
                Company(
                    code: code, name: "虚构第 \(index) 公司", industry: industry, size: size, contactName: "张三",
                    contactPhone: "021-55500000", contactEmail: "c@company.example", language: .zhHans,
                    affiliation: group))
            try tx.selfTests.keep(questionnaire)
            try tx.selfTests.add(submission)
            try tx.selfTests.add(record)
        }
        return record
    }
}
