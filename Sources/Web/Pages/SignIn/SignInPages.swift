import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

struct SignInPage {
    let account: String
    let back: String
    let error: String?
    let demo: [WebConfiguration.DemoAccount]
    let hasDemo: Bool
}

extension Site {
    private struct SignInForm: Decodable {
        var account: String?
        var password: String?
        var back: String?
    }

    func signInPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let back = request.uri.queryParameters["back"].map(String.init) ?? "/"
        if context.principal != nil { return .seeOther(localPath(back)) }
        return signInPage(account: "", back: back, error: nil, context, .ok)
    }

    private func signInPage(
        account: String, back: String, error: String?, _ context: StationContext, _ status: HTTPResponse.Status
    ) -> Response {
        let model = SignInPage(
            account: account, back: localPath(back), error: error, demo: configuration.demoAccounts,
            hasDemo: !configuration.demoAccounts.isEmpty)
        return pages.response(
            "sign-in", model, title: wording(context).say("sign-in.title"), context, path: "/sign-in",
            status: status, hasErrors: error != nil)
    }

    func signIn(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(SignInForm.self, context)
        let back = form.back ?? "/"
        do {
            let signedIn = try await station.signIn(
                login: form.account ?? "", password: form.password ?? "", address: context.remoteAddress,
                hashing: hashing)
            var response = Response.seeOther(localPath(back))
            response.setCookie(SessionCookie.make(signedIn.token, length: station.settings.sessionLength))
            return response
        } catch StationError.signInFailed {
            return signInPage(
                account: form.account ?? "", back: back, error: wording(context).say("error.sign-in-failed"), context,
                .unauthorized)
        } catch StationError.tooManyAttempts(let until) {
            let text = wording(context).say("sign-in.wait", ["time": wording(context).dates.time(until)])
            var response = signInPage(
                account: form.account ?? "", back: back, error: text, context, .tooManyRequests)
            response.headers[.retryAfter] = "\(max(1, Int(until.timeIntervalSince(station.ambient.now()))))"
            return response
        }
    }

    func signOut(_ request: Request, _ context: StationContext) async throws -> Response {
        if let token = context.sessionToken { try await station.signOut(token: token) }
        var response = Response.seeOther("/sign-in")
        response.setCookie(SessionCookie.expired)
        return response
    }

    func chooseLanguage(_ request: Request, _ context: StationContext) async throws -> Response {
        let language = request.uri.queryParameters["to"].flatMap { Language(rawValue: String($0)) } ?? .zhHans
        // Another site's link may bring somebody here, but it does not change what their account remembers.
        let isOwnLink = request.headers[.secFetchSite].map { ["same-origin", "none"].contains($0) } ?? true
        if isOwnLink, let principal = context.principal { try await station.chooseLanguage(language, by: principal) }
        return preference("lang", language.rawValue, request)
    }

    func chooseSize(_ request: Request, _ context: StationContext) async throws -> Response {
        let size = request.uri.queryParameters["to"].flatMap { Reader.Size(rawValue: String($0)) } ?? .normal
        var response = preference("size", size.rawValue, request)
        if let contrast = request.uri.queryParameters["contrast"] {
            response.setCookie(preferenceCookie("contrast", contrast == "high" ? "high" : "normal"))
        }
        return response
    }

    private func preference(_ name: String, _ value: String, _ request: Request) -> Response {
        var response = Response.seeOther(localPath(request.uri.queryParameters["back"].map(String.init) ?? "/"))
        response.setCookie(preferenceCookie(name, value))
        return response
    }

    private func preferenceCookie(_ name: String, _ value: String) -> Cookie {
        Cookie(name: name, value: value, maxAge: 365 * 86_400, path: "/", httpOnly: true, sameSite: .lax)
    }

    /// Only a path of our own: nobody is sent elsewhere after signing in.
    ///
    /// Byte by byte, as a browser reads it: to Swift `/` with a combining mark is another character than `/`.
    func localPath(_ path: String) -> String {
        let bytes = path.utf8
        guard bytes.first == UInt8(ascii: "/"), bytes.dropFirst().first != UInt8(ascii: "/"),
            bytes.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return path
    }

    func helpPage(_ request: Request, _ context: StationContext) async throws -> Response {
        pages.response(
            "help", HelpPage(), title: wording(context).say("help.title"), context, path: "/help")
    }

    func privacyPage(_ request: Request, _ context: StationContext) async throws -> Response {
        pages.response(
            "privacy", HelpPage(), title: wording(context).say("privacy.title"), context, path: "/privacy")
    }
}

/// A page of words only.
struct HelpPage {}
