import Casework
import HealthCheck
import Station

extension FieldMessages {
    /// What is wrong at a line of the rules, with what to do about it.
    func text(_ finding: RoutingFinding) -> String {
        let words = finding.words(language)
        let values = ["line": "\(finding.line)", "column": "\(finding.column)", "message": words.message]
        let line = locales.text("problem.routing-line", language, values)
        return words.hint.map { locales.text("problem.routing-hint", language, ["problem": line, "hint": $0]) } ?? line
    }

    /// Why rules must not be published, or what their author should look at.
    func text(_ flaw: RoutingFlaw) -> String {
        switch flaw {
        case .noCatchAll: locales.text("problem.routing-no-catch-all", language)
        case .unknownUnit(let rule, let unit):
            locales.text("problem.routing-unknown-unit", language, ["rule": rule, "unit": unit])
        case .matterWithoutUnit(let matter, let unit):
            locales.text("problem.routing-matter-without-unit", language, ["matter": matter, "unit": unit])
        case .goesRound(let unit): locales.text("problem.routing-goes-round", language, ["unit": unit])
        case .neverReached(let rule, let earlier):
            locales.text("problem.routing-never-reached", language, ["rule": rule, "by": earlier])
        }
    }
}
