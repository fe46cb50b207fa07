import Casework
import Foundation
import HealthCheck
import Station

extension Wording {
    /// What a rule asks, in words: `文字里有：绑架、被非法拘禁；紧急程度：加急`.
    func conditions(_ rule: RoutingRule) -> String {
        guard !rule.conditions.isEmpty else { return say("routing.any") }
        return rule.conditions.map(condition).joined(separator: say("list.semicolon"))
    }

    /// Who brought or published an edition; what the station took from its own files at a start has no person.
    func keeper(_ login: String) -> String { login == Station.ownFiles ? say("routing.own-files") : login }

    private func condition(_ condition: RoutingCondition) -> String {
        let (name, values): (String, [String]) =
            switch condition {
            case .matter(let codes): ("matter", codes.map { "\($0) \(matter($0))" })
            case .urgency(let urgencies): ("urgency", urgencies.map { say("urgency.\($0.rawValue)") })
            case .textAny(let phrases): ("text", phrases.map(\.text))
            case .origin(let origins): ("origin", origins.map { say("origin.\($0.rawValue)") })
            case .industry(let industries): ("industry", industries.map(industry))
            case .gradeAtLeast(let grade): ("grade", [grade])
            case .destination(let codes):
                ("destination", codes.map(country))
            case .hours(let span): ("hours", [span.text])
            }
        return say("routing.when-\(name)") + say("list.colon") + values.joined(separator: say("list.comma"))
    }

    /// A country's name, or its code where the table no longer has it.
    func country(_ code: String) -> String { station.catalogue.countries[code]?.name[language] ?? code }

    func countries(_ codes: [String]) -> String { codes.map(country).joined(separator: say("list.comma")) }

    func target(_ rule: RoutingRule) -> String {
        switch rule.lead {
        case .unit(let unit): self.unit(unit)
        case .matterUnit: say("routing.matter-unit")
        }
    }

    /// `经侦；协办 刑侦；加急`
    func outcome(_ decision: RoutingDecision) -> String {
        var parts = ["\(decision.rule) → \(unit(decision.lead))"]
        if !decision.assisting.isEmpty { parts.append(say("ticket.assisting") + " " + units(decision.assisting)) }
        if decision.urgency == .expedited { parts.append(say("urgency.expedited")) }
        return parts.joined(separator: say("list.semicolon"))
    }

    /// `规则第 2 版（2026.11）`
    func heading(_ edition: RoutingEdition) -> String {
        say("routing.edition", ["number": "\(edition.number)", "version": edition.content.version])
    }

    /// What in a ticket met a rule's conditions: `文字里有：签证；提交时间：19:05`.
    func matched(_ decision: RoutingDecision) -> String {
        decision.matched.map { found in
            let parts = found.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return found }
            let value =
                switch parts[0] {
                case "matter": "\(parts[1]) \(matter(parts[1]))"
                case "urgency": say("urgency.\(parts[1])")
                case "origin": say("origin.\(parts[1])")
                case "industry": industry(parts[1])
                case "country", "destination": country(parts[1])
                default: parts[1]
                }
            let name = parts[0] == "destination" ? "routing.met-destination" : "routing.when-\(parts[0])"
            return say(name) + say("list.colon") + value
        }.joined(separator: say("list.semicolon"))
    }
}
