import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Logging
import Spreadsheet
import Station

/// The only place where an error becomes a status, a page or a problem document. Unknown errors show an incident
/// number, never their text.
struct ErrorPresenter: Sendable {
    let station: Station
    let pages: PageRenderer
    let logger: Logger

    /// What an error comes to.
    struct Presentation {
        var status: HTTPResponse.Status
        /// Last part of the problem's type URI.
        var type: String
        var title: String
        var detail: String?
        var fields: [FieldProblem] = []
        /// Where `detail` belongs, if it is one field's.
        var pointer: String?
        /// What happened since the version that was named.
        var changes: [EventJSON]?
        var retryAfter: Int?
        /// Slots that are free where the one asked for is not.
        var next: [Date] = []
        /// The methods an address takes, for 405.
        var allow: String?

        /// Puts into an answer's headers what belongs there.
        func mark(_ response: inout Response) {
            if let retryAfter { response.headers[.retryAfter] = "\(retryAfter)" }
            if let allow { response.headers[.allow] = allow }
        }
    }

    func response(to error: any Error, _ request: Request, _ context: StationContext) -> Response {
        let language = context.reader.language
        var presentation = presentation(of: error, language)
        if presentation.status == .internalServerError {
            let incident = String(station.ambient.randomBytes(2).hexadecimal.uppercased())
            logger.error(
                "request failed",
                metadata: [
                    "incident": .string(incident), "path": .string(request.uri.path), "error": .string("\(error)"),
                ])
            presentation.title = say("error.ours", language, ["incident": incident])
        }
        if request.uri.path.hasPrefix("/api/") { return problem(presentation, language) }
        if case StationError.signInRequired = error, request.method == .get {
            return .redirect(to: "/sign-in?back=\(Self.escaped(request.uri.string))", type: .normal)
        }
        return page(presentation, request, context)
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// What `error` comes to if the store could not take something now and it may be sent again as it is, else nil.
    func passing(_ error: StoreError, _ language: Language) -> Presentation? {
        let presentation = presentation(of: error, language)
        return presentation.status == .serviceUnavailable ? presentation : nil
    }

    func presentation(of error: any Error, _ language: Language) -> Presentation {
        switch error {
        case let error as StationError: presentation(of: error, language)
        case let error as RequestProblem: presentation(of: error, language)
        case let error as StaleTicket:
            make(.preconditionFailed, "stale", "error.stale", language) { $0.changes = error.changes }
        case let error as MethodNotAllowed:
            make(.methodNotAllowed, "method-not-allowed", "error.method", language) { $0.allow = error.allow }
        case let error as SheetRefused:
            make(error.status, "answer-sheet", "error.invalid", language) {
                $0.detail = SheetMessages(station.catalogue, language).text(error.error)
            }
        case is CrossSiteRequest: make(.forbidden, "cross-site", "error.cross-site", language)
        case let error as any HTTPResponseError where error.status == .contentTooLarge:
            make(.contentTooLarge, "too-large", "error.too-large", language)
        case let error as HTTPError where error.status == .notFound:
            make(.notFound, "not-found", "error.not-found", language)
        case let error as any HTTPResponseError where error.status.code < 500:
            make(error.status, "bad-request", "error.bad-request", language)
        case PDFProblem.notInstalled:
            make(.notImplemented, "format-unavailable", "error.no-pdf", language)
        case PDFProblem.busy, PDFProblem.tooSlow:
            make(.serviceUnavailable, "busy", "error.pdf-busy", language) { $0.retryAfter = 30 }
        case SpreadsheetError.notBuilt:
            make(.notImplemented, "format-unavailable", "error.no-xlsx", language)
        case StoreError.busy:
            make(.serviceUnavailable, "busy", "error.busy", language) { $0.retryAfter = 1 }
        case StoreError.unavailable: presentation(of: .unavailable, language)
        case StoreError.staleVersion: make(.preconditionFailed, "stale", "error.stale", language)
        default: make(.internalServerError, "internal", "error.ours", language)
        }
    }

    private func presentation(of error: StationError, _ language: Language) -> Presentation {
        switch error {
        case .signInRequired: make(.unauthorized, "sign-in-required", "error.sign-in", language)
        case .signInFailed: make(.unauthorized, "sign-in-failed", "error.sign-in-failed", language)
        case .tooManyAttempts(let until):
            make(.tooManyRequests, "too-many-attempts", "error.too-many", language) {
                $0.retryAfter = max(1, Int(until.timeIntervalSince(station.ambient.now())))
            }
        case .notForRole: make(.forbidden, "not-for-role", "error.not-for-role", language)
        case .notFound: make(.notFound, "not-found", "error.not-found", language)
        case .invalid(let problems):
            make(.unprocessableContent, "invalid", "error.invalid", language) { $0.fields = problems }
        case .ticket(let error):
            make(Self.isField(error) ? .unprocessableContent : .conflict, "ticket", "error.ticket", language) {
                $0.detail = text(error, language)
                if error == .textMissing { $0.fields = [FieldProblem("/text", .missing)] }
                $0.pointer = error.pointer
            }
        case .appointment(let error):
            make(.conflict, "appointment", "error.appointment", language) {
                $0.detail = VisitMessages(catalogue: station.catalogue, language: language).text(error)
            }
        case .preReview(let error):
            make(.conflict, "pre-review", "error.pre-review", language) {
                $0.detail = VisitMessages(catalogue: station.catalogue, language: language).text(error)
            }
        case .slotFull(let next):
            make(.conflict, "slot-full", "error.slot-full", language) {
                $0.detail = VisitMessages(catalogue: station.catalogue, language: language).full(next)
                $0.next = next
            }
        case .stale, .conflict: make(.preconditionFailed, "stale", "error.stale", language)
        case .keyReused: make(.unprocessableContent, "key-reused", "error.key-reused", language)
        case .fileWaits:
            make(.conflict, "file-waits", "error.file-waits", language) { $0.retryAfter = 60 }
        case .fileInfected: make(.gone, "file-infected", "error.file-infected", language)
        case .unavailable:
            make(.serviceUnavailable, "unavailable", "error.unavailable", language) { $0.retryAfter = 5 }
        }
    }

    private func presentation(of problem: RequestProblem, _ language: Language) -> Presentation {
        switch problem {
        case .malformed(let what):
            make(.badRequest, "malformed", "error.malformed", language) { $0.detail = what }
        case .nulCharacter: make(.badRequest, "nul-character", "error.nul", language)
        case .versionRequired: make(.preconditionRequired, "version-required", "error.version-required", language)
        }
    }

    private static func isField(_ error: TicketError) -> Bool {
        switch error {
        case .textMissing, .starsOutOfRange, .noSuchLeg, .mergesWithItself, .linksToItself, .alreadyLead,
            .alreadyAssisting, .legDueAfterTicket, .dueInThePast, .noSuchPaper, .noSuchVeto, .partOfItself:
            true
        default: false
        }
    }

    private func make(
        _ status: HTTPResponse.Status, _ type: String, _ key: String, _ language: Language,
        _ change: (inout Presentation) -> Void = { _ in }
    ) -> Presentation {
        var presentation = Presentation(status: status, type: type, title: say(key, language))
        change(&presentation)
        return presentation
    }

    func say(_ key: String, _ language: Language, _ values: [String: String] = [:]) -> String {
        station.catalogue.locales.text(key, language, values)
    }

    private func page(_ presentation: Presentation, _ request: Request, _ context: StationContext) -> Response {
        let messages = FieldMessages(catalogue: station.catalogue, language: context.reader.language)
        let model = ErrorPage(
            title: presentation.title, detail: presentation.detail,
            fields: presentation.fields.map { messages.text($0) },
            offersSignIn: presentation.status == .unauthorized, signInHref: Self.signIn(backTo: request))
        var response = pages.response(
            "error", model, title: presentation.title, context, path: request.uri.path, status: presentation.status)
        presentation.mark(&response)
        return response
    }

    /// Sign-in that leads back to the page whose form was sent; there the browser still has what was typed.
    private static func signIn(backTo request: Request) -> String {
        guard let referrer = request.headers[.referer].flatMap({ URLComponents(string: $0) }),
            !referrer.path.isEmpty
        else { return "/sign-in" }
        let query = referrer.percentEncodedQuery.map { "?\($0)" } ?? ""
        return "/sign-in?back=\(escaped(referrer.percentEncodedPath + query))"
    }

    private func problem(_ presentation: Presentation, _ language: Language) -> Response {
        let messages = FieldMessages(catalogue: station.catalogue, language: language)
        let document = ProblemDocument(
            type: "urn:cloudstation:problem:\(presentation.type)", title: presentation.title,
            status: presentation.status.code, detail: presentation.detail,
            errors: presentation.fields.isEmpty
                ? presentation.pointer.map { [.init(pointer: $0, message: presentation.detail ?? presentation.title)] }
                : presentation.fields.map { .init(pointer: $0.pointer, message: messages.text($0)) },
            nextFree: presentation.next.isEmpty
                ? nil : presentation.next.map(Wording(station: station, language: language).dates.rfc3339),
            changes: presentation.changes)
        var response = Response.json(document, status: presentation.status)
        response.headers[.contentType] = "application/problem+json"
        response.headers[.contentLanguage] = language.rawValue
        presentation.mark(&response)
        if presentation.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

/// RFC 9457.
struct ProblemDocument: Encodable {
    let type: String
    let title: String
    let status: Int
    let detail: String?
    let errors: [FieldError]?
    /// The next slots that are free, where the one asked for is not.
    let nextFree: [String]?
    /// What happened since the version that was named.
    let changes: [EventJSON]?

    struct FieldError: Encodable {
        let pointer: String
        let message: String
    }
}

/// `If-Match` named a version that is no longer the newest; with what happened since, as far as the caller may know.
struct StaleTicket: Error {
    let changes: [EventJSON]
}

/// What is wrong with a request before it reaches a use case.
enum RequestProblem: Error {
    case malformed(String)
    /// A text holds U+0000.
    case nulCharacter
    /// A change without `If-Match`.
    case versionRequired
}

struct ErrorPage {
    let title: String
    let detail: String?
    let fields: [String]
    let offersSignIn: Bool
    let signInHref: String
}
