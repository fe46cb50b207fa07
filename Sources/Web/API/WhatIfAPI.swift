import Foundation
import HealthCheck
import Hummingbird
import Station

private struct WhatIfRequest: Decodable {
    let answers: [String: AnswerValue]
}

/// What other answers would come to, beside what was issued.
private struct WhatIfJSON: Encodable {
    let score: Double?
    let grade: String?
    let interval: [Double]
    let completeness: Int
    /// Red lines that would be crossed.
    let redLines: [String]
    /// Questions that would be asked, and no more be asked.
    let appearing: [String]
    let leaving: [String]
    let issued: IssuedJSON

    struct IssuedJSON: Encodable {
        let score: Double?
        let grade: String?
        let interval: [Double]
    }

    init(_ outcome: WhatIf) {
        let profile = outcome.profile
        let issued = outcome.view.record.profile
        score = profile.card.score
        grade = profile.grade?.rawValue
        interval = [profile.card.low.roundedHalfUp, profile.card.high.roundedHalfUp]
        completeness = profile.card.completeness
        redLines = profile.redLines.map(\.id)
        appearing = outcome.appearing.map(\.id)
        leaving = outcome.leaving.map(\.id)
        self.issued = IssuedJSON(
            score: issued.card.score, grade: issued.grade?.rawValue,
            interval: [issued.card.low.roundedHalfUp, issued.card.high.roundedHalfUp])
    }
}

extension Site {
    /// Computes and forgets: nothing is created, so there is no address to go to.
    func apiWhatIf(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let principal = try context.requirePrincipal()
        let body = try FormDecoding.decodeJSON(WhatIfRequest.self, from: try await request.body(context))
        let outcome = try await station.whatIf(
            try context.parameters.require("id"), changes: body.answers, by: principal)
        return .json(WhatIfJSON(outcome))
    }
}
