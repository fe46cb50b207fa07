import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// What the forms of the team's page send.
struct AbsenceForm: Decodable {
    var unit: String?
    var officer: String?
    var deputy: String?
    var from: String?
    var to: String?
}

private struct HandForm: Decodable {
    var officer: String?
}

extension AbsenceForm {
    /// With the days parsed; a day that is none is told at its field.
    fileprivate func absence(of principal: Principal) throws -> NewAbsence {
        NewAbsence(
            officer: officer.flatMap(\.nonEmpty), deputy: deputy ?? "", first: try CivilDay.named(from, at: "/from"),
            last: try CivilDay.named(to, at: "/to"))
    }
}

extension CivilDay {
    /// Nil for nothing typed; what is no day is told at its field.
    static func named(_ text: String?, at pointer: String) throws -> CivilDay? {
        guard let text, !text.isEmpty else { return nil }
        guard let day = CivilDay(text) else {
            throw StationError.invalid([FieldProblem(pointer, .answer(.expectsDay))])
        }
        return day
    }
}

extension Site {
    func teamPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let parameters = request.uri.queryParameters
        var form = AbsenceForm()
        form.unit = parameters["unit"].map(String.init)
        return try await teamPage(
            form, [], withdrawn: parameters["withdrawn"].map(String.init), entered: parameters["entered"] != nil,
            context)
    }

    func enterAbsence(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(AbsenceForm.self, context)
        let principal = try context.requirePrincipal()
        do {
            try await station.enterAbsence(try form.absence(of: principal), by: principal)
            return .seeOther("/team?entered=1\(Self.unitQuery(form))")
        } catch StationError.invalid(let problems) {
            return try await teamPage(form, problems, withdrawn: nil, entered: false, context)
        }
    }

    func withdrawAbsence(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(AbsenceForm.self, context)
        let id = try context.parameters.require("id")
        try await station.withdrawAbsence(id, by: try context.requirePrincipal())
        return .seeOther("/team?withdrawn=\(id)\(Self.unitQuery(form))")
    }

    func restoreAbsence(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(AbsenceForm.self, context)
        do {
            try await station.restoreAbsence(
                try context.parameters.require("id"), by: try context.requirePrincipal())
            return .seeOther("/team?entered=1\(Self.unitQuery(form))")
        } catch StationError.invalid(let problems) {
            return try await teamPage(form, problems, withdrawn: nil, entered: false, context)
        }
    }

    /// Hands a ticket to a colleague; the page it leads back to offers to hand it on again.
    func handTicket(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let form = try await request.form(HandForm.self, context)
        let number = try ticketNumber(context)
        try await station.hand(number, to: form.officer ?? "", by: try context.requirePrincipal())
        return .seeOther("/tickets/\(number)")
    }

    private static func unitQuery(_ form: AbsenceForm) -> String {
        form.unit.flatMap(\.nonEmpty).flatMap { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) }
            .map { "&unit=\($0)" } ?? ""
    }

    private func teamPage(
        _ form: AbsenceForm, _ problems: [FieldProblem], withdrawn: String?, entered: Bool, _ context: StationContext
    ) async throws -> Response {
        let principal = try context.requirePrincipal()
        let unit = form.unit.flatMap(\.nonEmpty).map { UnitID(rawValue: $0) }
        let team = try await station.team(unit, by: principal)
        let around = TeamPage.Around(
            wording: wording(context), now: station.ambient.now(),
            textSize: Double(context.reader.size.chartText), withdrawn: withdrawn, entered: entered)
        let model = TeamPage(
            team, form, problems.isEmpty ? nil : errors(problems, context), principal: principal, around)
        return pages.response(
            "team", model, title: around.wording.say("team.title"), context, path: "/team",
            status: problems.isEmpty ? .ok : .unprocessableContent, hasErrors: !problems.isEmpty)
    }
}
