/// The state machine drawn from its own table, for the documentation.
public enum LoopChart {
    public enum Format: String, CaseIterable, Sendable {
        /// A `stateDiagram-v2` for Markdown pages.
        case mermaid
        /// For Graphviz.
        case dot
        /// Every action in every state, as a Markdown table.
        case table
    }

    private struct Arrow {
        let from: TicketState
        let to: TicketState
        let labels: [String]
    }

    public static func text(_ format: Format) -> String {
        switch format {
        case .mermaid: mermaid()
        case .dot: dot()
        case .table: table()
        }
    }

    /// Arrows between different states, in the order of the states.
    private static var arrows: [Arrow] {
        TicketState.allCases.flatMap { from in
            TicketState.allCases.filter { $0 != from }.compactMap { to in
                let labels = TicketActionKind.allCases
                    .filter { ActionTable.targets(of: $0, in: from).contains(to) }
                    .map { "\($0.rawValue) (\(letters($0, from)))" }
                return labels.isEmpty ? nil : Arrow(from: from, to: to, labels: labels)
            }
        }
    }

    /// C company, D desk, L lead, A assisting unit, M manager, K clock.
    private static func letters(_ action: TicketActionKind, _ state: TicketState) -> String {
        let roles = ActionTable.roles(for: action, in: state)
        return TicketRole.allCases.filter(roles.contains).map { role in
            switch role {
            case .company: "C"
            case .desk: "D"
            case .lead: "L"
            case .assisting: "A"
            case .manager: "M"
            case .clock: "K"
            }
        }.joined()
    }

    private static func mermaid() -> String {
        var lines = ["stateDiagram-v2", "    [*] --> submitted: file"]
        for arrow in arrows {
            lines.append("    \(arrow.from.rawValue) --> \(arrow.to.rawValue): \(arrow.labels.joined(separator: ", "))")
        }
        for state in TicketState.allCases where state.isEnded { lines.append("    \(state.rawValue) --> [*]") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func dot() -> String {
        var lines = ["digraph loop {", "    rankdir=LR;", "    node [shape=box];"]
        for state in TicketState.allCases where state.isEnded { lines.append("    \(state.rawValue) [peripheries=2];") }
        for arrow in arrows {
            let label = arrow.labels.joined(separator: "\\n")
            lines.append("    \(arrow.from.rawValue) -> \(arrow.to.rawValue) [label=\"\(label)\"];")
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    private static func table() -> String {
        let states = TicketState.allCases
        var lines = [
            "| action | \(states.map(\.rawValue).joined(separator: " | ")) |",
            "|---|\(states.map { _ in "---|" }.joined())",
        ]
        for action in TicketActionKind.allCases {
            let cells = states.map { state in
                let letters = letters(action, state)
                return letters.isEmpty ? "–" : letters
            }
            lines.append("| \(action.rawValue) | \(cells.joined(separator: " | ")) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
