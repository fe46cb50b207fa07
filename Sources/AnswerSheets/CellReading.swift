import Foundation
import HealthCheck
import Spreadsheet

/// A cell as an answer, however it was typed: labels or ids in either language, full-width digits, percent signs, days
/// as text or as a spreadsheet's own. What cannot be understood stays as it was typed, for the questionnaire to refuse.
struct CellReading {
    let words: SheetWords

    /// The value in a cell that holds something; nil for blanks. Texts beyond `longest` are cut: no answer is so long.
    func value(_ cell: SheetValue, for question: Question) -> AnswerValue? {
        // Cut first: what follows compares it in many ways.
        let typed = cut(cell.text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard !typed.isEmpty else { return nil }
        let names = ChoiceNames(question.kind.choices)
        if question.kind.isScored, let state = words.state(typed), names[typed] == nil { return state }
        switch question.kind {
        case .yesNo: return .text(yesOrNo(cell, typed, names) ?? typed)
        case .single: return .text(names[typed] ?? typed)
        case .multiple: return .list(chosen(typed, names))
        case .number(_, let unit):
            return number(cell, units: Language.allCases.map { unit[$0] }).map { .number($0) } ?? .text(typed)
        case .percent: return percent(cell).map { .number($0) } ?? .text(typed)
        case .date: return .text(AnswerDay(typed: typed)?.description ?? typed)
        case .text: return .text(cut(cell.text ?? typed))
        case .destinations, .file: return nil
        }
    }

    private func yesOrNo(_ cell: SheetValue, _ typed: String, _ names: ChoiceNames) -> String? {
        if let id = names[typed] { return id }
        if case .boolean(let flag) = cell { return flag ? "yes" : "no" }
        return switch SheetWords.plain(typed) {
        case "yes", "y", "true", "是", "有", "对": "yes"
        case "no", "n", "false", "否", "不是", "没有", "无": "no"
        default: nil
        }
    }

    /// The choices that `typed` names, in its order; a part that names none stays as typed. Labels may hold the
    /// separator themselves, so the longest stretch that is a label is taken each time.
    func chosen(_ typed: String, _ names: ChoiceNames) -> [String] {
        var parts = CellPart.parts(of: typed)[...]
        var ids: [String] = []
        while let part = parts.first {
            let found = names.longest(parts)
            if let found {
                if !ids.contains(found.id) { ids.append(found.id) }
            } else {
                ids += commaSeparated(part.typed, names) ?? [part.typed]
            }
            parts = parts.dropFirst(found?.count ?? 1)
        }
        return ids
    }

    /// Commas part answers too, where every piece is one.
    private func commaSeparated(_ part: String, _ names: ChoiceNames) -> [String]? {
        let ids = part.split { ",，、".contains($0) }.map { names[String($0)] }
        return ids.count > 1 && !ids.contains(nil) ? ids.compactMap { $0 } : nil
    }

    /// A number, also with full-width digits, separators between thousands, or its unit behind it.
    func number(_ cell: SheetValue, units: [String] = []) -> Double? {
        if case .number(let number) = cell { return number }
        guard case .text(let text) = cell else { return nil }
        var typed = SheetWords.plain(cut(text))
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
