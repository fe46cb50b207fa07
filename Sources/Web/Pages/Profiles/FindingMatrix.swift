import HealthCheck

/// Likelihood × impact with the findings in their cells; levels are looked up, never multiplied.
struct FindingMatrix {
    /// Likelihood, least likely first.
    let columns: [String]
    /// Impact, gravest first.
    let rows: [Row]

    struct Row {
        let title: String
        let cells: [Cell]
    }

    struct Cell {
        /// `low` … `severe`, for the shade.
        let level: String
        let word: String
        /// How likely, for where no head stands above the cell.
        let likelihood: String
        let findings: [Finding]
        let isEmpty: Bool
    }

    struct Finding {
        let href: String
        let number: String
        let question: String
    }

    /// Nil for versions that have no table.
    init?(_ explained: ExplainedDimensions, _ sheet: AnswerSheet, _ wording: Wording) {
        guard let table = explained.questionnaire.findings else { return nil }
        let link = WhyLink(profile: explained.profile)
        let numbers = QuestionNumbers(explained.questionnaire)
        var placed: [Place: [Finding]] = [:]
        for (dimension, line) in explained.dimensions {
            for fact in line.facts {
                guard let risk = fact.risk, let question = explained.questionnaire.question(fact.question),
                    let answer = sheet.answers[fact.question],
                    question.findings(of: answer).contains(where: { $0.advice != nil || $0.redLine != nil })
                else { continue }
                placed[Place(likelihood: Likelihood(risk: risk), impact: question.impact), default: []].append(
                    Finding(
                        href: link.href(question.id, in: dimension.id), number: numbers[question.id],
                        question: question.text[wording.language]))
            }
        }
        columns = Likelihood.allCases.map { wording.say("likelihood.\($0.rawValue)") }
        rows = Impact.allCases.reversed().map { impact in
            Row(
                title: wording.say("impact.\(impact.rawValue)"),
                cells: Likelihood.allCases.map { likelihood in
                    let level = table.level(likelihood: likelihood, impact: impact)
                    let findings = placed[Place(likelihood: likelihood, impact: impact)] ?? []
                    return Cell(
                        level: level.rawValue, word: wording.say("level.\(level.rawValue)"),
                        likelihood: wording.say("likelihood.\(likelihood.rawValue)"), findings: findings,
                        isEmpty: findings.isEmpty)
                })
        }
    }

    private struct Place: Hashable {
        let likelihood: Likelihood
        let impact: Impact
    }
}
