import Casework
import Foundation
import HealthCheck
import Station

/// What is shared for a consultation, as the company sees it before it agrees and the expert ever after.
struct ExtractBox {
    let title: String
    let facts: String
    let summary: Summary?
    let items: [Item]
    let hasItems: Bool

    struct Summary {
        let grade: GradeChip
        let score: String?
        let facts: String
        let rows: [Row]
    }

    struct Row {
        let title: String
        let score: String
        let grade: GradeChip
    }

    struct Item {
        let dimension: String
        let question: String
        let answer: String
        let findings: [Found]
        let files: [String]
        let hasFiles: Bool
    }

    struct Found {
        let redLine: String?
        let meaning: String?
        let advice: String?
    }

    init(_ extract: SharedExtract, _ wording: Wording) {
        let language = wording.language
        title = extract.selfTest[language]
        facts = wording.say(
            "consult.extract-facts",
            ["date": wording.dates.fullDay(extract.issuedAt), "version": extract.version])
        summary = extract.summary.map { Summary($0, wording) }
        items = extract.items.map { Item($0, wording) }
        hasItems = !items.isEmpty
    }
}

extension ExtractBox.Summary {
    init(_ summary: SharedExtract.Summary, _ wording: Wording) {
        let card = summary.card
        grade = wording.grade(summary.grade)
        score = card.score.map(NumberText.score)
        facts = wording.say("consult.extract-completeness", ["percent": "\(card.completeness)"])
        rows = zip(card.dimensions, summary.dimensions).map { score, title in
            ExtractBox.Row(
                title: title[wording.language], score: score.valueText(wording), grade: wording.grade(score.grade))
        }
    }
}

extension ExtractBox.Item {
    init(_ item: SharedExtract.Item, _ wording: Wording) {
        let language = wording.language
        dimension = item.dimension[language]
        question = item.question.text[language]
        answer =
            item.files.isEmpty
            ? AnswerText(wording: wording).text(item.answer, item.question)
            : wording.say("consult.extract-files", ["count": "\(item.files.count)"])
        findings = item.findings.compactMap { finding in
            let meaning = finding.redLine?.meaning ?? finding.advice?.meaning
            guard finding.redLine != nil || finding.advice != nil else { return nil }
            return ExtractBox.Found(
                redLine: finding.redLine?.title[language], meaning: meaning?[language],
                advice: finding.advice?.text[language])
        }
        files = item.files
        hasFiles = !item.files.isEmpty
    }
}
