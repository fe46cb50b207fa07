import Casework
import Foundation
import HealthCheck
import Station

/// The first company's self-tests: better at tax than a year ago, when the version before was asked, and one red line among
/// its people abroad.
extension DemoFirstCompany {
    /// Two profiles of each of two self-tests, oldest first.
    mutating func profiles() throws -> [DemoProfile] {
        let calendar = catalogue.policy.calendar
        let aYearAgo = calendar.date(workingMinutes: 100_000, before: now)
        let halfAYearAgo = calendar.date(workingMinutes: 50_000, before: now)
        let runs: [(String, Date, Double, UInt64, [String: AnswerValue])] = [
            ("tax", aYearAgo, 2.6, 11, [:]),
            ("tax", calendar.date(workingMinutes: 4_300, before: now), 1.0, 12, [:]),
            ("staff", aYearAgo.addingTimeInterval(1_500), 3.4, 13, ["dispatch-ways": .list(["none"])]),
            ("staff", newestAt, 1.1, 14, ["dispatch-ways": .list(["visitor-cover"])]),
        ]
        var profiles: [DemoProfile] = []
        for (id, date, carelessness, seed, fixed) in runs {
            // The first time it was the version before this one: a trend across a change of method.
            let past = date < halfAYearAgo ? catalogue.pastVersions[id]?.last : nil
            guard let questionnaire = past ?? catalogue.selfTest(id) else { continue }
            let context = catalogue.context(at: date)
            var answers = DemoAnswers(
                carelessness: carelessness, mayCrossRedLines: false, chance: DemoChance(seed: seed))
            var fixed = fixed
            for question in questionnaire.questions {
                guard case .destinations(let table) = question.kind else { continue }
                fixed[question.id] = Self.destinations(table)
            }
            let known = fixed.filter { questionnaire.question($0.key) != nil }
            profiles.append(
                DemoProfile(
                    answers.all(questionnaire, in: context).merging(known) { $1 }, questionnaire, by: company,
                    at: date, in: context, opensTickets: id == Self.selfTestWithRedLine, chance: &chance))
        }
        return profiles
    }

    /// Where the company does business, with the columns that are asked for.
    private static func destinations(_ table: DestinationTable) -> AnswerValue {
        let rows: [(String, Double, Double)] = [("VNM", 38, 14), ("DEU", 22, 3), ("MEX", 15, 6)]
        return .rows(
            rows.map { country, share, staff in
                var row: [String: AnswerValue] = ["country": .text(country)]
                if table.columns.contains(.revenueShare) { row["revenueShare"] = .number(share) }
                if table.columns.contains(.staff) { row["staff"] = .number(staff) }
                return row
            })
    }

    /// The third self-test, begun yesterday: the first nine questions.
    mutating func draft() -> Draft? {
        guard let questionnaire = catalogue.selfTest(Self.draftedSelfTest) else { return nil }
        var answers = DemoAnswers(carelessness: 1.4, mayCrossRedLines: false, chance: DemoChance(seed: 15))
        let all = answers.all(questionnaire, in: catalogue.context(at: now))
        let begun = Set(questionnaire.questions.prefix(9).map(\.id))
        return Draft(
            company: company.code, selfTest: questionnaire.id, answers: all.filter { begun.contains($0.key) },
            questionnaireVersion: questionnaire.version, version: 3,
            updatedAt: catalogue.policy.calendar.date(workingMinutes: 400, before: now))
    }
}
