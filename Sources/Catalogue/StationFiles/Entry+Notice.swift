import Casework
import HealthCheck
import Station
import Yams

extension Entry {
    /// Whom a message can be meant for.
    static let audiences = ["company", "lead", "assisting", "desk", "managers", "expert"]

    /// One message; `file` is its name without `.yaml`, which must be `<kind>.<audience>`.
    func notice(file: String) -> NoticeTemplate? {
        guard let fields = fields(required: ["kind", "audience", "subject", "body"]) else { return nil }
        let kind = fields["kind"]?.word(of: Notice.Kind.self)
        let audience = fields["audience"]?.word(of: Self.audiences)
        if let kind, let audience, "\(kind.rawValue).\(audience)" != file {
            fields["kind"]?.error(
                "the message \(kind.rawValue).\(audience) stands in the file \(file).yaml", hint: "rename one of them")
        }
        let subject = fields["subject"]?.template()
        let body = fields["body"]?.template()
        guard let kind, let audience, let subject, let body else { return nil }
        return NoticeTemplate(kind: kind, audience: audience, subject: subject, body: body)
    }

    private func template() -> LocalizedText? {
        guard let text = localized() else { return nil }
        let fields = anyFields()
        for language in Language.allCases {
            fields?[language.rawValue]?.checkPlaceholders(in: text[language])
        }
        return text
    }

    private func checkPlaceholders(in text: String) {
        let (names, isBalanced) = Placeholders.names(in: text)
        if !isBalanced { error("“\(name)” has a brace without its partner", hint: "a variable is written {number}") }
        for variable in Set(names).subtracting(NoticeTemplate.variables).sorted() {
            proof.error(
                "unknown variable {\(variable)}", at: placeInBlock(of: "{\(variable)}"),
                hint: Spelling.hint(for: variable, among: NoticeTemplate.variables)
                    ?? "known: \(Spelling.list(NoticeTemplate.variables.sorted()))")
        }
    }

    /// Where `phrase` stands in the file, looked for from this value on; the value's own place if it is not found.
    private func placeInBlock(of phrase: String) -> Place {
        for number in place.line..<place.line + 200 {
            guard let line = source.line(number) else { break }
            if let range = line.firstRange(of: phrase) {
                return Place(
                    file: source.path, line: number,
                    column: line.unicodeScalars.distance(from: line.startIndex, to: range.lowerBound) + 1)
            }
        }
        return place
    }
}

/// The `{names}` in a text.
enum Placeholders {
    /// In the order they stand, and whether every brace has its partner.
    static func names(in text: String) -> (names: [String], isBalanced: Bool) {
        var names: [String] = []
        var open: String.Index?
        var isBalanced = true
        for index in text.indices {
            switch (text[index], open) {
            case ("{", nil): open = text.index(after: index)
            case ("}", let start?):
                names.append(String(text[start..<index]))
                open = nil
            case ("{", _), ("}", nil): isBalanced = false
            default: break
            }
        }
        return (names, isBalanced && open == nil)
    }
}
