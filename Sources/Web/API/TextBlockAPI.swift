import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// A kept text.
private struct TextBlockJSON: Encodable {
    let id: String
    /// `station`, `account` or the id of a unit.
    let owner: String
    let title: LocalizedText
    let text: LocalizedText
    let version: Int

    init(_ block: TextBlock) {
        id = block.id
        switch block.owner {
        case .station: owner = "station"
        case .unit(let unit): owner = unit.rawValue
        case .account: owner = "account"
        }
        title = block.title
        text = block.body
        version = block.version
    }
}

private struct TextBlocksJSON: Encodable {
    let items: [TextBlockJSON]
}

private struct TextBlockBody: Decodable {
    var title: String?
    var chinese: String?
    var english: String?
    var unit: Bool?

    var request: TextBlockRequest {
        TextBlockRequest(
            title: title ?? "", chinese: chinese ?? "", english: english ?? "", isForUnit: unit == true)
    }
}

extension Site {
    func apiTextBlocks(_ request: Request, _ context: StationContext) async throws -> Response {
        let blocks = try await station.textBlocks(
            matching: request.search ?? "", by: try context.requirePrincipal())
        return .json(TextBlocksJSON(items: blocks.map(TextBlockJSON.init)))
    }

    func apiKeepTextBlock(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let body = try FormDecoding.decodeJSON(TextBlockBody.self, from: try await request.body(context))
        return answer(
            try await station.keepTextBlock(body.request, by: try context.requirePrincipal()), status: .created)
    }

    /// Replaces a text; `If-Match` with its version is required.
    func apiChangeTextBlock(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let data = try await request.body(context)
        guard let match = request.headers[.ifMatch] else { throw RequestProblem.versionRequired }
        let body = try FormDecoding.decodeJSON(TextBlockBody.self, from: data)
        return answer(
            try await station.changeTextBlock(
                try context.parameters.require("id"), body.request, version: Self.version(match),
                by: try context.requirePrincipal()))
    }

    func apiRemoveTextBlock(_ request: Request, _ context: StationContext) async throws -> Response {
        try await station.removeTextBlock(
            try context.parameters.require("id"), by: try context.requirePrincipal())
        return Response(status: .noContent)
    }

    private func answer(_ block: TextBlock, status: HTTPResponse.Status = .ok) -> Response {
        var response = Response.json(TextBlockJSON(block), status: status)
        response.headers[.eTag] = "\"\(block.version)\""
        return response
    }
}
