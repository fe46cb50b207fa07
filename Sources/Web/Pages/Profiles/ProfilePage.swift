import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// A health-check profile as its page shows it.
struct ProfilePage {
    let id: String
    let title: String
    let company: String
    let grade: GradeChip
    let isRated: Bool
    let score: String
    let range: String
    let facts: String
    let unknownNote: String?
    let capNote: String?
    let arithmeticNote: String
    let redLines: [WarningCard]
    let hasRedLines: Bool
    let warnings: [WarningCard]
    let hasWarnings: Bool
    let charts: ProfileCharts
    let rows: [DimensionRow]
    let recommendations: [RecommendationRow]
    let moreRecommendations: [RecommendationRow]
    let hasRecommendations: Bool
    let hasMore: Bool
    let history: [HistoryRow]
    let hasHistory: Bool
    let unanswered: [String]
    let hasUnanswered: Bool
    let isNew: Bool
    let isOwn: Bool
    let againHref: String
    let openedTickets: [String]
    let hasOpenedTickets: Bool
    /// Those that persons in danger needed; they open without consent.
    let dangerTickets: [String]
    let hasDangerTickets: Bool
    let version: String
    /// What stands behind the numbers, and what follows from them.
    let depth: ProfileDepth
    let plan: ProfileAdvice.PlanButton?
    let consultHref: String?
    let retest: String?

    struct WarningCard {
        let id: String
        let profile: String
        let title: String
        let meaning: String
        let cap: String
        let ticket: String?
        let offersTicket: Bool
        let idempotencyKey: String
        let outlook: WarningOutlook?
        let consultHref: String?
    }

    struct DimensionRow {
        let title: String
        let score: String
        let range: String
        let grade: GradeChip
        let answered: String
    }

    struct RecommendationRow {
        let question: String
        let advice: [AdviceRow]
        let gain: String?
        /// Where the reasons stand.
        let why: String
        let plan: ProfileAdvice.PlanButton?
        let consultHref: String?
    }

    struct AdviceRow {
        /// What the answer means for the company; nil in versions that do not say.
        let meaning: String?
        let text: String
        let href: String?
        let matter: String
    }

    struct HistoryRow {
        let href: String
        let date: String
        let score: String
        let grade: GradeChip
        /// What the same answers come to under today's version.
        let rescored: String
        let isHere: Bool
    }
}

/// The SVG drawings of a profile; nil where there is too little to draw.
struct ProfileCharts {
    let barsNarrow: String
    let barsWide: String
    let radar: String?
    /// The same once more under other ids, for the phone's folded place.
    let radarFolded: String?
    let trendNarrow: String?
    let trendWide: String?
}

extension Site {
    func profilePage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let view = try await station.profile(try context.parameters.require("id"), by: principal)
        if view.questionnaire.role == .firstLook { return firstLookPage(view, context) }
        let wording = wording(context)
        var advice: ProfileAdvice?
        var outlooks: [String: WarningOutlook] = [:]
        if principal.company != nil {
            advice = ProfileAdvice(view, plan: try await station.plan(by: principal), wording)
            for standing in try await station.warningStandings(of: view, by: principal) {
                outlooks[standing.record.id] = WarningOutlook(standing, view.questionnaire, wording)
            }
        }
        let model = ProfilePage(
            view, station, wording, textSize: context.reader.size.chartText,
            isOwn: principal.company != nil, isNew: request.uri.queryParameters["new"] != nil, advice: advice,
            outlooks: outlooks)
        return pages.response(
            "profile", model, title: model.title, context, path: "/profiles/\(view.record.id)")
    }

    /// The report as a file: HTML for screen and paper, CSV for a spreadsheet.
    /// The company turns one warning into a ticket.
    func openTicketForWarning(_ request: Request, _ context: StationContext) async throws -> Response {
        struct Form: Decodable { var idempotencyKey: String? }
        var request = request
        let body = try await request.body(context)
        let form = try FormDecoding.decode(Form.self, from: body)
        let number = try await station.openTicket(
            forWarning: try context.parameters.require("warning"), by: try context.requirePrincipal(),
            key: form.idempotencyKey.map { IdempotencyKey($0, request: body) })
        return .seeOther("/tickets/\(number)?new=1")
    }
}
