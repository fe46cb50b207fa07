import Casework
import Foundation
import Hummingbird
import Station

struct ChoicesPage {
    let isCompany: Bool
    /// Where there is no gateway for text messages, nobody is offered them.
    let offersSMS: Bool
    let mail: String
    let mailRefused: String?
    let phone: String?
    let phoneRefused: String?
    let hasRefused: Bool
    let usesMail: Bool
    let usesSMS: Bool
    let paces: [Pace]
    let from: String
    let to: String
    let saved: Bool
    let errors: ErrorSummary?
    let quietError: String?

    struct Pace {
        let value: String
        let text: String
        let isChosen: Bool
    }
}

extension Site {
    private struct ChoicesForm: Decodable {
        var mail: String?
        var sms: String?
        var pace: String?
        var from: String?
        var to: String?
    }

    func choicesPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let choices = try await station.noticeChoices(by: try context.requirePrincipal())
        let quiet = choices.preferences.quiet
        return choicesPage(
            choices, choices.preferences, from: quiet.map { Self.clock($0.from) } ?? "",
            to: quiet.map { Self.clock($0.to) } ?? "", saved: request.uri.queryParameters["saved"] != nil, [], context)
    }

    func choose(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(ChoicesForm.self, context)
        let principal = try context.requirePrincipal()
        let (from, to) = (form.from ?? "", form.to ?? "")
        var preferences = NoticePreferences(
            usesMail: form.mail == "yes", usesSMS: form.sms == "yes",
            pace: form.pace.flatMap(NoticePreferences.Pace.init) ?? .atOnce)
        if !from.isEmpty || !to.isEmpty {
            guard let start = Self.minute(from), let end = Self.minute(to),
                let quiet = NoticePreferences.Quiet(from: start, to: end)
            else {
                let problem = FieldProblem("/from", .wrongType(expected: "time"))
                return choicesPage(
                    try await station.noticeChoices(by: principal), preferences, from: from, to: to, saved: false,
                    [problem], context)
            }
            preferences.quiet = quiet
        }
        try await station.chooseNotices(preferences, by: principal)
        return .seeOther("/me/notices?saved=1")
    }

    func acceptAddresses(_ request: Request, _ context: StationContext) async throws -> Response {
        try await station.acceptAddressesAgain(by: try context.requirePrincipal())
        return .seeOther("/me/notices?saved=1")
    }

    private func choicesPage(
        _ choices: NoticeChoices, _ preferences: NoticePreferences, from: String, to: String, saved: Bool,
        _ problems: [FieldProblem], _ context: StationContext
    ) -> Response {
        let wording = wording(context)
        func refused(_ address: NoticeChoices.Address?) -> String? {
            address?.refused.map {
                wording.say(
                    "choices.refused", ["time": wording.dates.moment($0.at), "reason": wording.fault($0.reason)])
            }
        }
        let errors = problems.isEmpty ? nil : errors(problems, context)
        let model = ChoicesPage(
            isCompany: choices.phone != nil,
            offersSMS: choices.phone != nil && station.settings.sendsSMS, mail: choices.mail.text,
            mailRefused: refused(choices.mail),
            phone: choices.phone?.text, phoneRefused: refused(choices.phone),
            hasRefused: choices.mail.refused != nil || choices.phone?.refused != nil,
            usesMail: preferences.usesMail, usesSMS: preferences.usesSMS,
            paces: NoticePreferences.Pace.allCases.map {
                ChoicesPage.Pace(
                    value: $0.rawValue, text: wording.say("choices.pace-\($0.rawValue)"),
                    isChosen: $0 == preferences.pace)
            }, from: from, to: to, saved: saved, errors: errors, quietError: errors?.message("from"))
        return pages.response(
            "choices", model, title: wording.say("choices.title"), context, path: "/me/notices",
            status: problems.isEmpty ? .ok : .unprocessableContent, hasErrors: !problems.isEmpty)
    }

    /// `22:30`
    private static func clock(_ minute: Int) -> String {
        [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":").map { Int($0) ?? -1 }
        guard parts.count >= 2, (0...23).contains(parts[0]), (0...59).contains(parts[1]) else { return nil }
        return parts[0] * 60 + parts[1]
    }
}
