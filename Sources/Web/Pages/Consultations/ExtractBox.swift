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
        let files: [File]
        let hasFiles: Bool
    }

    struct File {
        let href: String
        let name: String
        let meta: String
    }

    struct Found {
        let redLine: String?
        let meaning: String?
        let advice: String?
    }

    /// - Parameter files: the address below which the reader takes the evidence files.
    init(_ extract: SharedExtract, files: String, _ wording: Wording) {
        let language = wording.language
        title = extract.selfTest[language]
        facts = wording.say(
            "consult.extract-facts",
            ["date": wording.dates.fullDay(extract.issuedAt), "version": extract.version])
        summary = extract.summary.map { Summary($0, wording) }
        items = extract.items.map { Item($0, files: files, wording) }
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
    init(_ item: SharedExtract.Item, files address: String, _ wording: Wording) {
        let language = wording.language
        dimension = item.dimension[language]
        question = item.question.text[language]
        answer =
            item.files.isEmpty
            ? AnswerText(wording: wording).text(item.answer, item.question)
            : wording.say("consult.extract-files", ["count": "\(item.files.count)"])
        findings = item.findings.map { finding in
            let meaning = finding.redLine?.meaning ?? finding.advice?.meaning
            return ExtractBox.Found(
                redLine: finding.redLine?.title[language], meaning: meaning?[language],
                advice: finding.advice?.text[language])
        }
        files = item.files.map {
            ExtractBox.File(href: "\(address)/\($0.id)", name: $0.name, meta: $0.meta(wording))
        }
        hasFiles = !item.files.isEmpty
    }
}
