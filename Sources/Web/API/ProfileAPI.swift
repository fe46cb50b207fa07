import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// An issued profile; scores to one decimal as issued, nil where not rated.
struct ProfileJSON: Encodable {
    let id: String
    let company: String
    let selfTest: String
    let version: String
    let contentHash: String
    let method: String
    let issuedAt: String
    let score: Double?
    let grade: String?
    let interval: [Double]
    let completeness: Int
    let dimensions: [DimensionJSON]
    let redLines: [RedLineJSON]
    let recommendations: [RecommendationJSON]

    struct DimensionJSON: Encodable {
        let id: String
        let score: Double?
        let grade: String?
        let interval: [Double]
        let answered: Int
        let applicable: Int
    }

    struct RedLineJSON: Encodable {
        let id: String
        let dimension: String
        let question: String
        let cap: String
    }

    struct RecommendationJSON: Encodable {
        let question: String
        let dimension: String
        let gain: Double
        let advice: [Advice]
    }

    init(_ record: ProfileRecord, _ dates: DateText) {
        let profile = record.profile
        id = record.id
        company = record.company.description
        selfTest = profile.selfTest
        version = profile.version
        contentHash = profile.contentHash
        method = profile.method.rawValue
        issuedAt = dates.rfc3339(record.issuedAt)
        score = profile.card.score
        grade = profile.grade?.rawValue
        interval = [profile.card.low.roundedHalfUp, profile.card.high.roundedHalfUp]
        completeness = profile.card.completeness
        dimensions = profile.card.dimensions.map {
            DimensionJSON(
                id: $0.id, score: $0.score, grade: $0.grade?.rawValue,
                interval: [$0.low.roundedHalfUp, $0.high.roundedHalfUp], answered: $0.answered,
                applicable: $0.applicable)
        }
        redLines = profile.redLines.map {
            RedLineJSON(id: $0.id, dimension: $0.dimension, question: $0.question, cap: $0.cap.rawValue)
        }
        recommendations = profile.recommendations.map {
            RecommendationJSON(
                question: $0.question, dimension: $0.dimension, gain: $0.gain.roundedHalfUp, advice: $0.advice)
        }
    }
}

struct WarningJSON: Encodable {
    let id: String
    let warning: String
    let dimension: String
    let matter: String
    let endangersPersons: Bool
    let ticket: String?

    init(_ record: WarningRecord) {
        id = record.id
        warning = record.warning.id
        dimension = record.warning.dimension
        matter = record.warning.matter
        endangersPersons = record.warning.endangersPersons
        ticket = record.ticket?.description
    }
}

private struct ProfileAnswerJSON: Encodable {
    let profile: ProfileJSON
    let warnings: [WarningJSON]
}

private struct CompanyProfileJSON: Encodable {
    let company: String
    let name: String
    let score: Double?
    let grade: String?
    let profiles: [ProfileJSON]
}

private struct TrendJSON: Encodable {
    let points: [Point]

    struct Point: Encodable {
        let profile: String
        let selfTest: String
        let issuedAt: String
        let score: Double?
        let grade: String?
    }
}

private struct TicketNumberJSON: Encodable {
    let ticket: String
}

extension Site {
    func apiProfile(_ request: Request, _ context: StationContext) async throws -> Response {
        let view = try await station.profile(try context.parameters.require("id"), by: try context.requirePrincipal())
        return .json(
            ProfileAnswerJSON(
                profile: ProfileJSON(view.record, wording(context).dates), warnings: view.warnings.map(WarningJSON.init)
            )
        )
    }

    private func company(_ context: StationContext) throws -> CreditCode {
        do {
            return try CreditCode(try context.parameters.require("code"))
        } catch is CreditCode.Mistake {
            throw StationError.notFound
        }
    }

    func apiCompanyProfile(_ request: Request, _ context: StationContext) async throws -> Response {
        let found = try await station.companyProfile(try company(context), by: try context.requirePrincipal())
        let dates = wording(context).dates
        return .json(
            CompanyProfileJSON(
                company: found.company.code.description, name: found.company.name, score: found.overall.score,
                grade: found.overall.grade?.rawValue, profiles: found.newest.map { ProfileJSON($0, dates) }))
    }

    func apiTrend(_ request: Request, _ context: StationContext) async throws -> Response {
        let records = try await station.trend(try company(context), by: try context.requirePrincipal())
        let dates = wording(context).dates
        return .json(
            TrendJSON(
                points: records.map {
                    TrendJSON.Point(
                        profile: $0.id, selfTest: $0.profile.selfTest, issuedAt: dates.rfc3339($0.issuedAt),
                        score: $0.profile.card.score, grade: $0.profile.grade?.rawValue)
                }))
    }

    func apiOpenTicketForWarning(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let body = try await request.body(context)
        let number = try await station.openTicket(
            forWarning: try context.parameters.require("id"), by: try context.requirePrincipal(),
            key: idempotencyKey(request, body))
        var response = Response.json(TicketNumberJSON(ticket: number.description), status: .created)
        response.headers[.location] = "/api/v1/tickets/\(number)"
        return response
    }
}
