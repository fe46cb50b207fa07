import HealthCheck
import Station

/// A self-test without scores: what a form needs, never the points per answer.
struct SelfTestJSON: Encodable {
    let id: String
    let version: String
    let contentHash: String
    /// `full`, or `first-look` for the short one that only proposes.
    let role: String
    let title: LocalizedText
    let purpose: LocalizedText
    let minutes: Int
    let dimensions: [DimensionJSON]?

    struct DimensionJSON: Encodable {
        let id: String
        let title: LocalizedText
        let questions: [QuestionJSON]
    }

    struct QuestionJSON: Encodable {
        let id: String
        let text: LocalizedText
        let help: LocalizedText?
        let example: LocalizedText?
        let why: LocalizedText
        let kind: String
        let choices: [ChoiceJSON]?
        let minimum: Double?
        let maximum: Double?
        let isWhole: Bool?
        let unit: LocalizedText?
        /// Of a date: `past` or `future`.
        let direction: String?
        /// Of a table: what is asked of each country, and which column weighs it.
        let columns: [String]?
        let exposure: String?
        let maximumRows: Int?
        /// Of a text, in characters.
        let maximumLength: Int?
        /// Of evidence.
        let maximumFiles: Int?
        let maximumFileBytes: Int?
        let isScored: Bool
        /// When it is asked; absent is always.
        let visibleWhen: ConditionJSON?
        let tips: [TipJSON]?
        let allowsUnknown: Bool
        let allowsNotApplicable: Bool
        let basis: [Basis]
    }

    struct ChoiceJSON: Encodable {
        let id: String
        let label: LocalizedText
    }

    init(_ questionnaire: Questionnaire, isWhole: Bool) {
        id = questionnaire.id
        version = questionnaire.version
        contentHash = questionnaire.contentHash
        role = questionnaire.role.rawValue
        title = questionnaire.title
        purpose = questionnaire.purpose
        minutes = questionnaire.minutes
        dimensions =
            isWhole
            ? questionnaire.dimensions.map { dimension in
                DimensionJSON(
                    id: dimension.id, title: dimension.title, questions: dimension.questions.map(QuestionJSON.init))
            } : nil
    }
}

extension SelfTestJSON.QuestionJSON {
    init(_ question: Question) {
        id = question.id
        text = question.text
        help = question.help
        example = question.example
        why = question.why
        kind = question.kind.name
        let offered = question.kind.choices
        choices = offered.isEmpty ? nil : offered.map { .init(id: $0.id, label: $0.label) }
        let number = question.kind.number
        minimum = number?.minimum
        maximum = number?.maximum
        isWhole = number?.isInteger
        if case .number(_, let unit) = question.kind { self.unit = unit } else { unit = nil }
        if case .date(_, let direction) = question.kind {
            self.direction = direction.rawValue
        } else {
            direction = nil
        }
        if case .destinations(let table) = question.kind {
            columns = table.columns.map(\.rawValue)
            exposure = table.exposure.rawValue
            maximumRows = DestinationTable.rowLimit
        } else {
            (columns, exposure, maximumRows) = (nil, nil, nil)
        }
        if case .text(let limit) = question.kind { maximumLength = limit } else { maximumLength = nil }
        if case .file = question.kind {
            (maximumFiles, maximumFileBytes) = (Question.fileLimit, EvidenceFile.maxBytes)
        } else {
            (maximumFiles, maximumFileBytes) = (nil, nil)
        }
        isScored = question.kind.isScored
        visibleWhen = question.visibleWhen.map(ConditionJSON.init)
        tips = question.tips.isEmpty ? nil : question.tips.map(TipJSON.init)
        allowsUnknown = question.unknownRisk != nil
        allowsNotApplicable = question.allowsNotApplicable
        basis = question.basis
    }
}

extension QuestionKind {
    /// The number asked for; a date's days are counted by the station and asked of nobody.
    fileprivate var number: Quantity? {
        switch self {
        case .number(let quantity, _), .percent(let quantity): quantity
        case .yesNo, .single, .multiple, .date, .destinations, .text, .file: nil
        }
    }
}
