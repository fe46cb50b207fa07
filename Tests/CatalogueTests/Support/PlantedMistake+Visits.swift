private let sites = "station/sites.yaml"
private let approvals = "station/approvals.yaml"

extension PlantedMistake {
    /// In the sites, their counters, and the rules that approve.
    static let inVisits: [PlantedMistake] = [
        PlantedMistake(
            sites, #"capacity: 2\#n        hours: ["09:00-12:00", "13:30-17:30"]"#,
            #"capacity: 2\#n        hours: ["09:00-13:30", "14:00-17:30"]"#,
            at: #"hours: ["09:00-13:30""#, says: "outside the working hours"),
        PlantedMistake(
            sites, "minutes: 20", "minutes: 200", at: #"hours: ["09:00-12:00", "13:30-17:30"]"#, says: "does not fit"),
        PlantedMistake(sites, "capacity: 3", "capacity: 0", says: "must be from 1 to 50"),
        PlantedMistake(sites, "matters: [TR01, TR02]", "matters: [TR01, TR92]", says: "there is no matter “TR92”"),
        PlantedMistake(sites, "matters: [TR01, TR02]", "matters: [TR01, TX05]", says: "not done at a window"),
        PlantedMistake(sites, "matters: [TR01, TR02]", "matters: [TR01, TR01]", says: "used twice"),
        PlantedMistake(sites, "unit: traffic", "unit: trafic", says: "there is no unit “trafic”"),
        PlantedMistake(sites, "horizonDays: 30", "horizonDays: 900", says: "must be from 1 to 120"),
        PlantedMistake(sites, "closed: []", "closed: [tomorrow]", says: "no day of the calendar"),
        PlantedMistake(
            sites, "id: traffic-east", "id: service-centre", at: "id: service-centre\n    name:\n      zh-Hans: 交警",
            says: "used twice"),
        PlantedMistake(approvals, "sample: 20", "sample: 0", says: "must be from 1 to 100"),
        PlantedMistake(approvals, "matters: [EE17]", "matters: [AP01]", says: "people decide"),
        PlantedMistake(approvals, "noneOpen: true", "noneOpen: false", says: "can only be true"),
        PlantedMistake(approvals, "papersFine: 30", "papersFin: 30", says: "unknown key “papersFin”"),
        PlantedMistake(approvals, "origin: [portal, api]", "origin: [portal, post]", says: "cannot be “post”"),
        PlantedMistake(approvals, "times: 1", "times: 0", says: "must be from 1 to 100"),
        PlantedMistake(
            approvals, "id: A02", "id: A01", at: "id: A01\n    since: 2026-11-01\n    title:\n      zh-Hans: 参保",
            says: "used twice"),
    ]
}
