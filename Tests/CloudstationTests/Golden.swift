import Foundation
import Samples
import Testing

/// Compares with the file of this name in `Golden/`; `RECORD=1` writes it instead.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = CommandLine.root.appendingPathComponent("Tests/CloudstationTests/Golden/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try Data(text.utf8).write(to: file)
        return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    let difference = text.split(separator: "\n", omittingEmptySubsequences: false)
        .difference(from: expected.split(separator: "\n", omittingEmptySubsequences: false))
    let changes = difference.map { change in
        switch change {
        case .insert(let line, let text, _): "\(line + 1) + \(text)"
        case .remove(let line, let text, _): "\(line + 1) - \(text)"
        }
    }
    #expect(changes.isEmpty, "\(name) differs:\n\(changes.joined(separator: "\n"))", sourceLocation: sourceLocation)
}
