import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

/// The texts an officer can use, and the form of one of them.
struct TextsPage {
    let search: String
    let texts: [Text]
    let isEmpty: Bool
    let form: Form
    let errors: ErrorSummary?
    let conflict: String?
    let isDone: Bool

    struct Text {
        let id: String
        let title: String
        let words: String
        let owner: String
        /// Nil for one that comes with the catalogue.
        let href: String?
    }

    struct Form {
        let heading: String
        let action: String
        let isChange: Bool
        let removal: String
        let title: String
        let chinese: String
        let english: String
        let isForUnit: Bool
        let hasUnit: Bool
        let version: Int?
        let variables: String
        let titleError: String?
        let chineseError: String?
        let englishError: String?
    }
}

/// What the form sends.
private struct TextForm: Decodable {
    var title: String?
    var chinese: String?
    var english: String?
    var unit: String?
    var version: Int?

    var request: TextBlockRequest {
        TextBlockRequest(title: title ?? "", chinese: chinese ?? "", english: english ?? "", isForUnit: unit != nil)
    }
}

extension Site {
    func textsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        try await textsPage(
            TextForm(), search: request.search ?? "", isDone: request.uri.queryParameters["done"] != nil, context)
    }

    func textPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let block = try await station.textBlock(
            try context.parameters.require("id"), by: try context.requirePrincipal())
        var form = TextForm(
            title: block.title.zhHans, chinese: block.body.zhHans, english: block.body.en, version: block.version)
        if case .unit = block.owner { form.unit = "1" }
        return try await textsPage(form, changing: block.id, [], context)
    }

    func keepText(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(TextForm.self, context)
        let id = context.parameters.get("id")
        let principal = try context.requirePrincipal()
        do {
            if let id {
                _ = try await station.changeTextBlock(id, form.request, version: form.version, by: principal)
            } else {
                _ = try await station.keepTextBlock(form.request, by: principal)
            }
            return .seeOther("/texts?done=1")
        } catch StationError.invalid(let problems) {
            return try await textsPage(form, changing: id, problems, status: .unprocessableContent, context)
        } catch StationError.stale(let version) {
            var again = form
            again.version = version
            return try await textsPage(
                again, changing: id, conflict: wording(context).say("kept.stale"), status: .preconditionFailed,
                context)
        }
    }

    func removeText(_ request: Request, _ context: StationContext) async throws -> Response {
        try await station.removeTextBlock(
            try context.parameters.require("id"), by: try context.requirePrincipal())
        return .seeOther("/texts?done=1")
    }

    private func textsPage(
        _ form: TextForm, changing id: String? = nil, _ problems: [FieldProblem] = [], conflict: String? = nil,
        search: String = "", isDone: Bool = false, status: HTTPResponse.Status = .ok, _ context: StationContext
    ) async throws -> Response {
        let wording = wording(context)
        let principal = try context.requirePrincipal()
        let errors = problems.isEmpty ? nil : self.errors(problems, context)
        let blocks = try await station.textBlocks(matching: search, by: principal)
        let model = TextsPage(
            search: search, texts: blocks.map { TextsPage.Text($0, wording) }, isEmpty: blocks.isEmpty,
            form: TextsPage.Form(
                heading: wording.say(id == nil ? "kept.new" : "kept.change"),
                action: id.map { "/texts/\($0)" } ?? "/texts", isChange: id != nil,
                removal: "/texts/\(id ?? "")/removal", title: form.title ?? "", chinese: form.chinese ?? "",
                english: form.english ?? "", isForUnit: form.unit != nil,
                hasUnit: principal.isLiaison || principal.unit != nil, version: form.version,
                variables: TextBlock.variables.sorted().map { "{\($0)}" }.joined(separator: " "),
                titleError: errors?.message("title"), chineseError: errors?.message("chinese"),
                englishError: errors?.message("english")),
            errors: errors, conflict: conflict, isDone: isDone)
        return pages.response(
            "texts", model, title: wording.say("kept.title"), context, path: "/texts", status: status,
            hasErrors: errors != nil || conflict != nil)
    }
}

extension TextsPage.Text {
    fileprivate init(_ block: TextBlock, _ wording: Wording) {
        id = block.id
        title = block.title[wording.language]
        words = block.body[wording.language]
        switch block.owner {
        case .station: (owner, href) = (wording.say("kept.of-station"), nil)
        case .unit(let unit):
            // One that comes with the catalogue has no author.
            (owner, href) = (wording.unit(unit), block.updatedAt == nil ? nil : "/texts/\(block.id)#form")
        case .account: (owner, href) = (wording.say("kept.of-me"), "/texts/\(block.id)#form")
        }
    }
}
