import Casework
import Catalogue
import Testing

@Suite("The calendar's years")
struct CalendarYearsTests {
    @Test("warn loudly when the coming year is missing, and name the place where it belongs")
    func comingYear() throws {
        let workspace = try Workspace()
        let outcome = workspace.load(today: try #require(CivilDay("2026-11-24")))
        let warning = try #require(outcome.diagnostics.first { $0.message.contains("2027 ARE MISSING") })
        #expect(warning.severity == .warning)
        #expect(warning.line == (try workspace.line(of: "years:", in: "station/calendar.yaml")))
        #expect(outcome.catalogue != nil)
    }

    @Test("warn about the current year as well")
    func currentYear() throws {
        let messages = try Workspace().load(today: try #require(CivilDay("2027-02-01"))).diagnostics.map(\.message)
        #expect(messages.contains { $0.contains("2027 ARE MISSING") })
        #expect(messages.contains { $0.contains("2028 ARE MISSING") })
    }

    @Test("are quiet when both are there")
    func bothThere() throws {
        let found = try Workspace().load(today: try #require(CivilDay("2025-06-01"))).diagnostics
        #expect(found.filter { $0.file.hasSuffix("calendar.yaml") } == [])
    }
}
