/// Tells the telephone numbers that a text calls so from what may be somebody's tax number.
///
/// The shape alone is not enough: tax and identity numbers of several countries have eleven digits and may begin with 1.
enum PhoneNumbers {
    /// Whether `digits`, standing right after `before`, are a mainland telephone number, and the clause they end calls
    /// them one and speaks of no document.
    static func isCalledOne(_ digits: String, after before: String) -> Bool {
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        if before.hasSuffix("+"), digits.hasPrefix("86") { return isMobile(digits.dropFirst(2)) && isAllowed(before) }
        guard isMobile(digits[...]) || isLandline(digits) else { return false }
        let clause = clause(before)
        return isAllowed(before) && words.contains { clause.hasSuffix($0) }
    }

    private static func isMobile(_ digits: Substring) -> Bool {
        let second = digits.dropFirst().first
        return digits.count == 11 && digits.first == "1" && second.map { $0 >= "3" } == true
    }

    /// With its area code, or a service number.
    private static func isLandline(_ digits: String) -> Bool {
        digits.hasPrefix("0") && (10...12).contains(digits.count)
            || ["400", "800"].contains(where: digits.hasPrefix) && digits.count == 10
    }

    private static func isAllowed(_ before: String) -> Bool {
        let clause = clause(before)
        return !documents.contains { clause.contains($0) }
    }

    /// What stands before the number in its clause, in lower case, without the colon or blank at its end.
    private static func clause(_ before: String) -> String {
        let clause = before.reversed().prefix { !breaks.contains($0) && !$0.isNewline }
        let trimmed = clause.drop { $0.isWhitespace || ":：+".contains($0) }
        return String(trimmed.reversed()).lowercased()
    }

    private static let breaks = "，。；！？,;!?"
    private static let words = [
        "电话", "手机", "手机号", "手机号码", "电话号码", "致电", "拨打", "回电", "来电", "座机", "热线", "tel", "tel.", "phone",
        "phone number", "mobile", "call", "+86",
    ]
    private static let documents = [
        "身份", "护照", "证件", "证号", "通行证", "税", "信用代码", "passport", "identity", "tax", "id card", "permit",
    ]
}
