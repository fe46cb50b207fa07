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

    /// What was taken out under `key`; nil if nothing was, or it is back.
    public func removedFromPlan(_ key: String, by principal: Principal) async throws -> PlanItem? {
        let code = try access.requireCompany(principal)
        return try await database.read { tx in
            guard let item = try Self.removed(key, of: principal, tx), item.company == code,
                try tx.plans.item(item.id) == nil
            else { return nil }
            return item
        }
    }

    /// Puts back what was taken out under `key`; doing it twice changes nothing.
    @discardableResult
    public func restoreToPlan(_ key: String, by principal: Principal) async throws -> PlanItem {
        let code = try access.requireCompany(principal)
        return try await database.write { [self] tx in
            try tx.tickets.holdFindings(of: code)
            guard let item = try Self.removed(key, of: principal, tx), item.company == code else {
                throw StationError.notFound
            }
            if let there = try tx.plans.item(item.id) { return there }
            let back = item.again
            try tx.plans.add(back)
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

    /// Stands where a stored reply has the hash of its request; no request has this one.
    private static let removal = SHA256.hash(data: Data("plan item removed".utf8)).hexadecimal
}

extension PlanItem {
    /// The same with a version nobody has seen: a page from before the removal acts on nothing.
    fileprivate var again: PlanItem {
        PlanItem(
            id: id, company: company, selfTest: selfTest, profile: profile, question: question, title: title,
            advice: advice, owner: owner, due: due, note: note, doneAt: doneAt, version: version + 2,
            createdAt: createdAt)
    }
}
