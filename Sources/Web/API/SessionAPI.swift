import Foundation
import Hummingbird
import Station

private struct SessionRequest: Decodable {
    let account: String
    let password: String
    /// A second factor, for accounts that have one.
    var code: String?
}

private struct SessionJSON: Encodable {
    let token: String
    let expiresAt: String
    let account: String
    let roles: [String]
}

extension Site {
    func apiSignIn(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let body = try FormDecoding.decodeJSON(SessionRequest.self, from: try await request.body(context))
        let signedIn = try await station.signIn(
            login: body.account, password: body.password, address: context.remoteAddress, hashing: hashing)
        return .json(
            SessionJSON(
                token: signedIn.token, expiresAt: wording(context).dates.rfc3339(signedIn.expiresAt),
                account: signedIn.principal.account.login,
                roles: signedIn.principal.account.roles.map(\.rawValue).sorted()), status: .created)
    }

    /// The key a program gave, with the request it stands for.
    func idempotencyKey(_ request: Request, _ body: Data) -> IdempotencyKey? {
        request.headers[.idempotencyKey].map {
            IdempotencyKey(String($0.prefix(200)), request: Data("\(request.method) \(request.uri.path)\n".utf8) + body)
        }
    }
}
