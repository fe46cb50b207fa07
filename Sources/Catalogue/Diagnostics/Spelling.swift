/// Guesses what a misspelt word was meant to be.
enum Spelling {
    /// “did you mean …?”, or nil when nothing is near enough to be worth saying.
    static func hint(for word: String, among candidates: some Collection<String>) -> String? {
        nearest(to: word, among: candidates).map { "did you mean “\($0)”?" }
    }

    /// The same in Chinese.
    static func zhHint(for word: String, among candidates: some Collection<String>) -> String? {
        nearest(to: word, among: candidates).map { "是不是想写“\($0)”？" }
    }

    private static func nearest(to word: String, among candidates: some Collection<String>) -> String? {
        guard word.count <= 64 else { return nil }
        let limit = max(1, min(3, word.count / 2))
        return candidates.lazy
            .map { (distance: distance(word.lowercased(), $0.lowercased()), word: $0) }
            .filter { $0.distance <= limit }
            .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
    }

    /// Letters to insert, delete or replace to turn one word into the other (Levenshtein).
    static func distance(_ from: String, _ to: String) -> Int {
        let target = Array(to)
        var row = Array(0...target.count)
        for (index, letter) in from.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in target.indices {
                let cost = min(diagonal + (letter == target[column] ? 0 : 1), row[column] + 1, row[column + 1] + 1)
                diagonal = row[column + 1]
                row[column + 1] = cost
            }
        }
        return row[target.count]
    }

    /// `a, b or c`, for hints that list what is allowed.
    static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// The same in Chinese.
    static func zhList(_ words: [String]) -> String { words.joined(separator: "、") }
}
