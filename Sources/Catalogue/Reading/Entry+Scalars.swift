import Casework
import Yams

extension Entry {
    /// The scalar's own text, whatever YAML would make of it: an unquoted `yes` stays “yes”. Nil if empty or no scalar.
    func text() -> String? {
        guard let text = scalar() else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            error("“\(name)” is empty", zh: "“\(zhName)”是空的")
            return nil
        }
        return text
    }

    /// Lower-case ASCII words joined by hyphens.
    func identifier() -> String? {
        guard let text = text() else { return nil }
        let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isGood = words.allSatisfy { word in
            !word.isEmpty
                && word.allSatisfy {
                    UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                }
        }
        guard isGood, text.utf8.count <= 64 else {
            error(
                "“\(text)” is no id", hint: "lower-case letters, digits and hyphens, at most 64", zh: "“\(text)”不能作标识",
                zhHint: "用小写字母、数字和连字符，最多 64 个")
            return nil
        }
        return text
    }

    /// A plain decimal number inside `range`.
    func number(in range: ClosedRange<Double>) -> Double? {
        guard let text = scalar() else { return nil }
        guard isPlain, let number = Self.decimal(text) else {
            error(
                "“\(name)” must be a number, not “\(text)”", hint: isPlain ? nil : "write it without quotes",
                zh: "“\(zhName)”应当是数字，不能是“\(text)”", zhHint: isPlain ? nil : "不要加引号")
            return nil
        }
        guard range.contains(number) else {
            let (least, most) = (range.lowerBound.plain, range.upperBound.plain)
            error(
                "“\(name)” must be from \(least) to \(most), not \(text)",
                zh: "“\(zhName)”应当在 \(least) 到 \(most) 之间，不能是 \(text)")
            return nil
        }
        return number
    }

    /// A number greater than nought.
    func weight() -> Double? {
        guard let number = number(in: -1_000_000...1_000_000) else { return nil }
        guard number > 0 else {
            error("“\(name)” must be greater than 0", zh: "“\(zhName)”应当大于 0")
            return nil
        }
        return number
    }

    /// A whole number inside `range`.
    func whole(in range: ClosedRange<Int>) -> Int? {
        guard let number = number(in: Double(range.lowerBound)...Double(range.upperBound)) else { return nil }
        guard let whole = Int(exactly: number) else {
            error("“\(name)” must be a whole number", zh: "“\(zhName)”应当是整数")
            return nil
        }
        return whole
    }

    /// `true` or `false`.
    func flag() -> Bool? {
        switch scalar() {
        case nil: return nil
        case "true": return true
        case "false": return false
        case let text?:
            error(
                "“\(name)” must be true or false, not “\(text)”", zh: "“\(zhName)”只能是 true 或 false，不能是“\(text)”")
            return nil
        }
    }

    /// A day written `2026-11-24`.
    func day() -> CivilDay? {
        guard let text = text() else { return nil }
        guard let day = CivilDay(text), day.description == text else {
            error(
                "“\(text)” is no day of the calendar", hint: "write it as 2026-11-24", zh: "没有“\(text)”这一天",
                zhHint: "写成 2026-11-24 这样")
            return nil
        }
        return day
    }

    /// One of a few words.
    func word(of words: [String]) -> String? {
        guard let text = text() else { return nil }
        guard words.contains(text) else {
            error(
                "“\(name)” cannot be “\(text)”",
                hint: Spelling.hint(for: text, among: words) ?? "allowed: \(Spelling.list(words))",
                zh: "“\(zhName)”不能是“\(text)”",
                zhHint: Spelling.zhHint(for: text, among: words) ?? "可以写：\(Spelling.zhList(words))")
            return nil
        }
        return text
    }

    /// One case of an enumeration of words.
    func word<Word: RawRepresentable<String> & CaseIterable>(of type: Word.Type) -> Word? {
        word(of: Word.allCases.map(\.rawValue)).flatMap(Word.init)
    }

    /// Whether it is written without quotes and not as a block.
    var isPlain: Bool {
        if case .scalar(let scalar) = node { scalar.style == .plain || scalar.style == .any } else { false }
    }

    private func scalar() -> String? {
        guard case .scalar(let scalar) = node else {
            error("“\(name)” must be a single value", zh: "“\(zhName)”应当是单独一个值")
            return nil
        }
        return isPlain && ["null", "~"].contains(scalar.string) ? "" : scalar.string
    }

    /// Digits with an optional sign and point; nothing that only YAML or C would read as a number.
    static func decimal(_ text: String) -> Double? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let isGood =
            text.utf8.count <= 18
            && parts.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            }
        return isGood ? Double(text) : nil
    }
}

extension Double {
    /// As people write it: 5, not 5.0.
    var plain: String { Int(exactly: self).map(String.init) ?? String(self) }
}
