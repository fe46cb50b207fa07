public import Casework
import Foundation
import HealthCheck

/// What may be said about a thing to do; replaces all of it.
public struct PlanChange: Hashable, Sendable {
    public let owner: String
    public let due: CivilDay?
    public let note: String
    public let isDone: Bool

    public init(owner: String, due: CivilDay?, note: String, isDone: Bool) {
        self.owner = owner
        self.due = due
        self.note = note
        self.isDone = isDone
    }

    /// Longest texts, in characters.
    public static let ownerLimit = 60
    public static let noteLimit = 1000

    fileprivate var problems: [FieldProblem] {
        var problems: [FieldProblem] = []
        if owner.count > Self.ownerLimit { problems.append(FieldProblem("/owner", .tooLong(limit: Self.ownerLimit))) }
        if note.count > Self.noteLimit { problems.append(FieldProblem("/note", .tooLong(limit: Self.noteLimit))) }
        return problems
    }
}

extension Station {
    /// What the company means to do: open things by due day, undated last, then done ones, newest first.
    public func plan(by principal: Principal) async throws -> [PlanItem] {
        let code = try access.requireCompany(principal)
        return try await database.read { tx in try tx.plans.items(of: code) }
    }

    /// Puts what a profile recommends for `questions` into the plan, in the order given; gives what was new.
    ///
    /// A question that stands in the plan and is not done yet is not put there twice.
    @discardableResult
    public func addToPlan(
        profile id: String, questions: [String], by principal: Principal
    ) async throws -> [PlanItem] {
        let code = try access.requireCompany(principal)
        guard !questions.isEmpty else { throw StationError.invalid([FieldProblem("/questions", .missing)]) }
        let now = ambient.now()
        return try await database.write { [self] tx in
            // Whoever else presses at this moment comes after us and finds ours.
            try tx.tickets.holdFindings(of: code)
            guard let record = try tx.selfTests.profile(id), record.company == code,
                let questionnaire = try tx.selfTests.questionnaire(contentHash: record.profile.contentHash),
                let submission = try tx.selfTests.submission(record.submission)
            else { throw StationError.notFound }
            let sheet = sheet(of: submission, questionnaire)
            var open = Set(
                try tx.plans.items(of: code)
                    .filter { $0.doneAt == nil && $0.selfTest == questionnaire.id }.map(\.question))
            var added: [PlanItem] = []
            for (place, question) in questions.enumerated() {
                guard let asked = questionnaire.question(question),
                    let advice = sheet.joinedAdvice(on: question)
                else { throw StationError.invalid([FieldProblem("/questions/\(place)", .answer(.noSuchQuestion))]) }
                guard open.insert(question).inserted else { continue }
                let item = PlanItem(
                    id: ambient.newID(), company: code, selfTest: questionnaire.id, profile: id, question: question,
                    title: asked.text, advice: advice, owner: "", due: nil, note: "", doneAt: nil, version: 1,
                    createdAt: now)
                try tx.plans.add(item)
                try audit("plan.add", item.id, by: principal.account.login, tx)
                added.append(item)
            }
            return added
        }
    }

    /// Changes a thing to do; another version than the one that was seen throws `stale`.
    public func changePlan(
        _ id: String, version: Int?, to change: PlanChange, by principal: Principal
    ) async throws -> PlanItem {
        let problems = change.problems
        let now = ambient.now()
        return try await changingPlan(id, version: version, by: principal) { [self] item, tx in
            guard problems.isEmpty else { throw StationError.invalid(problems) }
            var after = item
            after.owner = change.owner
            after.due = change.due
            after.note = change.note
            after.doneAt = change.isDone ? item.doneAt ?? now : nil
            try tx.plans.update(after, from: item.version)
            try audit("plan.change", id, by: principal.account.login, tx)
            after.version = item.version + 1
            return after
        }
    }

    /// Ticks a thing off, or takes the tick back; what else is written there stays.
    public func tickPlan(
        _ id: String, version: Int?, isDone: Bool, by principal: Principal
    ) async throws -> PlanItem {
        let now = ambient.now()
        return try await changingPlan(id, version: version, by: principal) { [self] item, tx in
            var after = item
            after.doneAt = isDone ? item.doneAt ?? now : nil
            try tx.plans.update(after, from: item.version)
            try audit(isDone ? "plan.done" : "plan.undone", id, by: principal.account.login, tx)
            after.version = item.version + 1
            return after
        }
    }

    /// Loads an item of the company's own, checks its version, and lets `change` store what becomes of it.
    func changingPlan(
        _ id: String, version: Int?, by principal: Principal,
        _ change: @escaping @Sendable (PlanItem, borrowing StationTransaction) throws -> PlanItem
    ) async throws -> PlanItem {
        do {
            return try await database.write { [self] tx in
                guard let item = try tx.plans.item(id) else { throw StationError.notFound }
                try access.requireChanging(item, principal)
                if let version, version != item.version { throw StationError.stale(version: item.version) }
                return try change(item, tx)
            }
        } catch StoreError.staleVersion {
            let now = try await database.read { tx in try tx.plans.item(id)?.version }
            throw StationError.stale(version: now ?? 0)
        }
    }
}

extension AnswerSheet {
    /// What is to be done about one answer, as one piece of advice; nil if nothing is.
    fileprivate func joinedAdvice(on question: String) -> Advice? {
        let all = advice(on: question)
        guard let first = all.first else { return nil }
        func joined(_ texts: [LocalizedText]) -> LocalizedText? {
            guard !texts.isEmpty else { return nil }
            return LocalizedText(
                zhHans: texts.map(\.zhHans).joined(separator: "\n"), en: texts.map(\.en).joined(separator: "\n"))
        }
        return Advice(
            meaning: joined(all.compactMap(\.meaning)), text: joined(all.map(\.text)) ?? first.text,
            matter: all.lazy.compactMap(\.matter).first)
    }
}
