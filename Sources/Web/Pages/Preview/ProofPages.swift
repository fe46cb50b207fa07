import Foundation
import HealthCheck
import Hummingbird
import Station

/// The editor's entrance: what there is to proofread, and what is wrong with the files.
struct PreviewIndexPage {
    let tests: [Item]
    let errors: [String]
    let hasErrors: Bool
    let warnings: [String]
    let hasWarnings: Bool

    struct Item {
        let title: String
        let note: String
        let startHref: String
        let proofHref: String
    }
}

extension Site {
    func previewPage(_ request: Request, _ context: StationContext) async throws -> Response {
        guard let preview = configuration.preview else { throw StationError.notFound }
        let wording = wording(context)
        let findings = preview.findings()
        let catalogue = station.catalogue
        let model = PreviewIndexPage(
            tests: catalogue.selfTests.map { test in
                let isDraft = catalogue.drafts.contains(test.id)
                return PreviewIndexPage.Item(
                    title: test.title[wording.language],
                    note: wording.say(
                        isDraft ? "preview.draft" : "preview.published",
                        ["version": test.version, "count": "\(test.questions.count)"]),
                    startHref: "/self-tests/\(test.id)", proofHref: "/preview/\(test.id)")
            },
            errors: findings.errors, hasErrors: !findings.errors.isEmpty, warnings: findings.warnings,
            hasWarnings: !findings.warnings.isEmpty)
        return pages.response(
            "preview", model, title: wording.say("preview.title"), context, path: "/preview")
    }

    /// Every question of a self-test on one page, with all that an editor wrote.
    func proofPage(_ request: Request, _ context: StationContext) async throws -> Response {
        guard configuration.preview != nil,
            let questionnaire = station.catalogue.selfTest(try context.parameters.require("id"))
        else { throw StationError.notFound }
        let model = ProofPage(questionnaire, wording(context))
        return pages.response("proof", model, title: model.title, context, path: "/preview/\(questionnaire.id)")
    }
}
