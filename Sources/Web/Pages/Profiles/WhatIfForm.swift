import Foundation
import HealthCheck

/// What-if answers as they stand in an address: `q-<question>=…`; empty for a field that was left empty.
///
/// Nothing of it is stored: the address is all there is, so it can be bookmarked, sent and gone back to.
struct WhatIfForm {
    private let fields: [String: [String]]
    /// Most characters of an address that are looked at.
    private static let limit = 16_384

    init(query: String?) {
        var fields: [String: [String]] = [:]
        for pair in FormPair.all(in: (query ?? "").prefix(Self.limit)) {
            fields[pair.name ?? "", default: []].append(pair.value ?? "")
        }
        self.fields = fields
    }

    /// Whether the address says anything of this question.
    func names(_ question: Question) -> Bool {
        fields[Self.name(question)] != nil || fields[Self.special(question)] != nil
    }

    /// The answer typed, nil where the field was left empty or is not there.
    func value(_ question: Question, stored: AnswerValue?) -> AnswerValue? {
        var stored = stored
        // As the form sends it: in the order of the boxes.
        if case .list(let ids)? = stored { stored = .list(question.kind.choices.map(\.id).filter(ids.contains)) }
        let given = fields[Self.name(question)] ?? []
        let name =
            switch question.kind {
            case .multiple: "answers[]"
            case .number, .percent: "number"
            case .date: "day"
            default: "answer"
            }
        var pairs = given.filter { !$0.isEmpty }.map { (name: name, value: $0) }
        if let special = fields[Self.special(question)]?.first?.nonEmpty { pairs.append(("special", special)) }
        return AnswerForm(fields: FormFields(pairs)).value(for: question, stored: stored, .empty)
    }

    /// `value` as the part of an address that says it.
    static func fields(_ value: AnswerValue?, _ question: Question) -> [String] {
        let texts: [String] =
            switch value {
            case .text(let text)?: [text]
            case .number(let number)?: [NumberText.plain(number)]
            case .list(let list)?: list
            case .rows?, nil: []
            }
        return texts.map { text in
            "\(name(question))=" + (text.addingPercentEncoding(withAllowedCharacters: .urlQueryValue) ?? "")
        }
    }

    static func name(_ question: Question) -> String { "q-\(question.id)" }

    /// Beside a number, a date or boxes: the two answers that are not typed.
    static func special(_ question: Question) -> String { "s-\(question.id)" }
}

extension CharacterSet {
    /// What may stand in an address's value as it is.
    fileprivate static let urlQueryValue = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
