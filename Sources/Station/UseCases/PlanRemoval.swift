import Casework
import Crypto
import Foundation

extension Station {
    /// Takes a thing out of the plan; it can be put back by the key this gives.
    public func removeFromPlan(_ id: String, version: Int?, by principal: Principal) async throws -> String {
        let key = ambient.newID()
        let now = ambient.now()
        _ = try await changingPlan(id, version: version, by: principal) { [self] item, tx in
            // The version is checked by the store as well: of two who act at once, one is told.
            try tx.plans.update(item, from: item.version)
            try tx.plans.delete(id)
            try tx.audit.add(
                IdempotentReply(
                    account: principal.account.id, key: key, requestHash: Self.removal, reply: StationJSON.text(item),
                    at: now))
            try audit("plan.remove", id, by: principal.account.login, tx)
            return item
        }
        return key
    }

    /// What was taken out under `key`; nil if nothing was, or it was put back.
    public func removedFromPlan(_ key: String, by principal: Principal) async throws -> PlanItem? {
        let code = try access.requireCompany(principal)
        return try await database.read { tx in
            guard let item = try Self.removed(key, of: principal, tx), item.company == code,
                try tx.plans.item(item.id) == nil, try !Self.isUsed(key, of: principal, tx)
            else { return nil }
            return item
        }
    }

    /// Puts back what was taken out under `key`, once; doing it twice changes nothing.
    ///
    /// Throws `invalid` at `/key` where its question has been planned anew meanwhile: the plan names an open question
    /// once. The key stays good for when that is done or gone.
    @discardableResult
    public func restoreToPlan(_ key: String, by principal: Principal) async throws -> PlanItem {
        let code = try access.requireCompany(principal)
        return try await database.write { [self] tx in
            try tx.tickets.holdFindings(of: code)
            guard let item = try Self.removed(key, of: principal, tx), item.company == code else {
                throw StationError.notFound
            }
            if let there = try tx.plans.item(item.id) { return there }
            // What was put back and taken out again was other by then, and has a key of its own.
            guard try !Self.isUsed(key, of: principal, tx) else { throw StationError.notFound }
            if item.doneAt == nil, try tx.plans.items(of: code).contains(where: item.isAboutTheSame(as:)) {
                throw StationError.invalid([FieldProblem("/key", .plannedAnew(item.title))])
            }
            let back = item.again
            try tx.plans.add(back)
            try tx.audit.add(
                IdempotentReply(
                    account: principal.account.id, key: Self.used(key), requestHash: Self.removal, reply: "",
                    at: ambient.now()))
            try audit("plan.restore", item.id, by: principal.account.login, tx)
            return back
        }
    }

    private static func removed(
        _ key: String, of principal: Principal, _ tx: borrowing StationTransaction
    ) throws -> PlanItem? {
        guard let kept = try tx.audit.reply(account: principal.account.id, key: key), kept.requestHash == removal
        else { return nil }
        return try? JSONDecoder().decode(PlanItem.self, from: Data(kept.reply.utf8))
    }

    /// A key is good for one return: under it is kept what the item was at that removal, not at a later one.
    private static func isUsed(
        _ key: String, of principal: Principal, _ tx: borrowing StationTransaction
    ) throws -> Bool {
        try tx.audit.reply(account: principal.account.id, key: used(key)) != nil
    }

    private static func used(_ key: String) -> String { "\(key)/back" }

    /// Stands where a stored reply has the hash of its request; no request has this one.
    private static let removal = SHA256.hash(data: Data("plan item removed".utf8)).hexadecimal
}

extension PlanItem {
    /// Whether `other` is an open item about the same question.
    fileprivate func isAboutTheSame(as other: PlanItem) -> Bool {
        other.doneAt == nil && other.selfTest == selfTest && other.question == question
    }

    /// The same with a version nobody has seen: a page from before the removal acts on nothing.
    fileprivate var again: PlanItem {
        PlanItem(
            id: id, company: company, selfTest: selfTest, profile: profile, question: question, title: title,
            advice: advice, owner: owner, due: due, note: note, doneAt: doneAt, version: version + 2,
            createdAt: createdAt)
    }
}
