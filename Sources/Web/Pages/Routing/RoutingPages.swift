import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// The rules in force, every edition of them, and when each came into force.
struct RoutingPage {
    let standing: String
    let mayChange: Bool
    let editions: [Edition]
    let hasEditions: Bool
    let publications: [Publication]
    let hasPublications: Bool

    struct Edition {
        let number: Int
        let version: String
        let note: String
        let brought: String
        let hash: String
        let isInForce: Bool
    }

    struct Publication {
        let edition: Int
        let at: String
        let by: String
        let reason: String
    }
}

/// The form for a new version; what was typed stays, each mistake leads to its line.
struct RoutingDraftPage {
    let source: String
    let note: String
    let errors: ErrorSummary?
    let noteError: String?
    let lines: [Line]
    let hasLines: Bool

    /// A line with what is wrong in it.
    struct Line {
        let number: Int
        let text: String
        let message: String
        let hint: String?
    }
}

private struct DraftForm: Decodable {
    var source: String?
    var note: String?
}

extension Site {
    func routingPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let wording = wording(context)
        let overview = try await station.routingOverview(by: try context.requirePrincipal())
        let versions = Dictionary(
            overview.editions.map { ($0.number, $0.content.version) }, uniquingKeysWith: { first, _ in first })
        let values = ["version": overview.version, "count": "\(overview.rules)"]
        let model = RoutingPage(
            standing: overview.inForce.map {
                wording.say("routing.in-force", values.merging(["number": "\($0)"]) { $1 })
            } ?? wording.say("routing.own-file", values),
            mayChange: overview.mayChange,
            editions: overview.editions.map {
                RoutingPage.Edition(
                    number: $0.number, version: $0.content.version, note: $0.note,
                    brought: "\(wording.dates.moment($0.broughtAt)) · \(wording.keeper($0.broughtBy))",
                    hash: String($0.contentHash.prefix(12)), isInForce: $0.number == overview.inForce)
            }, hasEditions: !overview.editions.isEmpty,
            publications: overview.publications.map {
                RoutingPage.Publication(
                    edition: $0.edition, at: wording.dates.moment($0.at), by: wording.keeper($0.by),
                    reason: [versions[$0.edition], $0.reason].compactMap(\.self).joined(separator: " · "))
            }, hasPublications: !overview.publications.isEmpty)
        return pages.response("routing", model, title: wording.say("routing.title"), context, path: "/routing")
    }

    func routingDraftPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        guard try await station.routingOverview(by: principal).mayChange else { throw StationError.notForRole }
        let source = try await station.routingSource(by: principal)
        return draftPage(DraftForm(source: source, note: ""), [], context)
    }

    func bringRouting(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(DraftForm.self, context)
        do {
            let edition = try await station.bringRouting(
                Self.withoutReturns(form.source), note: form.note ?? "", by: try context.requirePrincipal())
            return .seeOther("/routing/\(edition.number)")
        } catch StationError.invalid(let problems) {
            return draftPage(form, problems, context)
        }
    }

    /// Browsers send every line break as two characters.
    private static func withoutReturns(_ text: String?) -> String { (text ?? "").replacing("\r\n", with: "\n") }

    private func draftPage(
        _ form: DraftForm, _ problems: [FieldProblem], _ context: StationContext
    ) -> Response {
        let errors = problems.isEmpty ? nil : errors(problems, context)
        let source = Self.withoutReturns(form.source)
        let typed = source.split(separator: "\n", omittingEmptySubsequences: false)
        let lines = problems.compactMap { problem -> RoutingDraftPage.Line? in
            guard case .routingLine(let finding) = problem.code else { return nil }
            let text = typed.indices.contains(finding.line - 1) ? String(typed[finding.line - 1].prefix(160)) : ""
            let words = finding.words(context.reader.language)
            return RoutingDraftPage.Line(number: finding.line, text: text, message: words.message, hint: words.hint)
        }
        let model = RoutingDraftPage(
            source: source, note: form.note ?? "", errors: errors, noteError: errors?.message("note"), lines: lines,
            hasLines: !lines.isEmpty)
        return pages.response(
            "routing-draft", model, title: wording(context).say("routing.new"), context, path: "/routing",
            status: problems.isEmpty ? .ok : .unprocessableContent, hasErrors: !problems.isEmpty)
    }
}
