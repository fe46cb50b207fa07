import Foundation
import HealthCheck
import Hummingbird
import Station

/// “Why 6.4?”: a profile's score down to the answers, for somebody who is not a mathematician and for somebody who is.
struct WhyPage {
    let heading: String
    let company: String
    let back: String
    let whatIfHref: String
    let lead: String
    let formula: FormulaText?
    let arithmetic: String?
    let cap: String?
    let version: String
    let overview: [OverviewRow]
    let dimensions: [Part]

    struct OverviewRow {
        let href: String
        let title: String
        let score: String
        let grade: GradeChip
        let weight: String
        let pull: Int
    }

    struct Part {
        let id: String
        let title: String
        let score: String
        let grade: GradeChip
        let facts: String
        let isOpen: Bool
        /// Named apart from the page's own formula, which a missing one must not fall back on.
        let mean: FormulaText?
        let sides: String?
        let lines: [Line]
        let others: [Other]
        let hasOthers: Bool
    }

    /// An answered question.
    struct Line {
        let id: String
        let number: String
        let text: String
        let answer: String
        let risk: String
        let source: String
        let side: String?
        let weight: String
        let pull: String
        /// `low` … `severe`, and its word; nil in versions without a table.
        let level: Level?
    }

    struct Level {
        let value: String
        let word: String
    }

    /// A question that weighs nothing, and why.
    struct Other {
        let id: String
        let number: String
        let text: String
        let state: String
    }
}

extension Site {
    func whyPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let explained = try await station.explanation(
            of: try context.parameters.require("id"), by: try context.requirePrincipal())
        let model = WhyPage(explained, open: request.uri.queryParameters["open"].map(String.init), wording(context))
        return pages.response(
            "why", model, title: model.heading, context, path: "/profiles/\(explained.view.record.id)/why")
    }
}
