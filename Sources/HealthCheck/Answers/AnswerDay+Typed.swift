import Foundation

extension AnswerDay {
    /// The day somebody typed: `2026-11-22`, `2026/11/22`, `2026.11.22` or `2026年11月22日`, also with full-width digits
    /// and single-digit months and days. Nil for everything else.
    public init?(typed: String) {
        let plain = typed.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace }
        let parts = plain.split { "-/.年月日".contains($0) }
        let separators = plain.filter { !$0.isNumber }
        guard ["--", "//", "..", "年月日", "年月"].contains(separators), parts.count == 3, parts[0].count == 4,
            parts.dropFirst().allSatisfy({ (1...2).contains($0.count) })
        else { return nil }
        let padded = parts.map { $0.count == 1 ? "0\($0)" : String($0) }
        self.init(padded.joined(separator: "-"))
    }
}
