import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// One edition of the rules: what it says, what it was checked for, and how it comes into force.
struct RoutingEditionPage {
    let number: Int
    let heading: String
    let note: String
    let brought: String
    let hash: String
    let isInForce: Bool
    let rules: [Rule]
    let source: String
    let flaws: [String]
    let hasFlaws: Bool
    let publish: PublishForm?
    let justPublished: Bool

    struct Rule {
        let id: String
        let when: String
        let lead: String
        let assisting: String?
        let urgency: String?
        let reason: String
    }
}

/// The form that brings an edition into force.
struct PublishForm {
    let number: Int
    let lead: String
    let button: String
    let reason: String
    let errors: ErrorSummary?
    let reasonError: String?
}

private struct PublicationForm: Decodable {
    var reason: String?
}

extension Site {
    func routingEditionPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let isNew = request.uri.queryParameters["published"] != nil
        return try await editionPage(context, reason: "", [], justPublished: isNew)
    }

    func publishRouting(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(PublicationForm.self, context)
        let number = try editionNumber(context)
        do {
            _ = try await station.publishRouting(
                number, reason: form.reason ?? "", by: try context.requirePrincipal())
            return .seeOther("/routing/\(number)?published=1")
        } catch StationError.invalid(let problems) {
            return try await editionPage(context, reason: form.reason ?? "", problems, justPublished: false)
        }
    }

    func editionNumber(_ context: StationContext) throws -> Int {
        guard let number = Int(try context.parameters.require("number")), number > 0 else {
            throw StationError.notFound
        }
        return number
    }

    func publishForm(
        _ view: RoutingEditionView, reason: String, _ problems: [FieldProblem], _ context: StationContext
    ) -> PublishForm? {
        guard view.mayChange, !view.isInForce || !problems.isEmpty else { return nil }
        let wording = wording(context)
        let errors = problems.isEmpty ? nil : errors(problems, context)
        return PublishForm(
            number: view.edition.number,
            lead: wording.say(view.wasPublished ? "routing.publish-again-note" : "routing.publish-note"),
            button: wording.say(view.wasPublished ? "routing.publish-again" : "routing.publish"), reason: reason,
            errors: errors, reasonError: errors?.message("reason"))
    }

    private func editionPage(
        _ context: StationContext, reason: String, _ problems: [FieldProblem], justPublished: Bool
    ) async throws -> Response {
        let wording = wording(context)
        let view = try await station.routingEdition(try editionNumber(context), by: try context.requirePrincipal())
        let edition = view.edition
        let messages = messages(context)
        let heading = wording.heading(edition)
        let model = RoutingEditionPage(
            number: edition.number, heading: heading, note: edition.note,
            brought: "\(wording.dates.moment(edition.broughtAt)) · \(edition.broughtBy)", hash: edition.contentHash,
            isInForce: view.isInForce,
            rules: edition.content.rules.map { rule in
                RoutingEditionPage.Rule(
                    id: rule.id, when: wording.conditions(rule), lead: wording.target(rule),
                    assisting: wording.units(rule.assisting).nonEmpty,
                    urgency: rule.urgency.map { wording.say("urgency.\($0.rawValue)") },
                    reason: edition.content.reasons[rule.id]?[wording.language] ?? "")
            },
            source: edition.source, flaws: view.flaws.map(messages.text), hasFlaws: !view.flaws.isEmpty,
            publish: publishForm(view, reason: reason, problems, context), justPublished: justPublished)
        return pages.response(
            "routing-edition", model, title: heading, context, path: "/routing",
            status: problems.isEmpty ? .ok : .unprocessableContent, hasErrors: !problems.isEmpty)
    }
}
