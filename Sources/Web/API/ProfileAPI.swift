import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// An issued profile; scores to one decimal as issued, nil where not rated. What it recommends comes with `text`.
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
    let sensitivity: SensitivityJSON?
    let exposure: ExposureJSON?
    /// Only where one profile is asked for; nil where there are too few peers.
    var cohort: CohortJSON?
    /// Only where one profile is asked for; nil where no few answers lead to a better grade.
    var improvement: ImprovementJSON?

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

    init(_ record: ProfileRecord, _ wording: Wording) {
        let dates = wording.dates
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
        sensitivity = profile.sensitivity.map(SensitivityJSON.init)
        exposure = profile.exposure.map { ExposureJSON($0, wording.station.catalogue.countries) }
    }

    /// The whole of it as JSON text; `recommendations` is JSON too, from `AdviceTexts`.
    func text(_ recommendations: String) -> String {
        StationJSON.text(self, with: ["recommendations": recommendations])
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
    let warnings: [WarningJSON]
}

private struct TicketNumberJSON: Encodable {
    let ticket: String
}

extension Site {
    func apiProfile(_ request: Request, _ context: StationContext) async throws -> Response {
        let wording = wording(context)
        let explained = try await station.explanation(
            of: try context.parameters.require("id"), by: try context.requirePrincipal())
        var profile = ProfileJSON(explained.view.record, wording)
        profile.cohort = explained.view.cohort.map { .init($0, wording) }
        profile.improvement = explained.improvement.map { .init($0, explained) }
        let recommended = adviceTexts[explained.view.record.profile, explained.sheet]
        return .json(
            text: StationJSON.text(
                ProfileAnswerJSON(warnings: explained.view.warnings.map(WarningJSON.init)),
                with: ["profile": profile.text(recommended)]))
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
