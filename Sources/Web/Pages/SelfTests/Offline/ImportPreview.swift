import AnswerSheets
import Foundation
import HealthCheck
import Station

/// What an answer sheet would do to the draft, before anything is stored.
struct ImportPreview {
    let id: String
    let title: String
    let startHref: String
    let readText: String
    let isEmpty: Bool
    let olderText: String?
    let problems: [ProblemRow]
    let problemText: String?
    let dropped: [DroppedRow]
    let droppedText: String?
    let notAsked: [String]
    let notAskedText: String?
    let changes: [ChangeRow]
    let changeText: String?
    /// The answers as they will be stored, carried by the form: nothing is kept here meanwhile.
    let payload: String

    struct ProblemRow {
        let cell: String
        let question: String
        let typed: String
        let message: String
    }

    struct DroppedRow {
        let cell: String
        let question: String
        let reason: String?
    }

    struct ChangeRow {
        let question: String
        let before: String
        let after: String
    }

    init(_ file: AnswerFile, _ test: SelfTestOverview, _ wording: Wording) {
        let questionnaire = test.questionnaire
        let language = wording.language
        let texts = AnswerText(wording: wording)
        let before = test.draft?.answers ?? [:]
        func count(_ key: String, _ number: Int) -> String? {
            number == 0 ? nil : wording.say("import.\(key)", ["count": "\(number)"])
        }
        id = questionnaire.id
        title = questionnaire.title[language]
        startHref = "/self-tests/\(questionnaire.id)"
        isEmpty = file.answers.isEmpty
        readText =
            file.answers.isEmpty
            ? wording.say("import.none") : wording.say("import.read", ["count": "\(file.answers.count)"])
        olderText = file.isCarriedOver ? wording.say("import.older", ["version": file.version]) : nil
        let messages = SheetMessages(wording.station.catalogue, language)
        problems = file.problems.map {
            ProblemRow(
                cell: $0.place.description, question: questionnaire.question($0.question)?.text[language] ?? "",
                typed: $0.typed, message: messages.reason($0))
        }
        problemText = count("problems", problems.count)
        dropped = file.dropped.map {
            DroppedRow(cell: $0.place.description, question: $0.text[language], reason: $0.reason?[language])
        }
        droppedText = count("dropped", dropped.count)
        notAsked = file.notAsked.compactMap { questionnaire.question($0)?.text[language] }
        notAskedText = count("not-asked", notAsked.count)
        changes = questionnaire.questions.compactMap { question in
            guard let after = file.answers[question.id], after != before[question.id] else { return nil }
            return ChangeRow(
                question: question.text[language], before: texts.text(before[question.id], question),
                after: texts.text(after, question))
        }
        changeText = count("changes", changes.count)
        payload = StationJSON.text(file.answers)
    }
}
