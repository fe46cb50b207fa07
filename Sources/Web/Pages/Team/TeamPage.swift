import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// A unit's officers: who is here, who has how much, who stands in for whom.
struct TeamPage {
    let unit: String
    let unitID: String
    let balance: String
    let units: [UnitOption]
    let mayChooseUnit: Bool
    let finding: String
    let narrow: String
    let wide: String
    let officers: [OfficerRow]
    let isEmpty: Bool
    let own: [OwnRow]
    let hasOwn: Bool
    let form: AbsenceFields?
    let withdrawn: Withdrawn?
    let entered: Bool

    struct UnitOption {
        let value: String
        let text: String
        let isChosen: Bool
    }

    struct OfficerRow {
        let name: String
        let open: Int
        let state: String
        let kind: String
        let standIn: String?
        let deputises: String?
        let absences: [AbsenceRow]
    }

    /// An absence of now or later, with the button that takes it back.
    struct AbsenceRow {
        let id: String
        let text: String
        let label: String
        let mayChange: Bool
    }

    struct OwnRow {
        let ticket: TicketTableRow
        let instead: String?
    }

    struct Withdrawn {
        let id: String
    }
}

/// The form that enters an absence; what was typed stays.
struct AbsenceFields {
    let unitID: String
    let officers: [TeamPage.UnitOption]
    let choosesOfficer: Bool
    let deputies: [TeamPage.UnitOption]
    let from: String
    let to: String
    let today: String
    let errors: ErrorSummary?
    let officerError: String?
    let deputyError: String?
    let fromError: String?
    let toError: String?
}

extension TeamPage {
    init(_ team: TeamView, _ form: AbsenceForm, _ errors: ErrorSummary?, principal: Principal, _ page: Around) {
        let wording = page.wording
        unit = wording.unitName(team.unit)
        unitID = team.unit.rawValue
        balance = wording.say("team.balance-\(team.balance.rawValue)")
        mayChooseUnit = principal.isManager
        units = wording.station.catalogue.units.map {
            UnitOption(value: $0.id.rawValue, text: $0.name[wording.language], isChosen: $0.id == team.unit)
        }
        let here = team.officers.filter { $0.absence == nil }.count
        finding = wording.say(
            "team.finding",
            [
                "here": "\(here)", "all": "\(team.officers.count)",
                "open": "\(team.officers.reduce(0) { $0 + $1.open })",
            ])
        let chart = CountBars(
            caption: ChartCaption(idPrefix: "team", title: wording.say("team.load"), desc: finding),
            rows: team.officers.map { officer in
                CountBars.Row(
                    label: officer.absence == nil
                        ? officer.account.displayName
                        : wording.say("team.away-label", ["name": officer.account.displayName]),
                    valueText: "\(officer.open)", value: officer.open, isHollow: officer.absence != nil)
            })
        narrow = chart.svg(ChartSize(width: 358, textSize: page.textSize))
        wide = chart.svg(ChartSize(width: 680, textSize: page.textSize))
        officers = team.officers.map { wording.row($0, mayEnterForOthers: team.mayEnterForOthers, principal) }
        isEmpty = team.officers.isEmpty
        own = team.own.map {
            OwnRow(
                ticket: TicketTableRow($0.row, wording, at: page.now),
                instead: $0.instead.map { wording.say("team.instead", ["name": $0.displayName]) })
        }
        hasOwn = !team.own.isEmpty
        let isMember = team.officers.contains { $0.account.id == principal.account.id }
        self.form =
            isMember || team.mayEnterForOthers
            ? AbsenceFields(team, form, errors, principal: principal, page) : nil
        withdrawn = page.withdrawn.map(Withdrawn.init)
        entered = page.entered
    }

    /// What a page is made beside.
    struct Around {
        let wording: Wording
        let now: Date
        let textSize: Double
        let withdrawn: String?
        let entered: Bool
    }
}

extension AbsenceFields {
    init(
        _ team: TeamView, _ form: AbsenceForm, _ errors: ErrorSummary?, principal: Principal, _ page: TeamPage.Around
    ) {
        unitID = team.unit.rawValue
        choosesOfficer = team.mayEnterForOthers
        officers = team.officers.map {
            TeamPage.UnitOption(
                value: $0.account.id, text: $0.account.displayName, isChosen: $0.account.id == form.officer)
        }
        deputies = team.officers.filter { team.mayEnterForOthers || $0.account.id != principal.account.id }.map {
            TeamPage.UnitOption(
                value: $0.account.id, text: $0.account.displayName, isChosen: $0.account.id == form.deputy)
        }
        from = form.from ?? ""
        to = form.to ?? ""
        today = page.wording.station.catalogue.policy.calendar.day(of: page.now).description
        self.errors = errors
        officerError = errors?.message("officer")
        deputyError = errors?.message("deputy")
        fromError = errors?.message("from")
        toError = errors?.message("to")
    }
}

extension Wording {
    fileprivate func row(
        _ officer: OfficerStanding, mayEnterForOthers: Bool, _ principal: Principal
    ) -> TeamPage.OfficerRow {
        let isAway = officer.absence != nil
        let mayChange = mayEnterForOthers || officer.account.id == principal.account.id
        let absences = [officer.absence].compactMap(\.self) + officer.coming
        return TeamPage.OfficerRow(
            name: officer.account.displayName, open: officer.open, state: say(isAway ? "team.away" : "team.here"),
            kind: isAway ? "warn" : "ok",
            standIn: isAway
                ? officer.standIn.map { say("team.stand-in", ["name": $0.displayName]) } ?? say("team.nobody") : nil,
            deputises: officer.deputises.isEmpty
                ? nil
                : say(
                    "team.deputises",
                    ["names": officer.deputises.map(\.displayName).joined(separator: say("list.comma"))]),
            absences: absences.map { entered in
                let span = say(
                    "team.span", ["from": dates.day(entered.absence.first), "to": dates.day(entered.absence.last)])
                return TeamPage.AbsenceRow(
                    id: entered.id, text: span,
                    label: say("team.withdraw-label", ["name": officer.account.displayName, "span": span]),
                    mayChange: mayChange)
            })
    }
}
