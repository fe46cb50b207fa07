import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

struct AccountPage {
    let name: String
    let login: String
    let roles: String
    let isCompany: Bool
    let company: String
    let code: String
    let contact: String
    let email: String
    let endpoints: [Endpoint]
    let hasEndpoints: Bool
    let newSecret: String?
    let idempotencyKey: String
    let url: String
    let errors: ErrorSummary?
    let urlError: String?
    let keepsRules: Bool
    let hasTeam: Bool

    struct Endpoint {
        let id: String
        let url: String
        let state: String
        let kind: String
        let success: String
    }
}

extension Site {
    private struct EndpointForm: Decodable {
        var url: String?
        var idempotencyKey: String?
    }

    func accountPage(_ request: Request, _ context: StationContext) async throws -> Response {
        try await accountPage(context, url: "", secret: nil, problems: [])
    }

    /// Adds a webhook endpoint; its secret is shown on this answer and never again. Loading the answer anew adds no other.
    func addEndpoint(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        _ = try context.requirePrincipal()
        let body = try await request.body(context)
        let form = try FormDecoding.decode(EndpointForm.self, from: body)
        do {
            let made = try await station.addEndpoint(
                EndpointChange(url: form.url ?? ""), by: try context.requirePrincipal(),
                key: form.idempotencyKey.map { IdempotencyKey($0, request: body) })
            return try await accountPage(context, url: "", secret: made.secret, problems: [])
        } catch StationError.invalid(let problems) {
            return try await accountPage(context, url: form.url ?? "", secret: nil, problems: problems)
        }
    }

    private static func row(_ health: EndpointHealth, _ wording: Wording) -> AccountPage.Endpoint {
        let isEnabled = health.endpoint.isEnabled
        return AccountPage.Endpoint(
            id: health.endpoint.id, url: health.endpoint.url,
            state: wording.say(isEnabled ? "endpoint.on" : "endpoint.off"), kind: isEnabled ? "ok" : "danger",
            success: wording.success(health))
    }

    private func accountPage(
        _ context: StationContext, url: String, secret: String?, problems: [FieldProblem]
    ) async throws -> Response {
        let principal = try context.requirePrincipal()
        let wording = wording(context)
        let company =
            if let code = principal.company {
                try await station.companyProfile(code, by: principal).company
            } else { nil as Company? }
        let endpoints = company == nil ? [] : try await station.endpoints(by: principal)
        let errors = problems.isEmpty ? nil : errors(problems, context)
        let roles = principal.account.roles.map(\.rawValue).sorted().map { wording.say("role.\($0)") }
        let model = AccountPage(
            name: principal.account.displayName, login: principal.account.login,
            roles: roles.joined(separator: wording.say("list.comma")), isCompany: company != nil,
            company: company?.name ?? "", code: company?.code.description ?? "",
            contact: company.map { "\($0.contactName) \($0.contactPhone)" } ?? "", email: company?.contactEmail ?? "",
            endpoints: endpoints.map { Self.row($0, wording) },
            hasEndpoints: !endpoints.isEmpty, newSecret: secret, idempotencyKey: station.ambient.newID(), url: url,
            errors: errors,
            urlError: errors?.message("url"),
            keepsRules: principal.isLiaison || principal.isManager || principal.isAdministrator
                || principal.account.roles.contains(.auditor),
            hasTeam: principal.isLiaison || principal.isManager || principal.unit != nil)
        return pages.response(
            "account", model, title: wording.say("account.title"), context, path: "/me",
            status: problems.isEmpty ? .ok : .unprocessableContent, hasErrors: !problems.isEmpty)
    }
}
