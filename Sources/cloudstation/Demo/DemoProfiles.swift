import Casework
import Foundation
import HealthCheck
import Station

/// One submitted self-test with its profile, before it is stored.
struct DemoProfile: Sendable {
    let sheet: AnswerSheet
    let submission: Submission
    let record: ProfileRecord

    var questionnaire: Questionnaire { sheet.questionnaire }

    /// The profile of `answers`, issued at `date`.
    init(
        _ answers: [String: AnswerValue], _ questionnaire: Questionnaire, by company: Company, at date: Date,
        in context: AnswerContext, opensTickets: Bool, chance: inout DemoChance
    ) {
        sheet = AnswerSheet(fitting: answers, for: questionnaire, in: context)
        let profile = Profile(sheet)
        let counting = sheet.answers
        submission = Submission(
            id: UUIDv7.make(at: date, random: chance.bytes(10)), company: company.code, selfTest: questionnaire.id,
            version: questionnaire.version, contentHash: questionnaire.contentHash, method: questionnaire.method,
            answers: answers.filter { counting[$0.key] != nil },
            consent: Consent(shareWithOfficers: true, openTickets: opensTickets),
            submittedBy: company.contactName, submittedAt: date)
        record = ProfileRecord(
            id: UUIDv7.make(at: date, random: chance.bytes(10)), submission: submission.id, company: company.code,
            profile: profile, isShared: true, issuedAt: date)
    }

    /// Stores it with its warnings; `tickets` gives the one that a warning became.
    func store(
        in tx: borrowing StationTransaction, chance: inout DemoChance,
        tickets: (Warning) -> TicketNumber? = { _ in nil }
    ) throws {
        try tx.selfTests.keep(questionnaire)
        try tx.selfTests.add(submission)
        try tx.selfTests.add(record)
        for warning in record.profile.warnings {
            try tx.selfTests.add(
                WarningRecord(
                    id: UUIDv7.make(at: record.issuedAt, random: chance.bytes(10)), profile: record.id,
                    company: record.company, warning: warning, ticket: tickets(warning)))
        }
    }
}

/// The profiles of all companies but the first two: one to three self-tests each over the past months.
struct DemoProfiles {
    let catalogue: StationCatalogue
    let companies: [Company]
    let now: Date
    var chance: DemoChance

    mutating func all() throws -> [DemoProfile] {
        var profiles: [DemoProfile] = []
        for (place, company) in companies.enumerated() {
            let carelessness = 1.1 + chance.between(0...1) * (company.size == "small" ? 4 : 2.6)
            for (test, questionnaire) in catalogue.fullSelfTests.enumerated() where takes(place, test) {
                var answers = DemoAnswers(
                    carelessness: carelessness, mayCrossRedLines: chance.happens(0.5),
                    chance: DemoChance(seed: chance.next()))
                let date = catalogue.policy.calendar.date(workingMinutes: chance.between(900...60_000), before: now)
                profiles.append(
                    DemoProfile(
                        answers.all(questionnaire, in: catalogue.context(at: date)), questionnaire, by: company,
                        at: date,
                        in: catalogue.context(at: date), opensTickets: false, chance: &chance))
            }
        }
        return profiles
    }

    /// Every company takes at least one, so that each industry is seen and small cells stay hidden.
    private func takes(_ place: Int, _ test: Int) -> Bool { (place + test) % 3 != 0 || place % 2 == 0 && test != 1 }
}
