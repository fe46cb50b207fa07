import HealthCheck

/// Members of a cohort as they are stored: scores, codes and groups apart. A cell of thousands is read with every profile
/// page, and this takes a fraction of the time that a list of maps takes.
struct StoredMembers: Codable {
    private let scores: [Double]
    /// Credit codes, parted by blanks.
    private let companies: String
    /// Group → the places of its members; most companies belong to none.
    private let groups: [String: [Int]]

    init(_ members: [Cohort.Member]) {
        scores = members.map(\.score)
        companies = members.map(\.company).joined(separator: " ")
        groups = members.enumerated().reduce(into: [:]) { groups, item in
            if !item.element.group.isEmpty { groups[item.element.group, default: []].append(item.offset) }
        }
    }

    /// In the order they were given; nil where the parts do not fit together.
    var members: [Cohort.Member]? {
        let codes = companies.split(separator: " ")
        guard codes.count == scores.count, groups.values.joined().allSatisfy(scores.indices.contains) else {
            return nil
        }
        var names = Array(repeating: "", count: scores.count)
        for (group, places) in groups { for place in places { names[place] = group } }
        return scores.indices.map {
            Cohort.Member(score: scores[$0], group: names[$0], company: String(codes[$0]))
        }
    }
}
