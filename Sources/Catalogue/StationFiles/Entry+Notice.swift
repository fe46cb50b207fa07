import Casework
import HealthCheck
import Station
import Yams

extension Entry {
    /// Whom a message can be meant for.
    static let audiences = ["company", "lead", "assisting", "desk", "managers", "expert", "person"]

    /// One message; `file` is its name without `.yaml`, which must be `<kind>.<audience>`.
    func notice(file: String) -> NoticeTemplate? {
        guard let fields = fields(required: ["kind", "audience", "subject", "body"]) else { return nil }
        let kind = fields["kind"]?.word(of: Notice.Kind.self)
        let audience = fields["audience"]?.word(of: Self.audiences)
        if let kind, let audience, "\(kind.rawValue).\(audience)" != file {
            fields["kind"]?.error(
                "the message \(kind.rawValue).\(audience) stands in the file \(file).yaml", hint: "rename one of them")
        }
        let subject = fields["subject"]?.template(NoticeTemplate.variables)
        let body = fields["body"]?.template(NoticeTemplate.variables)
        guard let kind, let audience, let subject, let body else { return nil }
        return NoticeTemplate(kind: kind, audience: audience, subject: subject, body: body)
    }

    /// A text in both languages that names no other variables than `known`.
    func template(_ known: Set<String>) -> LocalizedText? {
        guard let text = localized() else { return nil }
        let fields = anyFields()
        for language in Language.allCases {
            fields?[language.rawValue]?.checkPlaceholders(in: text[language], known)
        }
        return text
    }

    private func checkPlaceholders(in text: String, _ known: Set<String>) {
        let (names, isBalanced) = Placeholders.names(in: text)
        if !isBalanced { error("“\(name)” has a brace without its partner", hint: "a variable is written {number}") }
        for variable in Set(names).subtracting(known).sorted() {
            proof.error(
                "unknown variable {\(variable)}", at: placeInBlock(of: "{\(variable)}"),
                hint: Spelling.hint(for: variable, among: known)
                    ?? "known: \(Spelling.list(known.sorted()))")
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
