import Testing

/// One change of a file, and what the loader must say to it.
struct PlantedMistake: CustomTestStringConvertible, Sendable {
    let file: String
    let old: String
    let new: String
    /// A text on the line that must be named, in the changed file.
    let at: String
    let message: String
    let severity: String

    init(
        _ file: String, _ old: String, _ new: String, at: String? = nil, says message: String,
        severity: String = "error"
    ) {
        self.file = file
        self.old = old
        self.new = new
        self.at = at ?? new
        self.message = message
        self.severity = severity
    }

    var testDescription: String { "\(file): \(message)" }
}
