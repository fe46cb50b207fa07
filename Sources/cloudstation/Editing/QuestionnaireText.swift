import Foundation

/// A questionnaire as its editor wrote it; changed by lines, so that comments and layout stay.
struct QuestionnaireText {
    private var lines: [Substring]

    init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

    var text: String { lines.joined(separator: "\n") }

    /// The value of the top-level key `version`, without quotes; nil where there is none.
    var version: String? {
        guard let line = index(of: "version").map({ lines[$0] }) else { return nil }
        return line.firstMatch(of: Self.versionLine).map { String($0.2) }
    }

    private static var versionLine: Regex<(Substring, Substring, Substring, Substring)> {
        /^(version:\s*)["']?([^"'#\s]+)["']?(.*)$/
    }

    /// Gives the questionnaire a new version and says that it replaces `old`; false if the text has no version.
    mutating func begin(_ version: String, replacing old: String) -> Bool {
        guard let place = index(of: "version"), let match = lines[place].firstMatch(of: Self.versionLine) else {
            return false
        }
        lines[place] = Substring("\(match.1)\"\(version)\"\(match.3)")
        if let start = index(of: "replaces") { lines.removeSubrange(start..<end(ofBlockAt: start)) }
        let target = index(of: "dimensions") ?? lines.count
        lines.insert(contentsOf: Self.stub(old), at: target)
        return true
    }

    /// What an editor fills in; the check says what is still missing.
    private static func stub(_ old: String) -> [Substring] {
        """
        replaces:                                 # how answers to the version before are carried over
          version: "\(old)"
          # renamed: { old-question: new-question }
          # removed: { old-question: { zh-Hans: 为什么不再问, en: Why it is asked no more } }
          # choices: { some-question: { old-choice: new-choice } }
        """.split(separator: "\n")
    }

    private func index(of key: String) -> Int? { lines.firstIndex { $0.hasPrefix("\(key):") } }

    /// The line after a top-level key's block: the next that is neither indented nor a remark of the block's own.
    private func end(ofBlockAt start: Int) -> Int {
        var end = start + 1
        while end < lines.count, lines[end].hasPrefix(" ") { end += 1 }
        return end
    }
}
