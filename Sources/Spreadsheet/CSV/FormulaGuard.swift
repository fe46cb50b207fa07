/// Keeps spreadsheets from taking text out of a CSV file for a formula (OWASP, “CSV injection”).
enum FormulaGuard {
    /// Also in full width, as Chinese and Japanese input methods type them.
    private static let leads: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

    /// An apostrophe in front of a text that begins like a formula; `unguarded` gives the text back, whatever it was.
    static func guarded(_ text: String) -> String { isLike(text) ? "'" + text : text }

    /// Takes the apostrophe off again; other texts stay as they are.
    static func unguarded(_ text: String) -> String {
        guard text.utf8.first == 0x27, isLike(text) else { return text }
        return String(text.unicodeScalars.dropFirst())
    }

    /// Whether a formula begins, perhaps behind apostrophes.
    private static func isLike(_ text: String) -> Bool {
        text.unicodeScalars.first { $0 != "'" }.map(leads.contains) ?? false
    }
}
