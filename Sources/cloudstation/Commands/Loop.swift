import ArgumentParser
import Casework

/// Draws the state machine of tickets from its own table.
struct Loop: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw what may happen to a ticket: the state machine's own table as a diagram.")

    @Option(
        help: "mermaid, dot or table.",
        transform: { text in
            guard let format = LoopChart.Format(rawValue: text) else {
                throw ValidationError("“\(text)” is not mermaid, dot or table.")
            }
            return format
        })
    var format: LoopChart.Format = .mermaid

    func run() { print(LoopChart.text(format), terminator: "") }
}
