import Catalogue
import Testing

@Suite("A planted mistake")
struct PlantedMistakeTests {
    @Test("in a self-test is reported at its line", arguments: PlantedMistake.inSelfTests)
    func selfTests(_ mistake: PlantedMistake) throws { try check(mistake) }

    @Test("in when a question is asked is reported at its line", arguments: PlantedMistake.inConditions)
    func conditions(_ mistake: PlantedMistake) throws { try check(mistake) }

    @Test("in what the second edition asks for is reported at its line", arguments: PlantedMistake.inSecondEdition)
    func secondEdition(_ mistake: PlantedMistake) throws { try check(mistake) }

    @Test("in how old answers are carried over is reported at “replaces”", arguments: PlantedMistake.inReplacements)
    func replacements(_ mistake: PlantedMistake) throws { try check(mistake) }

    @Test("in an example's answers is reported at the answer", arguments: PlantedMistake.inAnswers)
    func answers(_ mistake: PlantedMistake) throws { try check(mistake, runExamples: true) }

    @Test("in the station's files is reported at its line", arguments: PlantedMistake.inStation)
    func station(_ mistake: PlantedMistake) throws { try check(mistake) }

    @Test("in the calendar is reported at its line", arguments: PlantedMistake.inCalendar)
    func calendar(_ mistake: PlantedMistake) throws { try check(mistake) }

    @Test("in sites and in rules that approve is reported at its line", arguments: PlantedMistake.inVisits)
    func visits(_ mistake: PlantedMistake) throws { try check(mistake) }

    @Test("in a message is reported at its line", arguments: PlantedMistake.inNotices)
    func notices(_ mistake: PlantedMistake) throws { try check(mistake) }

    @Test("in what an example expects is reported at the expected value", arguments: PlantedMistake.inExamples)
    func examples(_ mistake: PlantedMistake) throws { try check(mistake, runExamples: true) }

    private func check(_ mistake: PlantedMistake, runExamples: Bool = false) throws {
        let workspace = try Workspace()
        try workspace.replace(mistake.old, by: mistake.new, in: mistake.file, everywhere: mistake.isEverywhere)
        for change in mistake.also { try workspace.replace(change.old, by: change.new, in: mistake.file) }
        let line = try workspace.line(of: mistake.at, in: mistake.file) + mistake.lineAfter
        let outcome = workspace.load(runExamples: runExamples)
        let hit = outcome.diagnostics.contains {
            $0.file == "Questionnaires/\(mistake.file)" && $0.line == line && $0.message.contains(mistake.message)
                && $0.severity.rawValue == mistake.severity
        }
        #expect(hit, "line \(line) expected; found:\n\(outcome.diagnostics.map(\.description).joined(separator: "\n"))")
        #expect((outcome.catalogue == nil) == (mistake.severity == "error"))
    }
}
