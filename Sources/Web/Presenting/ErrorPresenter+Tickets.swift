import Casework
import Foundation
import HealthCheck
import Station

/// What a refusal of the ticket machine is in words.
extension ErrorPresenter {
    /// The message of a ticket error, for the page that shows the form again.
    func text(_ error: TicketError, _ language: Language) -> String {
        let wording = Wording(station: station, language: language)
        return switch error {
        case .notAllowed(let action, let state):
            say(
                "ticket-error.not-allowed", language,
                [
                    "action": wording.action(action), "state": wording.state(state),
                ])
        case .textMissing: say("problem.missing", language)
        case .opinionsMissing(let units):
            say("ticket-error.opinions-missing", language, ["units": wording.units(units)])
        case .noSuchLeg: say("ticket-error.no-such-leg", language)
        case .alreadyAssisting(let unit): say("ticket-error.already-assisting", language, ["unit": wording.unit(unit)])
        case .alreadyLead(let unit): say("ticket-error.already-lead", language, ["unit": wording.unit(unit)])
        case .returnLimitReached(let limit): say("ticket-error.return-limit", language, ["limit": "\(limit)"])
        case .reopeningWindowPassed(let date):
            say("ticket-error.reopening-passed", language, ["date": wording.dates.moment(date)])
        case .ratedAlready: say("ticket-error.rated", language)
        case .starsOutOfRange: say("ticket-error.stars", language)
        case .mergesWithItself, .linksToItself: say("ticket-error.itself", language)
        case .handoverLimitReached(let limit): say("ticket-error.handover-limit", language, ["limit": "\(limit)"])
        case .ruled(let unit): say("ticket-error.ruled", language, ["unit": wording.unit(unit)])
        case .vetoStands(let units): say("ticket-error.veto", language, ["units": wording.units(units)])
        case .noSuchVeto: say("ticket-error.no-such-veto", language)
        case .legDueAfterTicket(let date):
            say("ticket-error.leg-due", language, ["date": wording.dates.moment(date)])
        case .dueInThePast: say("ticket-error.past", language)
        case .noSuchPaper: say("ticket-error.no-such-paper", language)
        case .topOfLadder: say("ticket-error.top", language)
        case .notForRule: say("ticket-error.not-for-rule", language)
        case .nothingToReview: say("ticket-error.nothing-to-review", language)
        case .partOfItself: say("ticket-error.itself", language)
        case .mergesWithPart(let part): say("ticket-error.merges-with-part", language, ["number": part.description])
        case .partsOpen(let parts):
            say(
                "ticket-error.parts-open", language,
                ["numbers": parts.map(\.description).joined(separator: say("list.comma", language))])
        case .partAlready(let whole): say("ticket-error.part-already", language, ["number": whole.description])
        case .retractionPassed(let date):
            say("ticket-error.retraction-passed", language, ["date": wording.dates.moment(date)])
        case .sameMatter: say("ticket-error.same-matter", language)
        case .nobodyToCall: say("ticket-error.nobody-to-call", language)
        case .deadlineStillRuns, .deadlineMissedAlready, .brokenHistory, .noSuchPart, .nothingToRemind:
            say("ticket-error.clock", language)
        }
    }

    /// An error in one line, for a row of a list.
    func line(_ error: StationError, _ wording: Wording) -> String {
        switch error {
        case .ticket(let error): return text(error, wording.language)
        case .invalid(let problems):
            let messages = FieldMessages(catalogue: station.catalogue, language: wording.language)
            return problems.map { messages.text($0) }.joined(separator: wording.say("list.semicolon"))
        case .conflict(let conflict):
            let names = conflict.fields.map { wording.name(of: $0.field) }.joined(separator: wording.say("list.comma"))
            let who = conflict.fields.last?.change.map { wording.who($0, conflict.newest) } ?? ""
            return wording.say("conflict.line", ["fields": names, "who": who])
        default: return presentation(of: error, wording.language).title
        }
    }
}
