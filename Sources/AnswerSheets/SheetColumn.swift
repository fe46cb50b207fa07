/// The columns of the table of questions, in their order.
enum SheetColumn: String, CaseIterable {
    case id, dimension, question, how, answer, note

    /// Its heading's key among the interface strings.
    var key: String { "sheet.column-\(rawValue)" }

    /// In characters.
    var width: Double {
        switch self {
        case .id: 22
        case .dimension: 16
        case .question: 44
        case .how: 46
        case .answer: 34
        case .note: 24
        }
    }
}

/// What a sheet says of itself, a row each: name and value.
enum SheetFact: String, CaseIterable {
    case selfTest, version, contentHash, company, answeredOn

    /// Its name's key among the interface strings.
    var key: String { "sheet.fact-\(rawValue)" }

    /// Whether whoever fills the sheet may write it.
    var isInput: Bool { self == .company || self == .answeredOn }
}
