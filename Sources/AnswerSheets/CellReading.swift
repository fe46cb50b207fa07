import Foundation
import HealthCheck
import Spreadsheet

/// A cell as an answer, however it was typed: labels or ids in either language, full-width digits, percent signs, days
/// as text or as a spreadsheet's own. What cannot be understood stays as it was typed, for the questionnaire to refuse.
struct CellReading {
    let words: SheetWords

    /// The value in a cell that holds something; nil for blanks. Texts beyond `longest` are cut: no answer is so long.
    func value(_ cell: SheetValue, for question: Question) -> AnswerValue? {
        let typed = (cell.text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard !typed.isEmpty else { return nil }
        if question.kind.isScored, let state = words.state(typed), choice(typed, question.kind.choices) == nil {
            return state
        }
        switch question.kind {
        case .yesNo: return .text(yesOrNo(cell, typed, question) ?? cut(typed))
        case .single: return .text(choice(typed, question.kind.choices) ?? cut(typed))
        case .multiple: return .list(chosen(typed, question.kind.choices).map(cut))
        case .number(_, let unit):
            return number(cell, units: Language.allCases.map { unit[$0] }).map { .number($0) } ?? .text(cut(typed))
        case .percent: return percent(cell).map { .number($0) } ?? .text(cut(typed))
        case .date: return .text(AnswerDay(typed: typed)?.description ?? cut(typed))
        case .text: return .text(cut(cell.text ?? typed))
        case .destinations, .file: return nil
        }
    }

    /// The choice that `typed` names by id or label; nil for none.
    func choice(_ typed: String, _ choices: [Choice]) -> String? {
        let wanted = SheetWords.plain(typed)
        if let choice = choices.first(where: { SheetWords.plain($0.id) == wanted }) { return choice.id }
        return choices.first { choice in
            Language.allCases.contains { SheetWords.plain(choice.label[$0]) == wanted }
        }?.id
    }

    private func yesOrNo(_ cell: SheetValue, _ typed: String, _ question: Question) -> String? {
        if let id = choice(typed, question.kind.choices) { return id }
        if case .boolean(let flag) = cell { return flag ? "yes" : "no" }
        return switch SheetWords.plain(typed) {
        case "yes", "y", "true", "是", "有", "对": "yes"
        case "no", "n", "false", "否", "不是", "没有", "无": "no"
        default: nil
        }
    }

    /// The choices that `typed` names, in its order; a part that names none stays as typed. Labels may hold the
    /// separator themselves, so the longest stretch that is a label is taken each time.
    func chosen(_ typed: String, _ choices: [Choice]) -> [String] {
        let parts = typed.split { "；;\n|".contains($0) }
        var ids: [String] = []
        var at = 0
        while at < parts.count {
            var end = parts.count
            var found: String?
            while end > at, found == nil {
                let stretch = typed[parts[at].startIndex..<parts[end - 1].endIndex]
                found = choice(String(stretch), choices)
                if found == nil { end -= 1 }
            }
            if let found {
                if !ids.contains(found) { ids.append(found) }
                at = end
            } else {
                let part = parts[at].trimmingCharacters(in: .whitespacesAndNewlines)
                if !part.isEmpty { ids += commaSeparated(part, choices) ?? [part] }
                at += 1
            }
        }
        return ids
    }

    /// Commas part answers too, where every piece is one.
    private func commaSeparated(_ part: String, _ choices: [Choice]) -> [String]? {
        let ids = part.split { ",，、".contains($0) }.map { choice(String($0), choices) }
        return ids.count > 1 && !ids.contains(nil) ? ids.compactMap { $0 } : nil
    }

    /// A number, also with full-width digits, separators between thousands, or its unit behind it.
    func number(_ cell: SheetValue, units: [String] = []) -> Double? {
        if case .number(let number) = cell { return number }
        guard case .text(let text) = cell else { return nil }
        var typed = SheetWords.plain(text)
        for unit in units.map(SheetWords.plain) where !unit.isEmpty && typed.hasSuffix(unit) {
            typed = String(typed.dropLast(unit.count))
            break
        }
        if typed.wholeMatch(of: /[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?/) != nil { typed = typed.replacing(",", with: "") }
        return SheetValue.text(typed).number
    }

    /// A share in percent: `35`, `35%`, `３５％`, or a cell that shows 0.35 as 35%.
    func percent(_ cell: SheetValue) -> Double? {
        if case .percent(let share) = cell { return (share * 1e12).rounded() / 1e10 }
        return number(cell, units: ["%"])
    }

    /// The longest text that is kept of a cell, in characters.
    static let longest = 2000

    private func cut(_ text: String) -> String { String(text.prefix(Self.longest)) }
}
