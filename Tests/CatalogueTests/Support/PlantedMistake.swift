import Testing

/// One change of a file, and what the loader must say to it.
struct PlantedMistake: CustomTestStringConvertible, Sendable {
    let file: String
    let old: String
    let new: String
    /// Further changes of the same file.
    let also: [(old: String, new: String)]
    /// Whether every `old` is replaced, not only the first.
    let isEverywhere: Bool
    /// A text on the line that must be named, in the changed file.
    let at: String
    /// How many lines below `at` the mistake stands.
    let lineAfter: Int
    let message: String
    let severity: String

    init(
        _ file: String, _ old: String, _ new: String, everywhere: Bool = false,
        also: [(old: String, new: String)] = [], at: String? = nil, lineAfter: Int = 0, says message: String,
        severity: String = "error"
    ) {
        self.file = file
        self.old = old
        self.new = new
        isEverywhere = everywhere
        self.also = also
        self.at = at ?? new
        self.lineAfter = lineAfter
        self.message = message
        self.severity = severity
    }

    var testDescription: String { "\(file): \(message)" }
}
