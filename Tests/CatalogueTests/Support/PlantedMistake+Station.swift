private let units = "station/units.yaml"
private let matters = "station/matters.yaml"
private let routing = "station/routing.yaml"
private let deadlines = "station/deadlines.yaml"
private let noticeTable = "station/notices.yaml"
private let grounds = "station/grounds.yaml"
private let texts = "station/text-blocks.yaml"
private let calendar = "station/calendar.yaml"
private let calm = "self-tests/first-look/examples/calm.yaml"
private let accepted = "notices/ticket-accepted.company.yaml"

extension PlantedMistake {
    static let inStation = [
        PlantedMistake(texts, "{officer}\"", "{officier}\"", says: "unknown variable {officier}"),
        PlantedMistake(
            texts, "报编号 {number} 就行", "报编号 {number 就行", at: "刚才给您打电话没有接通", says: "a brace without its partner"),
        PlantedMistake(
            texts, "id: call-us", "id: received", at: "id: received\n    title:\n      zh-Hans: \"请回电\"",
            says: "“received” is used twice"),
        PlantedMistake(
            texts, "      en: \"Please call back\"\n", "", at: "zh-Hans: \"请回电\"",
            says: "missing language “en” in “title”"),
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
        PlantedMistake(
            grounds, "id: duplicate", "id: other-authority", at: "id: other-authority\n    title:\n      zh-Hans: 同一件事",
            says: "ground “other-authority” is used twice"),
        PlantedMistake(grounds, "appealable: true", "appealable: yes", says: "must be true or false"),
        PlantedMistake(
            grounds,
            "    instead:\n      zh-Hans: 请在该程序里提出。结案后有新情况，可以再来。\n      en: Raise it there. If there is news when it is over, come back.\n",
            "", at: "appealable: false", says: "no way to go instead"),
        PlantedMistake(grounds, "matter: LG03", "matter: LG93", says: "there is no matter “LG93”"),
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
        PlantedMistake(calm, "completeness: 100", "completeness: 99", says: "came out 100"),
        PlantedMistake(calm, "interval: [0.2, 0.2]", "interval: [0.2, 0.3]", says: "expected 0.3, came out 0.2"),
        PlantedMistake(calm, "score: 0.2", "score: not-rated", says: "expected not-rated, came out 0.2"),
        PlantedMistake(calm, "grade: A", "grade: B", says: "expected B, came out A"),
        PlantedMistake(
            calm, "    supply-chain: 0.7", "    supply-chain: 0.8", says: "expected 0.8, came out 0.7"),
        PlantedMistake(calm, "redLines: []", "redLines: [person-in-danger]", says: "came out []"),
        PlantedMistake(calm, "warnings: []", "warnings: [\"dimension:tax\"]", says: "came out []"),
        PlantedMistake(calm, "borderline: false", "borderline: true", says: "expected true, came out false"),
        PlantedMistake(
            calm, "borderline: false", "borderline: false\n  exposure: { risk: 3.8 }", at: "exposure:",
            says: "came out none"),
        PlantedMistake(
            noticeTable, "ways: [mail, inbox, webhook]", "ways: [mail, inbox, webhok]", says: "cannot be “webhok”"),
        PlantedMistake(
            noticeTable, "values: [number, station]", "values: [number, stations]", says: "cannot be “stations”"),
        PlantedMistake(noticeTable, "atMostOnce: false", "atMostOnce: maybe", says: "maybe"),
        PlantedMistake(calm, "refund-papers: always", "refundpapers: always", says: "there is no such question"),
        PlantedMistake(calm, "refund-papers: always", "refund-papers: allways", says: "there is no choice “allways”"),
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
