import Casework
import Foundation
import HealthCheck
import Station

/// What is in the way of a visit, a change of it or a pre-review, in the reader's words.
struct VisitMessages {
    let catalogue: StationCatalogue
    let language: Language

    private var dates: DateText { DateText(catalogue.policy.calendar, language) }

    /// Why nobody can come at a moment, and what to choose instead.
    func text(_ refusal: SlotRefusal) -> String {
        switch refusal {
        case .past: say("slot.past")
        case .tooSoon(let earliest): say("slot.too-soon", ["time": dates.moment(earliest)])
        case .beyondHorizon(let last): say("slot.beyond", ["date": dates.day(last)])
        case .holiday(let next): say("slot.holiday", ["date": dates.day(next)])
        case .weekend(let next): say("slot.weekend", ["date": dates.day(next)])
        case .closed(let next): say("slot.closed", ["date": dates.day(next)])
        case .lunch(let resumes): say("slot.lunch", ["time": dates.time(resumes)])
        case .outsideHours(let opens, let closes):
            say("slot.hours", ["opens": dates.time(opens), "closes": dates.time(closes)])
        case .betweenSlots(let next): say("slot.between", ["time": dates.time(next)])
        }
    }

    func text(_ error: AppointmentError) -> String {
        switch error {
        case .notPossible(let state):
            say("appointment-error.state", ["state": say("appointment.state.\(state.rawValue)")])
        case .begun(let start): say("appointment-error.begun", ["time": dates.moment(start)])
        case .offerOver(let end): say("appointment-error.offer-over", ["time": dates.moment(end)])
        case .notYet(let start): say("appointment-error.not-yet", ["time": dates.moment(start)])
        case .ticketAlready(let number): say("appointment-error.ticket", ["number": number.description])
        case .stillRuns: say("appointment-error.still-runs")
        }
    }

    func text(_ error: PreReviewError) -> String {
        switch error {
        case .noSuchPaper: say("pre-review-error.no-such-paper")
        case .papersMissing(let count): say("pre-review-error.missing", ["count": "\(count)"])
        case .handedInAlready: say("pre-review-error.handed-in")
        case .notHandedIn: say("pre-review-error.not-handed-in")
        case .settled: say("pre-review-error.settled")
        case .complete: say("pre-review-error.complete")
        }
    }

    /// Somebody was faster: which slots are free next.
    func full(_ next: [Date]) -> String {
        guard !next.isEmpty else { return say("slot.full-none") }
        return say("slot.full-next", ["times": next.map(dates.moment).joined(separator: say("list.comma"))])
    }

    private func say(_ key: String, _ values: [String: String] = [:]) -> String {
        catalogue.locales.text(key, language, values)
    }
}
