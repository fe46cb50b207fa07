import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// The managers' one screen.
struct SummaryPage {
    let period: String
    let updated: String
    let figures: [Figure]
    let flow: [FlowStep]
    let states: [String]
    let units: [UnitRow]
    let hasUnits: Bool
    let urgent: [TicketTableRow]
    let hasUrgent: Bool
    let ratings: [RatingRow]
    let hasRatings: Bool
    let rates: [RateRow]
    let risks: [RiskTable]
    let hasRisks: Bool
    let industries: [String]
    let inflow: InflowChart?
    let from: String
    let to: String

    struct Figure {
        let label: String
        let value: String
        let note: String
        let kind: String?
        let href: String
    }

    struct FlowStep {
        let name: String
        let count: Int
    }

    struct UnitRow {
        let name: String
        let cells: [Cell]
        let overdue: Int
    }

    struct Cell {
        let text: String
        let heat: Int
    }

    struct RatingRow {
        let word: String
        let count: Int
    }

    struct RateRow {
        let label: String
        let value: String
        let note: String
    }

    struct RiskTable {
        let title: String
        let rows: [RiskRow]
    }

    struct RiskRow {
        let title: String
        let cells: [Cell]
    }

    struct InflowChart {
        let narrow: String
        let wide: String
        let rows: [FlowStep]
    }
}

extension Site {
    func summaryPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let parameters = request.uri.queryParameters
        let calendar = station.catalogue.policy.calendar
        let from = parameters["from"].flatMap { CivilDay(String($0)) }
        let to = parameters["to"].flatMap { CivilDay(String($0)) }
        let now = station.ambient.now()
        let start = from ?? calendar.day(of: now).advanced(by: -83)
        let summary = try await station.summary(
            from: calendar.date(start, minute: 0), to: to.map { calendar.date($0.advanced(by: 1), minute: 0) },
            unit: nil, by: try context.requirePrincipal())
        let model = SummaryPage(summary, wording(context), now: now, textSize: context.reader.size.chartText)
        return pages.response(
            "summary", model, title: wording(context).say("summary.title"), context, path: "/summary", place: .desk)
    }
}
