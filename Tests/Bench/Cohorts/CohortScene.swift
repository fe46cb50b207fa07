import Casework
import Foundation
import HealthCheck
import Station
import Storage

/// A district's companies with their answers, written as fast as the store takes them.
struct CohortScene {
    private let catalogue: StationCatalogue
    private let companies: Int
    private let submissions: Int
    /// How many different sheets there are of each self-test; companies take turns.
    private static let variety = 60
    /// Companies written in one transaction.
    private static let batch = 250
    private static let sizes = ["small", "medium", "large"]

    init(_ catalogue: StationCatalogue, companies: Int, submissions: Int) {
        self.catalogue = catalogue
        self.companies = companies
        self.submissions = submissions
    }

    func fill(_ file: String) async throws {
        let store = try SQLiteStation(path: file)
        let tests = catalogue.fullSelfTests
        let sheets = tests.map { test in (0..<Self.variety).map { answers(test, seed: UInt64($0 + 1)) } }
        let now = Date()
        for start in stride(from: 0, to: companies, by: Self.batch) {
            let range = start..<min(companies, start + Self.batch)
            try await store.write { [submissions] tx in
                for test in tests { try tx.selfTests.keep(test) }
                for index in range {
                    let company = try Self.company(index)
                    try tx.companies.save(company)
                    for turn in 0..<submissions {
                        let test = tests[turn % tests.count]
                        let at = now.addingTimeInterval(-Double((index % 300) + 1) * 86_400 - Double(turn))
                        let submission = Submission(
                            id: "s-\(index)-\(turn)", company: company.code, selfTest: test.id, version: test.version,
                            contentHash: test.contentHash, method: test.method,
                            answers: sheets[turn % tests.count][(index + turn) % Self.variety],
                            consent: Consent(shareWithOfficers: false, openTickets: false), submittedBy: "bench",
                            submittedAt: at)
                        try tx.selfTests.add(submission)
                    }
                }
            }
        }
        await store.close()
    }

    /// The `index`th company, spread over industries and sizes.
    static func company(_ index: Int) throws -> Company {
        let digits = String(index)
        let prefix = "91310115MA" + String(repeating: "0", count: 7 - digits.count) + digits
        guard
            let code = "0123456789ABCDEFGHJKLMNPQRTUWXY".lazy.compactMap({ try? CreditCode(prefix + String($0)) }).first
        else { throw StoreError.damaged("no check character fits \(prefix)") }
        let industries = Company.industries
        return Company(
            code: code, name: "虚构第\(index)公司", industry: industries[index % industries.count],
            size: sizes[index / industries.count % sizes.count], contactName: "张三", contactPhone: "",
            contactEmail: "a\(index)@example.com", language: .zhHans)
    }

    /// Something of everything to every choice that is asked.
    func answers(_ test: Questionnaire, seed: UInt64) -> [String: AnswerValue] {
        var chance = SplitMix64(seed: seed)
        var answers: [String: AnswerValue] = [:]
        for question in test.questions {
            switch question.kind {
            case .yesNo, .single:
                answers[question.id] = question.kind.choices.randomElement(using: &chance).map { .text($0.id) }
            case .multiple(let choices, _):
                answers[question.id] = choices.randomElement(using: &chance).map { .list([$0.id]) }
            case .number(let quantity, _), .percent(let quantity):
                answers[question.id] = .number(
                    Double.random(in: quantity.minimum...quantity.maximum, using: &chance).rounded())
            case .date, .destinations, .text, .file: break
            }
        }
        let context = catalogue.context(at: Date())
        let asked = AnswerSheet(fitting: answers, for: test, in: context).answers
        return answers.filter { asked[$0.key] != nil }
    }
}
