import AnswerSheets
import Foundation
import HealthCheck
import Station

/// A questionnaire for proofreading: every question with its conditions, answers, risks, tips, advice and basis.
struct ProofPage {
    let title: String
    let purpose: String
    let facts: String
    let parts: [Part]

    struct Part {
        let title: String
        let facts: String
        let questions: [Item]
    }

    struct Item {
        let number: String
        let id: String
        let text: String
        let facts: String
        let condition: String?
        let help: String?
        let example: String?
        let why: String
        let choices: [Line]
        let hasChoices: Bool
        let tips: [Line]
        let hasTips: Bool
        let basis: [BasisLine]
    }

    /// An answer, or a range of values, with what it brings.
    struct Line {
        let label: String
        let risk: String?
        let redLine: String?
        let meaning: String?
        let advice: String?
        let matter: String?
    }

    init(_ questionnaire: Questionnaire, _ wording: Wording) {
        let language = wording.language
        title = questionnaire.title[language]
        purpose = questionnaire.purpose[language]
        facts = wording.say(
            "preview.test-facts",
            [
                "version": questionnaire.version, "method": questionnaire.method.rawValue,
                "count": "\(questionnaire.questions.count)", "minutes": "\(questionnaire.minutes)",
            ])
        let maker = ProofMaker(questionnaire: questionnaire, wording: wording)
        parts = questionnaire.dimensions.enumerated().map { place, dimension in
            Part(
                title: dimension.title[language],
                facts: wording.say(
                    "preview.part-facts",
                    [
                        "weight": NumberText.plain(dimension.weight), "matter": wording.matter(dimension.matter),
                        "combine": dimension.combine.rawValue,
                    ]),
                questions: dimension.questions.enumerated().map { index, question in
                    maker.item(question, number: "\(place + 1).\(index + 1)")
                })
        }
    }
}

/// Makes the lines of one questionnaire.
struct ProofMaker {
    let questionnaire: Questionnaire
    let wording: Wording

    private var language: Language { wording.language }

    func item(_ question: Question, number: String) -> ProofPage.Item {
        let words = SheetWords(wording.locales, language)
        let choices = lines(question)
        let tips = question.tips.map { tip in
            line(label(tip.test, question), advice: tip.text[language], severity: tip.severity)
        }
        return ProofPage.Item(
            number: number, id: question.id, text: question.text[language], facts: facts(question),
            condition: question.visibleWhen.map { ConditionText(words, questionnaire).text($0) },
            help: question.help?[language], example: question.example?[language], why: question.why[language],
            choices: choices, hasChoices: !choices.isEmpty, tips: tips, hasTips: !tips.isEmpty,
            basis: question.basis.map { BasisLine($0, wording) })
    }

    private func facts(_ question: Question) -> String {
        var parts = [question.kind.name]
        if question.kind.isScored {
            parts.append(wording.say("preview.weight", ["weight": NumberText.plain(question.weight)]))
            parts.append(wording.say("preview.impact", ["impact": "\(question.impact.rawValue)"]))
        }
        if let factor = question.factor { parts.append(factor.rawValue) }
        if let risk = question.unknownRisk {
            parts.append(wording.say("preview.unknown", ["risk": NumberText.plain(risk)]))
        }
        if question.allowsNotApplicable { parts.append(wording.say("question.not-applicable-short")) }
        return parts.joined(separator: " · ")
    }

    private func lines(_ question: Question) -> [ProofPage.Line] {
        switch question.kind {
        case .yesNo, .single, .multiple(_, .worst):
            return question.kind.choices.map { finding($0.label[language], $0.risk, $0.finding) }
        case .multiple(let choices, .coverage):
            return choices.map { choice in
                finding(
                    wording.say(
                        "preview.safeguard",
                        ["label": choice.label[language], "weight": NumberText.plain(choice.weight)]),
                    nil, choice.finding)
            }
        case .number(let quantity, _), .percent(let quantity), .date(let quantity, _):
            let points = quantity.curve.points.map {
                line(NumberText.plain($0.value), risk: $0.risk, advice: nil)
            }
            return points
                + quantity.findings.map { finding(bound($0.bound), nil, $0.finding) }
        case .destinations, .text, .file: return []
        }
    }

    private func bound(_ bound: QuantityFinding.Bound) -> String {
        switch bound {
        case .atLeast(let least): "≥ \(NumberText.plain(least))"
        case .atMost(let most): "≤ \(NumberText.plain(most))"
        }
    }

    private func label(_ test: AnswerTest, _ question: Question) -> String {
        func labels(_ ids: Set<String>) -> String {
            question.kind.choices.filter { ids.contains($0.id) }.map { $0.label[language] }.joined(separator: " / ")
        }
        return switch test {
        case .oneOf(let ids): labels(ids)
        case .noneOf(let ids): "≠ \(labels(ids))"
        case .atLeast(let least): "≥ \(NumberText.plain(least))"
        case .atMost(let most): "≤ \(NumberText.plain(most))"
        }
    }

    private func finding(_ label: String, _ risk: Double?, _ finding: Finding) -> ProofPage.Line {
        ProofPage.Line(
            label: label, risk: risk.map(NumberText.plain),
            redLine: finding.redLine.map { "▲\($0.cap.rawValue) \($0.title[language])：\($0.meaning[language])" },
            meaning: finding.advice?.meaning?[language], advice: finding.advice?.text[language],
            matter: finding.advice?.matter.map(wording.matter))
    }

    private func line(
        _ label: String, risk: Double? = nil, advice: String?, severity: Tip.Severity? = nil
    ) -> ProofPage.Line {
        ProofPage.Line(
            label: label, risk: risk.map(NumberText.plain), redLine: nil,
            meaning: severity.map { wording.say("preview.tip-\($0.rawValue)") }, advice: advice, matter: nil)
    }
}
