import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// All of a company's self-tests at a glance: overall grade, each test with its age, red lines, dimensions, trend.
struct OverallPage {
    let title: String
    let company: String
    let isOwn: Bool
    let grade: GradeChip
    let isRated: Bool
    let score: String
    let facts: String
    /// Why the grade is worse than the score alone would make it.
    let capNote: String?
    let tests: [Test]
    let redLines: [Line]
    let hasRedLines: Bool
    let map: [MapRow]
    let hasMap: Bool
    let legend: [RiskMap.Shade]
    let trendNarrow: String?
    let trendWide: String?
    let trend: [TrendRow]
    let hasTrend: Bool

    struct Test {
        let title: String
        let href: String?
        let startHref: String?
        let startText: String
        let chip: GradeChip?
        let score: String
        let note: String
        let retest: String?
        let isDue: Bool
    }

    struct Line {
        let title: String
        let test: String
        let meaning: String
        let cap: String
        let href: String
    }

    struct MapRow {
        let title: String
        let href: String
        let cells: [MapCell]
    }

    struct MapCell {
        let title: String
        let heat: String?
        let score: String
        let grade: String
    }

    struct TrendRow {
        let date: String
        let grade: GradeChip
        let score: String
        let rescored: String
    }
}

extension Site {
    /// The signed-in company's own.
    func ownOverallPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        guard let code = principal.company else { throw StationError.notForRole }
        return try await overallPage(of: code, path: "/profile", context)
    }

    /// A company's, for officers and managers; companies find their own here too.
    func companyOverallPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let code: CreditCode
        do {
            code = try CreditCode(try context.parameters.require("code"))
        } catch is CreditCode.Mistake {
            throw StationError.notFound
        }
        return try await overallPage(of: code, path: "/companies/\(code)/profile", context)
    }

    private func overallPage(of code: CreditCode, path: String, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let overview = try await station.companyOverview(code, by: principal)
        let model = OverallPage(
            overview, wording(context), today: station.catalogue.policy.calendar.day(of: station.ambient.now()),
            textSize: context.reader.size.chartText, isOwn: principal.company == code)
        return pages.response("overall", model, title: model.title, context, path: path)
    }
}
