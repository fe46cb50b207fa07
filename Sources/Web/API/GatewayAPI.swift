import Casework
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Station

private struct ReceiptsRequest: Decodable {
    let receipts: [Receipt]

    struct Receipt: Decodable {
        let number: String
        let delivered: Bool
        var code: String?
    }
}

private struct ReceiptsJSON: Encodable {
    let fetched: Int
    let taken: Int
}

private struct InboundMailJSON: Encodable {
    let outcome: String
    let reason: String
    let ticket: String?
}

/// What gateways bring: receipts of text messages, replies to mails. They show the token of
/// `CLOUDSTATION_GATEWAY_TOKEN`; without one set, these addresses are not there.
extension Site {
    func apiReceipts(_ request: Request, _ context: StationContext) async throws -> Response {
        try requireGateway(request)
        var request = request
        let asked = try FormDecoding.decodeJSON(ReceiptsRequest.self, from: try await request.body(context))
        guard asked.receipts.count <= 500 else {
            throw StationError.invalid([FieldProblem("/receipts", .tooMany(limit: 500))])
        }
        let taken = try await station.takeReceipts(
            asked.receipts.map { DeliveryReceipt(number: $0.number, isDelivered: $0.delivered, code: $0.code) })
        return .json(ReceiptsJSON(fetched: asked.receipts.count, taken: taken))
    }

    func apiIncomingMail(_ request: Request, _ context: StationContext) async throws -> Response {
        try requireGateway(request)
        var request = request
        let mail = try FormDecoding.decodeJSON(IncomingMail.self, from: try await request.body(context))
        let taken = try await station.take(mail)
        return .json(
            InboundMailJSON(
                outcome: taken.outcome.rawValue, reason: taken.reason, ticket: taken.ticket?.description))
    }

    private func requireGateway(_ request: Request) throws(StationError) {
        guard let token = configuration.gatewayToken, !token.isEmpty else { throw .notFound }
        let shown = request.headers[.authorization] ?? ""
        // Digests are of equal length, and comparing them tells nothing of the token.
        guard SHA256.hash(data: Data(shown.utf8)) == SHA256.hash(data: Data("Bearer \(token)".utf8)) else {
            throw .signInRequired
        }
    }
}
