import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// What would change under an edition: how far the dry run has come, or what it found.
struct RoutingTrialPage {
    let number: Int
    let heading: String
    let days: Int
    let spans: [Span]
    let progress: String?
    let done: Int
    let total: Int
    let hasFailed: Bool
    let result: Result?
    let publish: PublishForm?

    struct Span {
        let days: Int
        let text: String
        let isHere: Bool
    }

    struct Result {
        let finding: String
        let details: [String]
        let narrow: String?
        let wide: String?
        let moves: [Move]
        let hasMoves: Bool
        let changes: [Change]
        let hasChanges: Bool
        let rest: String?
    }

    struct Move {
        let from: String
        let to: String
        let count: Int
    }

    struct Change {
        let number: String
        let title: String
        let matter: String
        let before: String
        let after: String
        let why: String
    }
}

extension HTTPField.Name {
    /// After how many seconds a browser loads the page again.
    fileprivate static let refresh = HTTPField.Name("Refresh") ?? .retryAfter
}

extension Site {
    private static let trialSpans = [7, Station.trialDays, 90]

    func routingTrialPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let wording = wording(context)
        let view = try await station.routingEdition(try editionNumber(context), by: principal)
        let inForce = try await station.routingOverview(by: principal).inForce
        let asked = request.uri.queryParameters["days"].flatMap { Int(String($0)) } ?? Station.trialDays
        let days = min(max(1, asked), Station.trialDaysLimit)
        let number = view.edition.number
        let today = station.catalogue.policy.calendar.day(of: station.ambient.now()).number
        let key = RoutingTrials.Key(edition: number, against: inForce, days: days, day: today)
        let state = await trials.state(key) { [station] progress in
            try await station.tryRouting(number, days: days, by: principal, progress: progress)
        }
        let model = trialPage(view, state, days, context)
        var response = pages.response(
            "routing-trial", model, title: wording.say("routing.trial"), context, path: "/routing",
            hasErrors: model.hasFailed)
        if model.progress != nil { response.headers[.refresh] = "1" }
        return response
    }

    private func trialPage(
        _ view: RoutingEditionView, _ state: RoutingTrials.State, _ days: Int, _ context: StationContext
    ) -> RoutingTrialPage {
        let wording = wording(context)
        var (progress, done, total): (String?, Int, Int) = (nil, 0, 1)
        var result: RoutingTrialPage.Result?
        var hasFailed = false
        switch state {
        case .working(let looked, let all):
            (done, total) = (looked, max(1, all))
            progress = wording.say("routing.trial-working", ["done": "\(looked)", "total": "\(all)"])
        case .ready(let trial): result = wording.result(trial, textSize: context.reader.size.chartText)
        case .failed: hasFailed = true
        }
        return RoutingTrialPage(
            number: view.edition.number, heading: wording.heading(view.edition), days: days,
            spans: Self.trialSpans.map {
                RoutingTrialPage.Span(
                    days: $0, text: wording.say("routing.days", ["days": "\($0)"]), isHere: $0 == days)
            },
            progress: progress, done: done, total: total, hasFailed: hasFailed, result: result,
            publish: result == nil ? nil : publishForm(view, reason: "", [], context))
    }
}

extension Wording {
    fileprivate func result(_ trial: RoutingTrial, textSize: Int) -> RoutingTrialPage.Result {
        let found = trial.comparison
        let values = [
            "from": day(trial.from), "to": day(trial.to), "looked": "\(found.looked)",
            "changed": "\(found.changed)",
        ]
        let finding = say(found.changed == 0 ? "routing.trial-nothing" : "routing.trial-found", values)
        let counts = [
            ("moved", found.moves.reduce(0) { $0 + $1.count }), ("assisting", found.otherAssisting),
            ("raised", found.raised), ("lowered", found.lowered), ("other-rule", found.otherRule),
        ]
        let chart = CountBars(
            caption: ChartCaption(idPrefix: "moves", title: say("routing.moves"), desc: finding),
            rows: found.moves.prefix(10).map {
                CountBars.Row(label: "\(unit($0.from)) → \(unit($0.to))", valueText: "\($0.count)", value: $0.count)
            })
        let hasMoves = !found.moves.isEmpty
        return RoutingTrialPage.Result(
            finding: finding,
            details: counts.filter { $0.1 > 0 }.map { say("routing.trial-\($0.0)", ["count": "\($0.1)"]) },
            narrow: hasMoves ? chart.svg(ChartSize(width: 358, textSize: Double(textSize))) : nil,
            wide: hasMoves ? chart.svg(ChartSize(width: 680, textSize: Double(textSize))) : nil,
            moves: found.moves.map {
                RoutingTrialPage.Move(from: unit($0.from), to: unit($0.to), count: $0.count)
            }, hasMoves: hasMoves, changes: found.named.map(change), hasChanges: !found.named.isEmpty,
            rest: found.changed > found.named.count
                ? say("routing.trial-rest", ["count": "\(found.changed - found.named.count)"]) : nil)
    }

    private func day(_ moment: Date) -> String { dates.day(station.catalogue.policy.calendar.day(of: moment)) }

    private func change(_ change: RoutingChange) -> RoutingTrialPage.Change {
        RoutingTrialPage.Change(
            number: change.ticket.description, title: change.title, matter: matter(change.matter),
            before: outcome(change.before), after: outcome(change.after),
            why: change.after.matched.isEmpty
                ? say("routing.any") : matched(change.after))
    }
}
