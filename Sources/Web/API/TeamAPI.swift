import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

private struct TeamJSON: Encodable {
    let unit: String
    let balance: String
    let officers: [Officer]
    let own: [Own]

    struct Officer: Encodable {
        let id: String
        let name: String
        let open: Int
        let here: Bool
        let standIn: String?
        let deputises: [String]
        let absences: [AbsenceJSON]
    }

    struct Own: Encodable {
        let ticket: String
        /// Whose it is, if not the reader's own.
        let instead: String?
    }

    init(_ team: TeamView) {
        unit = team.unit.rawValue
        balance = team.balance.rawValue
        officers = team.officers.map { officer in
            Officer(
                id: officer.account.id, name: officer.account.displayName, open: officer.open,
                here: officer.absence == nil, standIn: officer.standIn?.id,
                deputises: officer.deputises.map(\.id),
                absences: ([officer.absence].compactMap(\.self) + officer.coming).map(AbsenceJSON.init))
        }
        own = team.own.map { Own(ticket: $0.row.ticket.number.description, instead: $0.instead?.id) }
    }
}

private struct AbsenceJSON: Encodable {
    let id: String
    let officer: String
    let deputy: String
    let from: String
    let to: String

    init(_ entered: EnteredAbsence) {
        id = entered.id
        officer = entered.absence.officer
        deputy = entered.absence.deputy
        from = entered.absence.first.description
        to = entered.absence.last.description
    }
}

private struct AbsenceRequest: Decodable {
    let officer: String?
    let deputy: String
    let from: String
    let to: String
}

private struct HolderJSON: Encodable {
    let officer: String?
    let name: String?
    let why: String?
    let standIn: String?
}

private struct HolderRequest: Decodable {
    let officer: String
}

private struct SuggestionsJSON: Encodable {
    /// By keywords of the catalogue.
    let matters: [Keyworded]
    let matter: Place?
    let unit: Place?

    struct Keyworded: Encodable {
        let id: String
        let words: [String]
    }

    struct Place: Encodable {
        let id: String
        let because: [Evidence]
    }

    struct Evidence: Encodable {
        let word: String
        let here: Int
        let all: Int
    }
}

extension Site {
    func apiTeam(_ request: Request, _ context: StationContext) async throws -> Response {
        let unit = request.uri.queryParameters["unit"].map { UnitID(rawValue: String($0)) }
        return .json(TeamJSON(try await station.team(unit, by: try context.requirePrincipal())))
    }

    func apiEnterAbsence(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let asked = try FormDecoding.decodeJSON(AbsenceRequest.self, from: try await request.body(context))
        let entered = try await station.enterAbsence(
            NewAbsence(
                officer: asked.officer, deputy: asked.deputy, first: try CivilDay.named(asked.from, at: "/from"),
                last: try CivilDay.named(asked.to, at: "/to")), by: try context.requirePrincipal())
        return .json(AbsenceJSON(entered), status: .created)
    }

    func apiWithdrawAbsence(_ request: Request, _ context: StationContext) async throws -> Response {
        try await station.withdrawAbsence(try context.parameters.require("id"), by: try context.requirePrincipal())
        return Response(status: .noContent)
    }

    func apiRestoreAbsence(_ request: Request, _ context: StationContext) async throws -> Response {
        try await station.restoreAbsence(try context.parameters.require("id"), by: try context.requirePrincipal())
        return Response(status: .noContent)
    }

    func apiHolder(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        guard principal.company == nil else { throw StationError.notForRole }
        let ticket = try await station.ticket(try ticketNumber(context), by: principal).ticket
        let holder = try await station.holder(of: ticket, by: principal)
        let wording = wording(context)
        return .json(
            HolderJSON(
                officer: holder?.officer.id, name: holder?.officer.displayName,
                why: holder.map { wording.why($0.reason) },
                standIn: holder?.standIn?.id))
    }

    func apiHand(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let asked = try FormDecoding.decodeJSON(HolderRequest.self, from: try await request.body(context))
        try await station.hand(try ticketNumber(context), to: asked.officer, by: try context.requirePrincipal())
        return try await apiHolder(request, context)
    }

    /// What a title seems to be about; for officers also where earlier tickets with its words were put.
    func apiSuggestions(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let title = request.uri.query.flatMap { FormDecoding.field("title", in: $0) } ?? ""
        let learned = principal.company == nil ? try await station.learned(from: title, by: principal) : nil
        return .json(
            SuggestionsJSON(
                matters: station.suggestedMatters(for: title).map { .init(id: $0.matter.code, words: $0.words) },
                matter: learned?.matter.map { .init(id: $0.place, because: $0.evidence.map(Self.json)) },
                unit: learned?.unit.map { .init(id: $0.place.rawValue, because: $0.evidence.map(Self.json)) }))
    }

    private static func json<Place>(_ evidence: Experience<Place>.Evidence) -> SuggestionsJSON.Evidence {
        .init(word: evidence.word, here: evidence.here, all: evidence.all)
    }
}
