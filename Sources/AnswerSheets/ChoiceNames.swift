import Foundation
import HealthCheck

/// What the choices of one question are called, made comparable once: ids, and labels in every language.
struct ChoiceNames {
    /// Ids by name; where two choices share a name, an id comes before a label and the first choice before the next.
    private let ids: [String: String]

    init(_ choices: [Choice]) {
        let labels = choices.flatMap { choice in
            Language.allCases.map { (SheetWords.plain(choice.label[$0]), choice.id) }
        }
        ids = Dictionary(
            (choices.map { (SheetWords.plain($0.id), $0.id) } + labels).filter { !$0.0.isEmpty },
            uniquingKeysWith: { first, _ in first })
    }

    /// The choice that `typed` names; nil for none.
    subscript(_ typed: String) -> String? { ids[SheetWords.plain(typed)] }

    /// The choice that the longest stretch of parts from the first one on names, and how many parts that takes.
    ///
    /// Looks no further than some name goes on, so a cell of a thousand parts costs as many short looks.
    func longest(_ parts: some Sequence<CellPart>) -> (id: String, count: Int)? {
        var stretch = ""
        var found: (id: String, count: Int)?
        for (before, part) in parts.enumerated() {
            stretch += (before == 0 ? "" : part.lead) + part.plain
            guard ids.keys.contains(where: { $0.utf8.starts(with: stretch.utf8) }) else { break }
            if let id = ids[stretch] { found = (id, before + 1) }
        }
        return found
    }
}

/// One of several answers in a cell.
struct CellPart {
    /// As it stands in the cell, without blanks around it.
    let typed: String
    /// The same made comparable; never empty.
    let plain: String
    /// The separators in front, made comparable: they belong to a label that has some itself.
    let lead: String

    /// The parts of `cell`, parted by semicolons, bars and line breaks; blank ones are left out.
    static func parts(of cell: String) -> [CellPart] {
        var parts: [CellPart] = []
        var lead = ""
        var typed = ""
        func close() {
            let plain = SheetWords.plain(typed)
            defer { typed = "" }
            guard !plain.isEmpty else { return }
            parts.append(
                CellPart(
                    typed: typed.trimmingCharacters(in: .whitespacesAndNewlines), plain: plain,
                    lead: SheetWords.plain(lead)))
            lead = ""
        }
        for character in cell {
            if character.isNewline || "；;|".contains(character) {
                close()
                lead.append(character)
            } else {
                typed.append(character)
            }
        }
        close()
        return parts
    }
}
