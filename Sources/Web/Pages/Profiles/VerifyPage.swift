import Foundation
import HealthCheck
import Hummingbird
import Station

/// Where a third party checks the code of a report.
struct VerifyPage {
    let typed: String
    let problem: String?
    let result: Result?

    struct Result {
        let code: String
        let company: String
        let test: String
        let grade: GradeChip
        let score: String?
        let facts: String
        let isSuperseded: Bool
    }
}

extension Site {
    /// The form, and below it what the station says of the code. Open to everybody.
    func verifyPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let wording = wording(context)
        let typed =
            request.uri.query.flatMap { FormDecoding.field("code", in: $0) }?
            .trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        var problem: String?
        var result: VerifyPage.Result?
        if let code = ReportCode(typed) {
            do {
                result = Self.result(try await station.verifyReport(code, from: context.remoteAddress), wording)
            } catch StationError.notFound {
                problem = wording.say("verify.unknown")
            }
        } else if !typed.isEmpty {
            problem = wording.say("verify.malformed")
        }
        return pages.response(
            "verify", VerifyPage(typed: typed, problem: problem, result: result), title: wording.say("verify.title"),
            context, path: "/verify", status: problem == nil ? .ok : .unprocessableContent,
            hasErrors: problem != nil)
    }

    private static func result(_ report: VerifiedReport, _ wording: Wording) -> VerifyPage.Result {
        let profile = report.record.profile
        return VerifyPage.Result(
            code: report.code.description, company: report.company.name,
            test: report.questionnaire.title[wording.language], grade: wording.grade(profile.grade),
            score: profile.card.score.map(NumberText.score),
            facts: wording.say(
                "profile.facts",
                [
                    "percent": "\(profile.card.completeness)", "date": wording.dates.fullDay(report.record.issuedAt),
                ]),
            isSuperseded: report.isSuperseded)
    }

    /// The same for programs: 404 for a code that is none of ours.
    func apiVerify(_ request: Request, _ context: StationContext) async throws -> Response {
        guard let code = ReportCode(try context.parameters.require("code")) else { throw StationError.notFound }
        let report = try await station.verifyReport(code, from: context.remoteAddress)
        let profile = report.record.profile
        return .json(
            VerifiedReportJSON(
                code: report.code.description, company: report.company.name, selfTest: profile.selfTest,
                version: profile.version, score: profile.card.score, grade: profile.grade?.rawValue,
                issuedAt: wording(context).dates.rfc3339(report.record.issuedAt), superseded: report.isSuperseded))
    }
}

private struct VerifiedReportJSON: Encodable {
    let code: String
    let company: String
    let selfTest: String
    let version: String
    let score: Double?
    let grade: String?
    let issuedAt: String
    let superseded: Bool
}
