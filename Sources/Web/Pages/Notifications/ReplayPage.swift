import Casework
import Foundation
import Hummingbird
import Station

/// What a range replay would do, before it does it.
struct ReplayPage {
    let count: Int
    let text: String
    let channel: String
    let since: String
    let action: String
    let back: String
    let channels: [TicketsPage.StateOption]
    let isCounted: Bool
    let hasAny: Bool
    let sinceError: String?
    let errors: ErrorSummary?
}

/// The fields of a range replay: counted first, done when confirmed.
struct ReplayForm: Decodable {
    var channel: String?
    var since: String?
    var confirmed: String?
}

extension Site {
    func replayPage(_ request: Request, _ context: StationContext) async throws -> Response {
        _ = try await station.countFailed(OutboxQuery(since: .distantFuture), by: try context.requirePrincipal())
        return replayPage(ReplayForm(), count: nil, problems: [], context)
    }

    /// Counts what would be sent again; sends it when that was confirmed.
    func replayRange(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(ReplayForm.self, context)
        let principal = try context.requirePrincipal()
        var query = OutboxQuery()
        query.channel = form.channel.flatMap(OutboxMessage.Channel.init)
        do {
            query.since = try since(form.since)
        } catch StationError.invalid(let problems) {
            return replayPage(form, count: nil, problems: problems, context)
        }
        guard form.confirmed == "yes" else {
            return replayPage(form, count: try await station.countFailed(query, by: principal), problems: [], context)
        }
        _ = try await station.replayFailed(query, by: principal)
        return .seeOther("/notifications?state=waiting")
    }

    /// A moment as a browser's `datetime-local` field gives it, in the station's time; nil for nothing.
    func since(_ text: String?) throws -> Date? {
        guard let text = text?.trimmingCharacters(in: .whitespaces), !text.isEmpty else { return nil }
        let parts = text.split(separator: "T")
        let clock = (parts.count > 1 ? parts[1] : "00:00").split(separator: ":").map { Int($0) ?? -1 }
        guard let day = parts.first.flatMap({ CivilDay(String($0)) }), clock.count >= 2,
            (0...23).contains(clock[0]), (0...59).contains(clock[1])
        else { throw StationError.invalid([FieldProblem("/since", .wrongType(expected: "date"))]) }
        return station.catalogue.policy.calendar.date(day, minute: clock[0] * 60 + clock[1])
    }

    private func replayPage(
        _ form: ReplayForm, count: Int?, problems: [FieldProblem], _ context: StationContext
    ) -> Response {
        let wording = wording(context)
        let errors = problems.isEmpty ? nil : errors(problems, context)
        let model = ReplayPage(
            count: count ?? 0, text: wording.replayCount(count ?? 0), channel: form.channel ?? "",
            since: form.since ?? "", action: "/notifications/replays", back: "/notifications",
            channels: OutboxMessage.Channel.allCases.map {
                TicketsPage.StateOption(
                    value: $0.rawValue, text: wording.say("channel.\($0.rawValue)"),
                    isChosen: $0.rawValue == form.channel)
            }, isCounted: count != nil, hasAny: (count ?? 0) > 0, sinceError: errors?.message("since"), errors: errors)
        return pages.response(
            "replay", model, title: wording.say("replay.title"), context, path: "/notifications/replays",
            status: problems.isEmpty ? .ok : .unprocessableContent, hasErrors: !problems.isEmpty)
    }
}
