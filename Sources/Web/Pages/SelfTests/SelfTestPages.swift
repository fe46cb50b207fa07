import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Spreadsheet
import Station

struct SelfTestsPage {
    let tests: [HomePage.TestCard]
    let firstLook: FirstLookCard?
}

struct SelfTestPage {
    let id: String
    let title: String
    let purpose: String
    let minutes: Int
    let papers: [String]
    let dimensions: [Row]
    let answered: Int
    let total: Int
    let partsText: String
    let lengthText: String
    let isFirstLook: Bool
    let change: String?
    let earlier: EarlierTips?
    let isStarted: Bool
    let resumeHref: String
    /// Whether every question that counts is answered: then there is only to check and submit.
    let isComplete: Bool
    let firstHref: String
    let reviewHref: String
    let newest: HomePage.TestCard?
    let offersAgain: Bool
    let errors: ErrorSummary?
    let sheetError: String?
    /// Whether workbooks can be written here.
    let offersWorkbook: Bool

    struct Row {
        /// Nil while no question of the part is asked.
        let href: String?
        let title: String
        let note: String
        let state: String
        let stateText: String
    }
}

extension Site {
    func selfTestsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let wording = wording(context)
        let tests = try await station.selfTests(for: try context.requirePrincipal())
        return pages.response(
            "self-tests",
            SelfTestsPage(
                tests: tests.filter(\.isFull).map { Self.card($0, wording) }, firstLook: FirstLookCard(tests, wording)),
            title: wording.say("self-tests.title"), context, path: "/self-tests")
    }

    /// The start of one self-test: what for, who reads it, and its six dimensions as a task list.
    func selfTestPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let test = try await station.selfTest(try context.parameters.require("id"), for: try context.requirePrincipal())
        return selfTestPage(test, request, errors: nil, status: .ok, context)
    }

    /// The same with what was wrong with a sheet that was to be imported.
    func selfTestPage(
        _ test: SelfTestOverview, _ request: Request, errors: ErrorSummary?, status: HTTPResponse.Status,
        _ context: StationContext
    ) -> Response {
        let wording = wording(context)
        let questionnaire = test.questionnaire
        let language = context.reader.language
        let answers = test.draft?.answers ?? [:]
        let base = "/self-tests/\(questionnaire.id)"
        let next = test.missing.first
        let progress = test.progress
        let asked = Set(test.asked.map(\.id))
        let model = SelfTestPage(
            id: questionnaire.id, title: questionnaire.title[language], purpose: questionnaire.purpose[language],
            minutes: questionnaire.minutes, papers: questionnaire.papers.map { $0[language] },
            dimensions: questionnaire.dimensions.map {
                Self.part($0, $0.questions.filter { asked.contains($0.id) }, answers, base, wording)
            },
            answered: progress.answered, total: progress.total,
            partsText: wording.say(questionnaire.role == .firstLook ? "first-look.parts" : "self-test.parts"),
            lengthText: wording.say(
                test.asked.count == questionnaire.questions.count ? "self-test.minutes" : "self-test.length-about",
                ["minutes": "\(questionnaire.minutes)", "total": "\(test.asked.count)"]),
            isFirstLook: questionnaire.role == .firstLook, change: wording.change(request.askedChanges),
            earlier: EarlierTips(
                request.uri.queryParameters["after"].flatMap { questionnaire.question(String($0)) }, test,
                station.answerContext(at: station.ambient.now()), wording),
            isStarted: test.draft != nil,
            resumeHref: next.map { "\(base)/questions/\($0.id)" } ?? "\(base)/review",
            isComplete: next == nil,
            firstHref: test.asked.first.map { "\(base)/questions/\($0.id)" } ?? base,
            reviewHref: "\(base)/review", newest: test.newest == nil ? nil : Self.card(test, wording),
            offersAgain: test.newest != nil && test.draft == nil, errors: errors,
            sheetError: errors?.message("sheet"), offersWorkbook: XLSXFile.isAvailable)
        return pages.response(
            "self-test", model, title: model.title, context, path: base, status: status, hasErrors: errors != nil)
    }

    private static func part(
        _ dimension: HealthCheck.Dimension, _ asked: [Question], _ answers: [String: AnswerValue], _ base: String,
        _ wording: Wording
    ) -> SelfTestPage.Row {
        let scored = asked.filter(\.kind.isScored)
        let total = scored.count
        let done = scored.count { answers[$0.id] != nil }
        let state = asked.isEmpty ? "later" : done < total ? (done == 0 ? "todo" : "doing") : "done"
        let target = scored.first { answers[$0.id] == nil } ?? asked.first
        return SelfTestPage.Row(
            href: target.map { "\(base)/questions/\($0.id)" }, title: dimension.title[wording.language],
            note: wording.say(
                asked.isEmpty ? "self-test.questions-later" : "self-test.questions", ["count": "\(asked.count)"]),
            state: state,
            stateText: wording.say("self-test.state-\(state)", ["done": "\(done)", "total": "\(total)"]))
    }

    /// Takes the last answers as the start of a new draft.
    func startAgain(_ request: Request, _ context: StationContext) async throws -> Response {
        let id = try context.parameters.require("id")
        try await station.startAgain(id, by: try context.requirePrincipal())
        return .seeOther("/self-tests/\(id)")
    }
}
