/// One thing that was looked at, and what was found, in a sentence.
public struct StoreFinding: Codable, Hashable, Sendable {
    /// How it stands.
    public enum Level: String, Codable, Hashable, Sendable {
        case ok
        /// Works, but somebody should know.
        case warn
        case fail
    }

    public let level: Level
    /// What was looked at, in a word or two, the same in every run.
    public let subject: String
    public let text: String

    public init(_ level: Level, _ subject: String, _ text: String) {
        self.level = level
        self.subject = subject
        self.text = text
    }
}

extension [StoreFinding] {
    /// The first of each subject's findings; what is left out is counted in one more.
    func shortened(to limit: Int = 20) -> [StoreFinding] {
        var counts: [String: Int] = [:]
        var result: [StoreFinding] = []
        for finding in self {
            counts[finding.subject, default: 0] += 1
            if counts[finding.subject, default: 0] <= limit { result.append(finding) }
        }
        for (subject, count) in counts.sorted(by: { $0.key < $1.key }) where count > limit {
            let level: StoreFinding.Level = contains { $0.subject == subject && $0.level == .fail } ? .fail : .warn
            result.append(StoreFinding(level, subject, "\(count - limit) more of the same kind."))
        }
        return result
    }
}
