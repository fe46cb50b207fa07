import Foundation
import HealthCheck
import Station

/// A number, a share or a date to type.
struct QuestionMeasure {
    let field: String
    let typed: String
    let unit: String?
    let hint: String
    let isDate: Bool
    /// `date`, or `text` while what was typed is no date: a date field would drop it.
    let inputType: String
    let latest: String?
    let words: String
    let day: DayTexts?
    let measureTips: [TipRow]

    /// What a script needs to say the same while somebody picks a date.
    struct DayTexts {
        let today: String
        let past: String
        let now: String
        let left: String
        let over: String
        let direction: String
    }

    /// Nil for questions that are answered otherwise.
    init?(_ model: QuestionModel, _ wording: Wording) {
        let isSpecial = model.value == .unknown || model.value == .notApplicable
        let answer = model.value.flatMap { try? model.question.parse($0, in: model.context) }
        typed = isSpecial ? "" : model.value?.typed ?? ""
        measureTips = model.question.tips.compactMap { tip in
            switch tip.test {
            case .atLeast, .atMost: TipRow(tip, isShown: answer.map(tip.test.matches) ?? false, wording)
            case .oneOf, .noneOf: nil
            }
        }
        switch model.question.kind {
        case .number(let quantity, let unit):
            (isDate, field, inputType, latest, words, day) = (false, "number", "text", nil, "", nil)
            self.unit = unit[wording.language].nonEmpty
            hint = Self.range(quantity, wording)
        case .percent(let quantity):
            (isDate, field, inputType, latest, words, day) = (false, "number", "text", nil, "", nil)
            unit = "%"
            hint = Self.range(quantity, wording)
        case .date(_, let direction):
            (isDate, field, unit) = (true, "day", nil)
            inputType = typed.isEmpty || AnswerDay(typed) != nil ? "date" : "text"
            latest = direction == .past ? model.context.day.description : nil
            hint = wording.say("question.day-\(direction.rawValue)-hint")
            words = AnswerDay(typed).map { wording.words($0, direction, today: model.context.day) } ?? ""
            day = DayTexts(
                today: model.context.day.description, past: wording.say("question.day-past"),
                now: wording.say("question.day-today"), left: wording.say("question.day-left"),
                over: wording.say("question.day-over"), direction: direction.rawValue)
        case .yesNo, .single, .multiple, .destinations, .text, .file: return nil
        }
    }

    private static func range(_ quantity: Quantity, _ wording: Wording) -> String {
        wording.say(
            "question.range",
            ["minimum": NumberText.plain(quantity.minimum), "maximum": NumberText.plain(quantity.maximum)])
    }
}

extension Wording {
    /// A day, and how far it lies from `today`: `2026年1月1日，距今 325 天`.
    func words(_ day: AnswerDay, _ direction: TimeDirection, today: AnswerDay) -> String {
        let ahead = today.days(to: day)
        let key: String
        switch direction {
        case .past where ahead > 0: return dates.fullDay(day.start)
        case _ where ahead == 0: key = "today"
        case .past: key = "past"
        case .future: key = ahead > 0 ? "left" : "over"
        }
        return say("question.day-\(key)", ["date": dates.fullDay(day.start), "days": "\(abs(ahead))"])
    }
}

/// A free text.
struct QuestionWriting {
    let written: String
    let limit: Int
    let limitText: String
    /// The same with `{count}` open, for a script.
    let limitTemplate: String

    init?(_ model: QuestionModel, _ wording: Wording) {
        guard case .text(let limit) = model.question.kind else { return nil }
        written = model.value?.typed ?? ""
        self.limit = limit
        limitTemplate = wording.say("question.text-limit", ["limit": "\(limit)"])
        limitText = wording.say("question.text-limit", ["limit": "\(limit)", "count": "\(written.count)"])
    }
}

/// Evidence beside a question.
struct QuestionEvidence {
    let files: [FileRow]
    let hasFiles: Bool
    let limits: String
    let accept: String
    let takesMore: Bool
    let full: String

    struct FileRow {
        let id: String
        let name: String
        let meta: String
        let href: String
        let isRemoving: Bool
        let removeText: String
        let removeLabel: String
    }

    init?(_ model: QuestionModel, _ wording: Wording) {
        guard case .file = model.question.kind else { return nil }
        files = model.files.map { file in
            FileRow(
                id: file.id, name: file.name, meta: file.meta(wording),
                href: "/evidence/\(file.id)", isRemoving: file.id == model.removing,
                removeText: wording.say("evidence.remove-question", ["name": file.name]),
                removeLabel: wording.say("evidence.remove-label", ["name": file.name]))
        }
        hasFiles = !files.isEmpty
        takesMore = files.count < Question.fileLimit
        limits = wording.say("evidence.limits", ["count": "\(Question.fileLimit)", "size": "20", "all": "100"])
        full = wording.say("evidence.full", ["count": "\(Question.fileLimit)"])
        accept = ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"
    }
}

extension EvidenceRecord {
    /// `PDF、120 KB、11月24日 17:30`
    func meta(_ wording: Wording) -> String {
        [type.uppercased(), EvidenceMessages.size(size), wording.dates.moment(uploadedAt)]
            .joined(separator: wording.say("list.comma"))
    }
}
