/// How a question is answered and how the answer becomes a risk.
public indirect enum QuestionKind: Codable, Hashable, Sendable {
    /// Exactly one of two; the choices have the ids `yes` and `no`.
    case yesNo(yes: Choice, no: Choice)
    /// Exactly one.
    case single([Choice])
    /// Any number; how the chosen ones count is the combination's business.
    case multiple([Choice], Combination)
    /// A number in a unit.
    case number(Quantity, unit: LocalizedText)
    /// A share in percent, 0…100.
    case percent(Quantity)
    /// A day; the quantity is the whole days since or until it.
    case date(Quantity, TimeDirection)
    /// Countries with their share of the company. Not scored: it weighs the country risk.
    case destinations(DestinationTable)
    /// A free text of at most so many characters. Not scored.
    case text(limit: Int)
    /// Evidence. Not scored.
    case file

    /// The choices offered, empty for everything else.
    public var choices: [Choice] {
        switch self {
        case .yesNo(let yes, let no): [yes, no]
        case .single(let choices), .multiple(let choices, _): choices
        case .number, .percent, .date, .destinations, .text, .file: []
        }
    }

    /// The quantity asked for: a number, a share, or the days of a date; nil for everything else.
    public var quantity: Quantity? {
        switch self {
        case .number(let quantity, _), .percent(let quantity), .date(let quantity, _): quantity
        case .yesNo, .single, .multiple, .destinations, .text, .file: nil
        }
    }

    /// Whether its answer is a fact with a risk; the others help people, and count in nothing.
    public var isScored: Bool {
        switch self {
        case .yesNo, .single, .multiple, .number, .percent, .date: true
        case .destinations, .text, .file: false
        }
    }

    /// The word an editor and the API know it by.
    public var name: String {
        switch self {
        case .yesNo: "yes-no"
        case .single: "single"
        case .multiple: "multiple"
        case .number: "number"
        case .percent: "percent"
        case .date: "date"
        case .destinations: "destinations"
        case .text: "text"
        case .file: "file"
        }
    }
}

/// Which way a date lies.
public enum TimeDirection: String, Codable, Hashable, Sendable, CaseIterable {
    /// Something that happened: its days count from then to now.
    case past
    /// Something that will end: its days count from now to then, 0 once it is over.
    case future
}

/// How several chosen answers make one risk.
public enum Combination: String, Codable, Hashable, Sendable {
    /// The chosen are things that went wrong: the worst of them counts, and each brings its advice.
    case worst
    /// The chosen are safeguards in place: the risk is the share that is missing, and each missing one brings its advice.
    case coverage
}
