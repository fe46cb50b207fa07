import Casework
import Foundation
import HealthCheck
import Station

/// What a company means to do about its profiles, by self-test.
struct PlanPage {
    let groups: [Group]
    let isEmpty: Bool
    let progress: String
    let done: Int
    let total: Int
    let hasDue: Bool
    let added: String?
    let removed: Removed?
    let errors: ErrorSummary?
    let conflict: String?
    let printed: String

    struct Group {
        let title: String
        let profileHref: String
        let items: [Item]
    }

    struct Item {
        let id: String
        let action: String
        let version: Int
        let title: String
        let advice: String
        let askHref: String?
        let owner: String?
        let note: String?
        let due: String
        let dueState: String
        let hasChip: Bool
        let isDone: Bool
        let doneText: String
        let form: Form
    }

    /// The fields of one item, with what was typed if they did not fit.
    struct Form {
        let owner: String
        let due: String
        let note: String
        let isOpen: Bool
        let ownerError: String?
        let dueError: String?
        let noteError: String?
    }

    /// What was just taken out, with the key that brings it back.
    struct Removed {
        let title: String
        let key: String
    }

    /// One item's form that did not fit, or came too late.
    struct Attempt {
        let id: String
        let owner: String
        let due: String
        let note: String
        let errors: ErrorSummary?
    }
}

extension PlanPage {
    init(
        _ items: [PlanItem], _ wording: Wording, today: CivilDay, attempt: Attempt? = nil, conflict: String? = nil,
        added: Int? = nil, removed: (item: PlanItem, key: String)? = nil
    ) {
        let catalogue = wording.station.catalogue
        let known = catalogue.selfTests.map(\.id)
        let tests = known.filter { id in items.contains { $0.selfTest == id } }
        let gone = Set(items.map(\.selfTest)).subtracting(known).sorted()
        groups = (tests + gone).map { test in
            let own = items.filter { $0.selfTest == test }
            return Group(
                title: catalogue.selfTest(test)?.title[wording.language] ?? test,
                profileHref: "/profiles/\(own.map(\.profile).max() ?? "")",
                items: own.map { Item($0, wording, today: today, attempt: attempt) })
        }
        isEmpty = items.isEmpty
        done = items.count { $0.doneAt != nil }
        total = items.count
        progress = wording.say("plan.progress", ["done": "\(done)", "total": "\(total)"])
        hasDue = items.contains { $0.doneAt == nil && $0.due != nil }
        self.added = added.map { wording.say($0 == 0 ? "plan.added-none" : "plan.added", ["count": "\($0)"]) }
        self.removed = removed.map { Removed(title: $0.item.title[wording.language], key: $0.key) }
        errors = attempt?.errors
        self.conflict = conflict
        printed = wording.say("plan.printed", ["date": wording.dates.fullDay(wording.station.ambient.now())])
    }
}

extension PlanPage.Item {
    fileprivate init(_ item: PlanItem, _ wording: Wording, today: CivilDay, attempt: PlanPage.Attempt?) {
        let typed = attempt?.id == item.id ? attempt : nil
        id = item.id
        action = "/plan/items/\(item.id)"
        version = item.version
        title = item.title[wording.language]
        advice = item.advice.text[wording.language]
        askHref = item.doneAt == nil ? item.advice.matter.map { "/tickets/new?matter=\($0)" } : nil
        owner = item.owner.nonEmpty
        note = item.note.nonEmpty
        due = wording.due(item, today: today)
        dueState = item.dueState(today)
        hasChip = dueState != "none"
        isDone = item.doneAt != nil
        doneText = item.doneAt.map { wording.say("plan.done-on", ["date": wording.dates.fullDay($0)]) } ?? ""
        form = PlanPage.Form(
            owner: typed?.owner ?? item.owner, due: typed?.due ?? item.due?.description ?? "",
            note: typed?.note ?? item.note, isOpen: typed != nil,
            ownerError: typed?.errors?.message("owner"), dueError: typed?.errors?.message("due"),
            noteError: typed?.errors?.message("note"))
    }
}

extension PlanItem {
    /// `over`, `near` (within a week), `ample`, or `none`: done, or without a day.
    func dueState(_ today: CivilDay) -> String {
        guard doneAt == nil, let due else { return "none" }
        let left = due.number - today.number
        return left < 0 ? "over" : left <= 7 ? "near" : "ample"
    }
}

extension Wording {
    /// When a thing is to be done, in words and date.
    func due(_ item: PlanItem, today: CivilDay) -> String {
        guard let due = item.due else { return say("plan.no-due") }
        let day = due.year == today.year ? dates.day(due) : dates.fullDay(due)
        guard item.doneAt == nil else { return say("plan.due-was", ["date": day]) }
        let left = due.number - today.number
        let key = left < 0 ? "plan.overdue" : left == 0 ? "plan.due-today" : "plan.due-left"
        return say(key, ["days": "\(abs(left))", "date": day])
    }
}

extension DateText {
    /// `2026年11月24日`, `24 Nov 2026`.
    func fullDay(_ day: CivilDay) -> String { fullDay(calendar.date(day, minute: 12 * 60)) }
}
