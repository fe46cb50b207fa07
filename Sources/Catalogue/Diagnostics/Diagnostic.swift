/// One mistake in a file that an editor can open at the very place and mend.
public struct Diagnostic: Codable, Hashable, Sendable, CustomStringConvertible {
    /// How grave it is.
    public enum Severity: String, Codable, Hashable, Sendable {
        /// The catalogue cannot be used.
        case error
        /// The catalogue works, but somebody should look.
        case warning
    }

    /// Whether the catalogue can be used all the same.
    public let severity: Severity
    /// Path as an editor sees it: `Questionnaires/station/units.yaml`.
    public let file: String
    /// From 1.
    public let line: Int
    /// From 1, counted in Unicode scalars.
    public let column: Int
    /// What is wrong, in one line.
    public let message: String
    /// What to do about it, where that is not obvious.
    public let hint: String?
    /// The same in Chinese, where whoever mends it need not read English.
    public let chinese: Words?

    /// What is wrong and what to do, in one language.
    public struct Words: Codable, Hashable, Sendable {
        public let message: String
        public let hint: String?

        public init(message: String, hint: String?) {
            self.message = message
            self.hint = hint
        }
    }

    /// One mistake at one place.
    public init(
        severity: Severity, file: String, line: Int, column: Int, message: String, hint: String? = nil,
        chinese: Words? = nil
    ) {
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint
        self.chinese = chinese
    }

    /// `path:line:column: error: message`, with the Chinese words and the hint indented below.
    public var description: String {
        let head = "\(file):\(line):\(column): \(severity.rawValue): \(message)"
        let lines = [hint.map { "hint: \($0)" }, chinese?.message, chinese?.hint.map { "提示：\($0)" }]
        return ([head] + lines.compactMap(\.self).map { "    \($0)" }).joined(separator: "\n")
    }
}
