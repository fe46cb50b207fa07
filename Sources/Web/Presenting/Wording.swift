import Casework
import Foundation
import HealthCheck
import Station

/// Domain values in the reader's words.
struct Wording: Sendable {
    let station: Station
    let language: Language

    var locales: Locales { station.catalogue.locales }
    var dates: DateText { DateText(station.catalogue.policy.calendar, language) }

    func say(_ key: String, _ values: [String: String] = [:]) -> String { locales.text(key, language, values) }

    func unit(_ id: UnitID) -> String { station.catalogue.unit(id)?.shortName[language] ?? id.rawValue }

    func unitName(_ id: UnitID) -> String { station.catalogue.unit(id)?.name[language] ?? id.rawValue }

    func units(_ ids: [UnitID]) -> String { ids.map(unit).joined(separator: say("list.comma")) }

    func matter(_ code: String) -> String { station.catalogue.matter(code)?.name[language] ?? code }

    func state(_ state: TicketState) -> String { say("state.\(state.rawValue)") }

    /// The state as a sentence that names who is at work: `经侦正在办理`.
    func standing(_ ticket: Ticket) -> String {
        say("standing.\(ticket.state.rawValue)", ["unit": unit(ticket.lead)])
    }

    func stage(_ stage: Stage) -> String { say("stage.\(stage.rawValue)") }

    func action(_ action: TicketActionKind) -> String { say("action.\(action.rawValue)") }

    func industry(_ id: String) -> String { say("industry.\(id)") }

    /// A grade's letter, word and the value for `data-grade`.
    func grade(_ grade: Grade?) -> GradeChip {
        GradeChip(
            letter: grade?.rawValue, value: grade?.rawValue ?? "none",
            word: say("grade.\(grade?.rawValue ?? "not-rated")"))
    }

    /// An amount of working time in words.
    func span(_ time: WorkingTime) -> String {
        switch time {
        case .hours(let hours): say(hours == 1 ? "span.working-hour" : "span.working-hours", ["count": "\(hours)"])
        case .days(let days): say(days == 1 ? "span.working-day" : "span.working-days", ["count": "\(days)"])
        }
    }
}

/// A grade as the chip shows it.
struct GradeChip {
    let letter: String?
    let value: String
    let word: String
}
