import Casework
import Foundation
import HealthCheck
import Station

/// The next things a company means to do, on its home page.
struct HomePlan {
    let progress: String
    let isAllDone: Bool
    let items: [Item]

    struct Item {
        let href: String
        let text: String
        let owner: String
        let due: String
        let dueState: String
        let hasChip: Bool
    }

    /// Nil without a plan; the three that are due first.
    init?(_ items: [PlanItem], _ wording: Wording, today: CivilDay) {
        guard !items.isEmpty else { return nil }
        let open = items.filter { $0.doneAt == nil }
        progress = wording.say(
            "plan.progress", ["done": "\(items.count - open.count)", "total": "\(items.count)"])
        isAllDone = open.isEmpty
        self.items = open.prefix(3).map { item in
            let state = item.dueState(today)
            return Item(
                href: "/plan#\(item.id)", text: item.advice.text[wording.language],
                owner: item.owner.isEmpty
                    ? wording.say("plan.no-owner") : wording.say("plan.owner-is") + item.owner,
                due: wording.due(item, today: today), dueState: state, hasChip: state != "none")
        }
    }
}

extension Wording {
    /// An expert has answered: to be read, and asked further or ended.
    func task(_ row: ConsultationRow) -> HomePage.Task? {
        guard row.consultation.state == .answered else { return nil }
        return HomePage.Task(
            href: "/consultations/\(row.consultation.id)",
            text: say("home.task-consultation", ["expert": row.expert]), note: row.consultation.purpose, chip: nil)
    }

    /// A self-test to take again; not while it is being taken, which is a task of its own.
    func task(_ proposal: RetestProposal, _ tests: [SelfTestOverview]) -> HomePage.Task? {
        guard let test = tests.first(where: { $0.questionnaire.id == proposal.selfTest }), test.draft == nil
        else { return nil }
        let note: String
        switch proposal.reason {
        case .ticketClosed(let number): note = say("home.task-retest-ticket", ["number": number.description])
        case .due(let day): note = say("home.task-retest-due", ["date": dates.fullDay(day)])
        }
        return HomePage.Task(
            href: "/self-tests/\(proposal.selfTest)",
            text: say("home.task-retest", ["test": test.questionnaire.title[language]]), note: note, chip: nil)
    }
}
