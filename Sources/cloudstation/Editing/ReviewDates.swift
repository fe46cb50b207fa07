import Casework
import HealthCheck
import Station

/// Which rules an editor has to look at again, and when.
struct ReviewDates {
    /// A summary to read: how many are past their day, and the next ones due.
    let lines: [String]

    /// How many coming ones are named.
    private static let named = 10

    init(_ catalogue: StationCatalogue, today: CivilDay) {
        var rules: [String: Basis] = [:]
        let all = catalogue.selfTests.flatMap(\.questions).flatMap(\.basis) + catalogue.matters.flatMap(\.basis)
        // The same rule stands at many questions; its earliest day counts.
        for basis in all {
            let key = "\(basis.number)\n\(basis.rule.zhHans)"
            if rules[key].map({ basis.reviewBy < $0.reviewBy }) ?? true { rules[key] = basis }
        }
        let sorted = rules.values.sorted {
            ($0.reviewBy, $0.number, $0.rule.zhHans) < ($1.reviewBy, $1.number, $1.rule.zhHans)
        }
        let past = sorted.filter { $0.reviewBy < today.description }
        let next = sorted.dropFirst(past.count).prefix(Self.named)
        lines =
            ["", "Rules to look at again: \(past.count) past their day, of \(sorted.count)."]
            + past.map { "  \($0.reviewBy)  past  \(Self.name($0))" }
            + (next.isEmpty ? [] : ["The next \(next.count):"]) + next.map { "  \($0.reviewBy)  \(Self.name($0))" }
    }

    private static func name(_ basis: Basis) -> String {
        basis.number.isEmpty ? basis.rule.zhHans : "\(basis.rule.zhHans), \(basis.number)"
    }
}
