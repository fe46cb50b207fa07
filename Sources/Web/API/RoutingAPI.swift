import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

private struct EditionJSON: Encodable {
    let number: Int
    let version: String
    let contentHash: String
    let note: String
    let broughtAt: String
    let broughtBy: String
    let inForce: Bool
    let source: String?
    let flaws: [String]?

    init(
        _ edition: RoutingEdition, inForce: Bool, source: String? = nil, flaws: [String]? = nil, _ dates: DateText
    ) {
        number = edition.number
        version = edition.content.version
        contentHash = edition.contentHash
        note = edition.note
        broughtAt = dates.rfc3339(edition.broughtAt)
        broughtBy = edition.broughtBy
        self.inForce = inForce
        self.source = source
        self.flaws = flaws
    }
}

private struct RoutingJSON: Encodable {
    let inForce: Int?
    let version: String
    let editions: [EditionJSON]
    let publications: [PublicationJSON]
}

private struct PublicationJSON: Encodable {
    let sequence: Int
    let edition: Int
    let at: String
    let by: String
    let reason: String

    init(_ publication: RoutingPublication, _ dates: DateText) {
        sequence = publication.sequence
        edition = publication.edition
        at = dates.rfc3339(publication.at)
        by = publication.by
        reason = publication.reason
    }
}

private struct EditionRequest: Decodable {
    let source: String
    let note: String
}

private struct PublicationRequest: Decodable {
    let reason: String
}

extension Site {
    func apiRouting(_ request: Request, _ context: StationContext) async throws -> Response {
        let overview = try await station.routingOverview(by: try context.requirePrincipal())
        let dates = wording(context).dates
        return .json(
            RoutingJSON(
                inForce: overview.inForce, version: overview.version,
                editions: overview.editions.map { EditionJSON($0, inForce: $0.number == overview.inForce, dates) },
                publications: overview.publications.map { PublicationJSON($0, dates) }))
    }

    func apiBringRouting(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let asked = try FormDecoding.decodeJSON(EditionRequest.self, from: try await request.body(context))
        let principal = try context.requirePrincipal()
        let edition = try await station.bringRouting(asked.source, note: asked.note, by: principal)
        return try await editionJSON(edition.number, status: .created, context)
    }

    func apiRoutingEdition(_ request: Request, _ context: StationContext) async throws -> Response {
        try await editionJSON(try editionNumber(context), status: .ok, context)
    }

    func apiPublishRouting(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let asked = try FormDecoding.decodeJSON(PublicationRequest.self, from: try await request.body(context))
        let publication = try await station.publishRouting(
            try editionNumber(context), reason: asked.reason, by: try context.requirePrincipal())
        return .json(PublicationJSON(publication, wording(context).dates), status: .created)
    }

    /// Dry run over the last `days` days, 30 unless said otherwise; answers when it is done.
    func apiTryRouting(_ request: Request, _ context: StationContext) async throws -> Response {
        let days = request.uri.queryParameters["days"].flatMap { Int(String($0)) } ?? Station.trialDays
        let trial = try await station.tryRouting(
            try editionNumber(context), days: days, by: try context.requirePrincipal())
        return .json(RoutingTrialJSON(trial, wording(context).dates))
    }

    private func editionJSON(
        _ number: Int, status: HTTPResponse.Status, _ context: StationContext
    ) async throws -> Response {
        let view = try await station.routingEdition(number, by: try context.requirePrincipal())
        let messages = messages(context)
        return .json(
            EditionJSON(
                view.edition, inForce: view.isInForce, source: view.edition.source,
                flaws: view.flaws.map(messages.text), wording(context).dates), status: status)
    }
}
