private let tax = "self-tests/tax/questionnaire.yaml"
private let rules = "rules/tax.yaml"

extension PlantedMistake {
    static let inSelfTests = [
        PlantedMistake(tax, "minutes: 25", "minuets: 25", says: "unknown key “minuets”"),
        PlantedMistake(tax, "minutes: 25\n", "", at: "id: tax", says: "missing key “minutes”"),
        PlantedMistake(tax, "minutes: 25", "minutes: fifteen", says: "“minutes” must be a number"),
        PlantedMistake(tax, "minutes: 25", "minutes: 1e400", says: "“minutes” must be a number"),
        PlantedMistake(tax, "minutes: 25", "minutes: 25.5", says: "must be a whole number"),
        PlantedMistake(
            tax, "minutes: 25", "minutes: 25\nminutes: 26", at: "minutes: 26", says: "“minutes” is given twice"),
        PlantedMistake(tax, "id: tax", "id: taxes", says: "differs from its folder"),
        PlantedMistake(tax, "id: outbound-filing", "id: Outbound Filing", says: "is no id"),
        PlantedMistake(tax, "method: wd-2", "method: wd-9", says: "“method” cannot be “wd-9”"),
        PlantedMistake(tax, "en: Tax self-test }", "fr: Autotest }", says: "missing language “en”"),
        PlantedMistake(tax, "en: Tax self-test }", "en: \"\" }", says: "“en” is empty"),
        PlantedMistake(tax, "en: Tax self-test }", "en: ~ }", says: "“en” is empty"),
        PlantedMistake(tax, "zh-Hans: 投资备案,", "zh-Hans: 境外投资备案与报告,", says: "wider than 6 Han"),
        PlantedMistake(tax, "en: Filing }", "en: Outbound filings }", says: "longer than 12"),
        PlantedMistake(tax, "weight: 1\n    matter: CM01", "weight: 0\n    matter: CM01", says: "greater than 0"),
        PlantedMistake(tax, "    matter: CM01", "    matter: CM99", says: "there is no matter “CM99”"),
        PlantedMistake(tax, "    matter: CM01", "    matter: cm01", says: "is no code of a matter"),
        PlantedMistake(tax, "unknown: 7", "unknown: 11", says: "must be from 0 to 10"),
        PlantedMistake(tax, "risk: 9\n", "risk: -1\n", says: "must be from 0 to 10"),
        PlantedMistake(
            tax, "id: papers-complete", "id: money-before-filing\n        weight: 3",
            at: "id: money-before-filing\n        weight: 3", says: "is used twice"),
        PlantedMistake(tax, "id: filed-first", "id: unknown", says: "is reserved"),
        PlantedMistake(
            tax, "id: preliminary-only", "id: filed-first\n            weight: 1",
            says: "choice id “filed-first” is used twice"),
        PlantedMistake(
            tax, "risk: 2\n          - id: not-paid-not-filed", "risk: 4\n          - id: not-paid-not-filed",
            at: "id: preliminary-only", says: "needs advice"),
        PlantedMistake(
            tax, "          - atLeast: 15.1\n", "          - atLeast: 30\n", at: "          - atLeast: 30",
            says: "no finding covers it"),
        PlantedMistake(
            tax, "[10, 1], [15, 3], [20, 7], [40, 9]]", "[10, 1], [15, 3], [14, 7], [40, 9]]", says: "must rise"),
        PlantedMistake(
            tax, "[10, 1], [15, 3], [20, 7], [40, 9]]", "[10, 1], [15, 3], [20, 7], [40, 6]]",
            says: "only rise or only fall"),
        PlantedMistake(tax, "cap: D", "cap: A", says: "“cap” cannot be “A”"),
        PlantedMistake(rules, "status: confirmed", "status: sure", says: "“status” cannot be “sure”"),
        PlantedMistake(rules, "date: 2017-12-26", "date: 2017-02-30", says: "is no day"),
        PlantedMistake(
            rules, "reviewBy: 2027-03-31", "reviewBy: 2026-10-31", says: "to be reviewed by", severity: "warning"),
        PlantedMistake(tax, "notApplicable: true", "notApplicable: yes", says: "must be true or false"),
        PlantedMistake(tax, "kind: percent", "kind: percentage", says: "“kind” cannot be"),
        PlantedMistake(tax, "combine: coverage", "combine: best", says: "“combine” cannot be"),
        PlantedMistake(
            tax, "weight: 0\n            exclusive: true", "exclusive: true", at: "          - id: none",
            says: "needs “weight: 0”"),
        PlantedMistake(tax, "minutes: 25", "minutes: &time 25", at: "minutes: &time", says: "anchors"),
        PlantedMistake(tax, "minutes: 25", "minutes: @25", says: "not valid YAML"),
    ]
}
