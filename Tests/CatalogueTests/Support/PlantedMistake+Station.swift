private let units = "station/units.yaml"
private let matters = "station/matters.yaml"
private let routing = "station/routing.yaml"
private let deadlines = "station/deadlines.yaml"
private let calendar = "station/calendar.yaml"
private let accepted = "notices/ticket-accepted.company.yaml"

extension PlantedMistake {
    static let inStation = [
        PlantedMistake(units, "    desk: true\n", "", at: "  - id: liaison-desk", says: "no unit is the desk"),
        PlantedMistake(
            units, "id: cyber\n", "id: entry-exit\n", at: "id: entry-exit\n    name:\n      zh-Hans: 网络",
            says: "unit id “entry-exit” is used twice"),
        PlantedMistake(units, "loop: outer", "loop: outside", says: "“loop” cannot be “outside”"),
        PlantedMistake(units, "email: cyber@station.example", "email: cyber", says: "is no e-mail address"),
        PlantedMistake(matters, "unit: entry-exit", "unit: entry-exits", says: "there is no unit “entry-exits”"),
        PlantedMistake(
            matters, "code: EE02", "code: EE01", at: "code: EE01\n    name:\n      zh-Hans: 普通护照换发",
            says: "matter code “EE01” is used twice"),
        PlantedMistake(
            matters, "promise: { workingDays: 7 }", "promise: { workingDays: 0 }", says: "must be from 1 to 366"),
        PlantedMistake(
            matters, "promise: { workingDays: 7 }", "promise: { workingDays: 99999999999999 }",
            says: "must be from 1 to 366"),
        PlantedMistake(
            matters, "promise: { workingDays: 7 }", "promise: { workingDays: 7, workingHours: 1 }",
            says: "either workingDays or workingHours"),
        PlantedMistake(matters, "channels: [window]", "channels: [windows]", says: "cannot be “windows”"),
        PlantedMistake(matters, "group: travel", "group: travels", says: "“group” cannot be"),
        PlantedMistake(routing, "lead: airport-police", "lead: airport", says: "there is no unit “airport”"),
        PlantedMistake(routing, "matter: [CR02]", "matter: [CR92]", says: "there is no matter “CR92”"),
        PlantedMistake(
            routing, "id: R02", "id: R01", at: "id: R01\n    when:\n      textAny", says: "rule id “R01” is used twice"),
        PlantedMistake(
            routing, "  - id: R99\n", "  - id: R99\n    when: { origin: [window] }\n", at: "  - id: R99",
            says: "the last rule has conditions"),
        PlantedMistake(
            routing, "    when:\n      matter: [CR02]\n", "", at: "  - id: R01", says: "no rule after this one"),
        PlantedMistake(routing, "origin: [warning]", "origin: [warnings]", says: "cannot be “warnings”"),
        PlantedMistake(routing, "gradeAtLeast: E", "gradeAtLeast: F", says: "“gradeAtLeast” cannot be “F”"),
        PlantedMistake(deadlines, "returnLimit: 2", "returnLimit: 2000", says: "must be from 0 to 20"),
        PlantedMistake(
            deadlines, "receipt: { workingHours: 4 }\n", "", at: "acceptance: {", says: "missing key “receipt”"),
        PlantedMistake(
            deadlines, "acceptanceExpedited: { workingHours: 1 }", "acceptanceExpedited: { workingHours: 9 }",
            says: "wait longer"),
    ]

    static let inCalendar = [
        PlantedMistake(
            calendar, "from: 2026-02-15, to: 2026-02-23", "from: 2026-02-23, to: 2026-02-15", says: "before it begins"),
        PlantedMistake(calendar, "- 2026-01-04", "- 2026-01-05", says: "is no weekend day"),
        PlantedMistake(calendar, "- 2026-01-04", "- 2026-01-03", says: "a holiday and a make-up workday"),
        PlantedMistake(calendar, "- 2026-01-04", "- 2027-01-03", says: "lies outside 2026"),
        PlantedMistake(calendar, "\"13:30-17:30\"", "\"11:30-17:30\"", says: "overlap"),
        PlantedMistake(calendar, "\"13:30-17:30\"", "\"13:30-25:30\"", says: "are no opening hours"),
        PlantedMistake(calendar, "utcOffset: \"+08:00\"", "utcOffset: Beijing", says: "is no offset"),
    ]

    static let inNotices = [
        PlantedMistake(accepted, "{unitPhone}", "{unitFone}", says: "unknown variable {unitFone}"),
        PlantedMistake(accepted, "{unitPhone}", "{unitPhone", at: "zh-Hans: |", says: "a brace without its partner"),
        PlantedMistake(
            accepted, "audience: company", "audience: desk", at: "kind: ticket-accepted", says: "stands in the file"),
        PlantedMistake(accepted, "kind: ticket-accepted", "kind: ticket-excepted", says: "“kind” cannot be"),
    ]

    static let inExamples = [
        PlantedMistake(
            "self-tests/tax/examples/many-gaps.yaml", "completeness: 39", "completeness: 40", says: "came out 39"),
        PlantedMistake(
            "self-tests/tax/examples/many-gaps.yaml", "interval: [3.1, 9.1]", "interval: [3.1, 9.2]",
            says: "expected 9.2, came out 9.1"),
        PlantedMistake(
            "self-tests/tax/examples/many-gaps.yaml", "score: not-rated", "score: 4.0",
            says: "expected 4.0, came out not-rated"),
        PlantedMistake("self-tests/staff/examples/calm.yaml", "grade: A", "grade: B", says: "expected B, came out A"),
        PlantedMistake(
            "self-tests/staff/examples/calm.yaml", "    employment: 0.0", "    employment: 0.1",
            says: "expected 0.1, came out 0.0"),
        PlantedMistake(
            "self-tests/staff/examples/calm.yaml", "redLines: []", "redLines: [person-in-danger]", says: "came out []"),
        PlantedMistake(
            "self-tests/staff/examples/calm.yaml", "vetting: with-consent", "veting: with-consent",
            says: "there is no such question"),
        PlantedMistake(
            "self-tests/staff/examples/calm.yaml", "last-drill: 7", "last-drill: seven", says: "expects a number"),
        PlantedMistake(
            "station/examples/warning-grade-d.yaml", "rule: R23", "rule: R22", says: "expected R22, came out R23"),
        PlantedMistake(
            "station/examples/warning-grade-d.yaml", "assisting: [legal]", "assisting: []", says: "came out [\"legal\"]"
        ),
        PlantedMistake(
            "station/examples/warning-grade-d.yaml", "filedAt: 2026-09-18T11:30:00+08:00", "filedAt: 2026-09-18 11:30",
            says: "is no moment"),
        PlantedMistake(
            "station/examples/warning-grade-d.yaml", "promiseDue: 2026-09-22T11:30:00+08:00",
            "promiseDue: 2026-09-22T11:30:00+09:00", says: "came out 2026-09-22T11:30:00+08:00"),
    ]
}
