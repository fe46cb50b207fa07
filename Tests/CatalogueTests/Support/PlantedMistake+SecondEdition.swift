private let tax = "self-tests/tax/questionnaire.yaml"
private let staff = "self-tests/staff/questionnaire.yaml"
private let firstLook = "self-tests/first-look/questionnaire.yaml"
private let rules = "rules/tax.yaml"
private let tables = "self-tests/findings.yaml"

extension PlantedMistake {
    /// When questions are asked.
    static let inConditions = [
        PlantedMistake(
            tax, "        weight: 2\n",
            "        visibleWhen: { question: papers-complete, is: [ndrc] }\n        weight: 2\n",
            at: "visibleWhen: { question: papers-complete, is: [ndrc] }",
            says: "in a circle: money-before-filing → papers-complete → money-before-filing"),
        PlantedMistake(
            tax, "{ question: money-before-filing, isNot: [not-applicable] }",
            "{ question: papers-complete, is: [ndrc] }",
            says: "in a circle: papers-complete → papers-complete"),
        PlantedMistake(
            tax, "{ question: money-before-filing, isNot: [not-applicable] }", "{ question: staff-days, atLeast: 1 }",
            says: "“staff-days” is asked later than “papers-complete”"),
        PlantedMistake(
            tax, "{ question: money-before-filing, isNot: [not-applicable] }",
            "{ question: money-before-filling, isNot: [not-applicable] }",
            says: "there is no question “money-before-filling”"),
        PlantedMistake(
            tax, "{ question: over-withheld, atLeast: 1 }",
            "{ all: [{ question: over-withheld, atLeast: 50 }, { question: over-withheld, atMost: 10 }] }",
            says: "no answers ever lead to “treaty-dispute”"),
        PlantedMistake(
            tax, "{ question: treaty-dispute, is: [claiming, nothing, unknown] }",
            "{ all: [{ question: treaty-dispute, is: [claiming] }, { question: residence-certificate, is: [not-applicable] }] }",
            says: "no answers ever lead to “reclaim-deadline”"),
        PlantedMistake(
            tax, "is: [ndrc, mofcom, foreign-exchange] }", "is: [ndrc, mofcomm] }", says: "cannot be “mofcomm”"),
        PlantedMistake(
            tax, "{ question: refund-file, isNot: [not-applicable] }", "{ question: refund-file, atLeast: 1 }",
            says: "asks for a number, but the question is of kind multiple"),
        PlantedMistake(
            tax, "{ question: over-withheld, atLeast: 1 }", "{ question: over-withheld, atLeast: 1, atMost: 9 }",
            says: "needs exactly one of"),
        PlantedMistake(
            tax, "{ question: over-withheld, atLeast: 1 }", "{ question: over-withheld, atLeast: 101 }",
            says: "must be from 0 to 100"),
        PlantedMistake(
            tax, "{ question: over-withheld, atLeast: 1 }", "{ question: over-withheld }", says: "needs exactly one of"),
        PlantedMistake(
            tax, "          - is: [paid-first]\n            severity: danger",
            "          - is: [paid-first]\n            severity: deadly", at: "severity: deadly",
            says: "“severity” cannot be “deadly”"),
        PlantedMistake(
            tax, "          - is: [paid-first]", "          - is: [paid-last]", says: "cannot be “paid-last”"),
    ]

    /// What the second edition asks for besides.
    static let inSecondEdition = [
        PlantedMistake(tax, "        weight: 2\n", "        weight: 0\n", says: "greater than 0"),
        PlantedMistake(
            tax, "{ zh-Hans: 税务自测, en: Tax self-test }", "{ en: Tax self-test }", says: "missing language “zh-Hans”"),
        PlantedMistake(
            tax, "[[0, 0], [365, 1], [600, 4], [730, 9]]", "[[0, 0], [365, 5], [600, 4], [730, 9]]",
            says: "only rise or only fall"),
        PlantedMistake(tax, "direction: past", "direction: before", says: "“direction” cannot be “before”"),
        PlantedMistake(tax, "        impact: 5\n", "        impact: 6\n", says: "must be from 1 to 5"),
        PlantedMistake(
            tax, "        exposure: revenueShare", "        exposure: staff", says: "“staff” is not among the columns"),
        PlantedMistake(
            tax, "columns: [revenueShare]", "columns: [revenue]", says: "cannot be “revenue”"),
        PlantedMistake(
            tax, "        kind: file\n", "        kind: file\n        weight: 2\n",
            at: "        kind: file\n        weight: 2", lineAfter: 1, says: "unknown key “weight”"),
        PlantedMistake(
            tax, "factor: safeguard", "factor: exposure", everywhere: true, at: "  - id: permanent-establishment",
            says: "no question of factor safeguard"),
        PlantedMistake(
            tax, "factor: exposure", "factor: safeguard", everywhere: true, at: "  - id: permanent-establishment",
            says: "no question of factor exposure"),
        PlantedMistake(
            tax, "        factor: exposure\n", "", at: "      - id: staff-days", says: "missing key “factor”"),
        PlantedMistake(
            tax, "factor: exposure", "factor: presence", says: "“factor” cannot be “presence”"),
        PlantedMistake(
            tax, "meaning:\n                zh-Hans: 现在没有违规", "consequence:\n                zh-Hans: 现在没有违规",
            at: "consequence:", says: "unknown key “consequence”"),
        PlantedMistake(tax, "findings: fl-1", "findings: fl-2", says: "there is no table “fl-2”"),
        PlantedMistake(tax, "basis: [sta-2023-17]", "basis: [sta-2023-71]", says: "there is no rule “sta-2023-71”"),
        PlantedMistake(tax, "basis: [sta-2023-17]", "basis: []", says: "needs at least 1 item"),
        PlantedMistake(
            rules, "  - id: mofcom-3\n", "  - id: ndrc-11\n",
            at: "- id: ndrc-11\n    rule: { zh-Hans: 境外投资管理办法", says: "rule id “ndrc-11” is used twice"),
        PlantedMistake(rules, "    link: {", "    lnik: {", says: "unknown key “lnik”"),
        PlantedMistake(
            tables, "[low, low, low, medium, medium]", "[low, low, low, medium]", says: "five rows of five levels"),
        PlantedMistake(
            tables, "[low, low, medium, medium, high]", "[low, low, medium, low, high]",
            at: "[low, low, low, medium, medium]", says: "five rows of five levels"),
        PlantedMistake(tables, "[low, low, low, medium, medium]", "[low, low, low, medium, grave]", says: "be “grave”"),
        PlantedMistake(
            firstLook, "    proposes: tax\n", "", at: "  - id: tax\n    title", says: "missing key “proposes”"),
    ]

    /// What the version before had and this one has no more.
    static let inReplacements = [
        PlantedMistake(
            tax, "- id: agent-signs", "- id: agent-signing", at: #"version: "2026.11""#,
            says: "“agent-signs” of version 2026.11 is gone"),
        PlantedMistake(
            tax, "  version: \"2026.11\"\n", "  version: \"2026.11\"\n  renamed: { agent-signs: nowhere }\n",
            also: [("- id: agent-signs", "- id: agent-signing")], at: #"version: "2026.11""#,
            says: "“agent-signs” is renamed to “nowhere”, which does not exist"),
        PlantedMistake(
            tax, "kind: single", "kind: multiple\n        combine: worst", at: #"version: "2026.11""#,
            says: "“money-before-filing” was of kind single and is now multiple"),
        PlantedMistake(
            tax, "- id: filed-first", "- id: filed-before-paying", at: #"version: "2026.11""#,
            says: "answer “filed-first” of “money-before-filing” is gone"),
        PlantedMistake(
            tax, "  version: \"2026.11\"\n", "  version: \"2026.10\"\n", says: "but the version before is “2026.11”"),
        PlantedMistake(
            tax, #"version: "2026.12""#, #"version: "2026.11""#, says: "version “2026.11” was used before"),
        PlantedMistake(
            staff, "    last-drill:\n", "    last-dril:\n", at: #"version: "2026.11""#,
            says: "“last-drill” of version 2026.11 is gone"),
        PlantedMistake(
            staff, "    last-drill:\n", "    last-dril:\n", at: #"version: "2026.11""#,
            says: "“last-dril” was no question of version 2026.11"),
        PlantedMistake(
            tax, "  version: \"2026.11\"\n", "  version: \"2026.11\"\n  renamed: { agent-signs: papers-complete }\n",
            at: #"version: "2026.11""#, says: "“agent-signs” is both asked and named as gone"),
        PlantedMistake(
            tax, "  version: \"2026.11\"\n", "  version: \"2026.11\"\n  renamed: { agent-signs: papers-complete }\n",
            also: [("- id: agent-signs", "- id: agent-signing")], at: #"version: "2026.11""#,
            says: "both become “papers-complete”: one answer would be lost"),
        PlantedMistake(
            tax, "  version: \"2026.11\"\n",
            "  version: \"2026.11\"\n  choices: { money-before-filing: { filed-frist: filed-first } }\n",
            at: #"version: "2026.11""#, says: "“filed-frist” was no answer of “money-before-filing”"),
        PlantedMistake(
            tax, "  version: \"2026.11\"\n",
            "  version: \"2026.11\"\n  choices: { money-before-filing: { filed-first: paid-frist } }\n",
            at: #"version: "2026.11""#, says: "is renamed to “paid-frist”, which does not exist"),
        PlantedMistake(
            tax, "  version: \"2026.11\"\n",
            "  version: \"2026.11\"\n  choices: { money-before-fillings: { filed-first: filed-first } }\n",
            at: #"version: "2026.11""#, says: "choices are renamed of “money-before-fillings”, which does not exist"),
        PlantedMistake(
            "self-tests/tax/versions/2026.11/questionnaire.yaml", #"version: "2026.11""#, #"version: "2026.10""#,
            at: "id: tax", says: "version “2026.10” stands in the folder “2026.11”"),
    ]

    /// Answers of an example that do not fit.
    static let inAnswers = [
        PlantedMistake(mixed, "over-withheld: 12", "over-withheld: 140", says: "expects a number from 0 to 100"),
        PlantedMistake(mixed, "over-withheld: 12", "over-withheld: [12]", says: "expects a number"),
        PlantedMistake(
            mixed, "country: VNM, revenueShare: 35", "country: VNM, revenueShare: 110",
            says: "row 1: “revenueShare” must be from 0 to 100"),
        PlantedMistake(
            mixed, "country: VNM, revenueShare: 35", "country: VNM, revenueShare: 90.5",
            also: [("country: MEX, revenueShare: 10", "country: MEX, revenueShare: 29.5")],
            says: "the shares add up to 120%"),
        PlantedMistake(
            mixed, "country: MEX, revenueShare: 10", "country: VNM, revenueShare: 10",
            at: "country: VNM, revenueShare: 35", says: "row 2: “VNM” is named twice"),
        PlantedMistake(
            mixed, "country: VNM, revenueShare: 35", "country: VIE, revenueShare: 35",
            says: "row 1: “VIE” is no country's ISO 3166 code"),
        PlantedMistake(
            mixed, "country: VNM, revenueShare: 35", "country: VNM", says: "row 1: “revenueShare” is missing"),
        PlantedMistake(
            mixed, "country: VNM, revenueShare: 35", "country: VNM, revenueShare: 35, staff: 2",
            says: "there is no column “staff”"),
        PlantedMistake(
            mixed, "loss-making-entity: \"no\"", "loss-file: \"yes\"\n  loss-making-entity: \"no\"", at: "loss-file:",
            says: "not asked under the answer to “loss-making-entity”; leave it out"),
        PlantedMistake(mixed, "papers-issued: 2025-03-12", "papers-issued: 2027-03-12", says: "still to come"),
        PlantedMistake(mixed, "papers-issued: 2025-03-12", "papers-issued: 2025-02-30", says: "expects a day"),
        PlantedMistake(mixed, "papers-issued: 2025-03-12", "papers-issued: 620", says: "expects a day"),
        PlantedMistake(mixed, "staff-days: 190", "staff-days: many", says: "expects a number"),
        PlantedMistake(
            mixed, "money-route: [none]", "money-route: [none, personal-quota]", says: "“none” cannot be chosen"),
        PlantedMistake(
            mixed, "money-before-filing: preliminary-only", "money-before-filing: [preliminary-only]",
            says: "expects one choice"),
        PlantedMistake(mixed, "local-file: below", "local-file: belov", says: "there is no choice “belov”"),
    ]
}

private let mixed = "self-tests/tax/examples/mixed.yaml"
