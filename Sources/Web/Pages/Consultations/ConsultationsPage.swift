import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// The consultations of a company, or of an expert.
struct ConsultationsPage {
    let isExpert: Bool
    let rows: [Row]
    let isEmpty: Bool
    let waiting: String?

    struct Row {
        let href: String
        let purpose: String
        let who: String
        let selfTest: String
        let age: String
        let state: String
        let stateText: String
    }
}

extension Site {
    func consultationsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let rows = try await station.consultations(by: principal)
        let wording = wording(context)
        let now = station.ambient.now()
        let isExpert = principal.company == nil
        let waiting = rows.count { $0.consultation.waits }
        let model = ConsultationsPage(
            isExpert: isExpert, rows: rows.map { wording.row($0, isExpert: isExpert, at: now) }, isEmpty: rows.isEmpty,
            waiting: isExpert && waiting > 0 ? wording.say("consult.waiting", ["count": "\(waiting)"]) : nil)
        return pages.response(
            "consultations", model, title: wording.say(isExpert ? "consult.desk-title" : "consult.list-title"), context,
            path: "/consultations")
    }
}

extension Wording {
    func row(_ row: ConsultationRow, isExpert: Bool, at now: Date) -> ConsultationsPage.Row {
        let consultation = row.consultation
        return ConsultationsPage.Row(
            href: "/consultations/\(consultation.id)", purpose: consultation.purpose,
            who: isExpert ? row.company : row.expert, selfTest: row.selfTest[language],
            age: say(
                "consult.asked-ago",
                [
                    "span": elapsed(now.timeIntervalSince(consultation.consentedAt)),
                    "date": dates.moment(consultation.consentedAt),
                ]),
            state: consultation.state.mark(isExpert: isExpert), stateText: state(consultation.state, isExpert: isExpert)
        )
    }

    /// A consultation's state in the words of the side that reads it.
    func state(_ state: Consultation.State, isExpert: Bool) -> String {
        say("consult.state-\(state.rawValue)\(isExpert ? "-expert" : "")")
    }
}

extension Consultation.State {
    /// For `data-state`: what the reader has to do next.
    fileprivate func mark(isExpert: Bool) -> String {
        switch self {
        case .asked: isExpert ? "todo" : "waiting"
        case .answered: isExpert ? "waiting" : "todo"
        case .closed, .withdrawn: "done"
        }
    }
}
