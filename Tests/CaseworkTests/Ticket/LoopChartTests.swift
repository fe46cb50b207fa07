import Casework
import Testing

/// The diagram is drawn from the table, and the table is what tickets do.
@Suite("The loop drawn")
struct LoopChartTests {
    @Test("every arrow of the diagram is walked by some ticket, and no ticket walks another")
    func arrows() throws {
        let report = try Explorer(followsPapers: true).explore(depth: 6)
        var drawn: Set<Explorer.Arrow> = []
        for action in TicketActionKind.allCases {
            for from in TicketState.allCases {
                for to in ActionTable.targets(of: action, in: from) {
                    drawn.insert(Explorer.Arrow(action: action, from: from, to: to))
                }
            }
        }
        let missing = drawn.subtracting(report.arrows)
            .filter { $0.action != .notePart }.map { "\($0.action) \($0.from) → \($0.to)" }.sorted()
        #expect(missing == [], "drawn and never walked")
        #expect(report.arrows.subtracting(drawn).isEmpty, "walked and not drawn")
    }

    @Test("the three formats name every state and every action that moves a ticket")
    func formats() {
        for format in LoopChart.Format.allCases {
            let text = LoopChart.text(format)
            for state in TicketState.allCases { #expect(text.contains(state.rawValue), "\(format)") }
        }
        #expect(LoopChart.text(.mermaid).contains("    transferred --> submitted: sendBack (L), recall (D)\n"))
        #expect(LoopChart.text(.dot).hasPrefix("digraph loop {"))
        #expect(LoopChart.text(.table).contains("| overrule | – | – | DM | DM | – | – | – | – | – |"))
    }
}
