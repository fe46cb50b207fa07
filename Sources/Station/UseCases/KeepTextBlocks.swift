import Casework
import Foundation
import HealthCheck

/// Texts officers use again: those of the catalogue, of their unit, and their own.
extension Station {
    /// What an officer can use, theirs first, then the unit's, then the catalogue's; only what holds `search` in its
    /// title or words, where that is not empty.
    public func textBlocks(matching search: String = "", by principal: Principal) async throws -> [TextBlock] {
        let unit = try requireWriter(principal)
        let kept = try await database.read { tx in
            try tx.textBlocks.blocks(of: unit, and: principal.account.id)
        }
        let own = kept.filter { $0.owner == .account(principal.account.id) }
        let shared = kept.filter { $0.owner != .account(principal.account.id) }
        let all =
            own + shared + catalogue.textBlocks.filter { $0.owner == .station || $0.owner == unit.map { .unit($0) } }
        let wanted = search.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !wanted.isEmpty else { return all }
        return all.filter { block in
            [block.title.zhHans, block.title.en, block.body.zhHans, block.body.en].contains {
                $0.range(of: wanted, options: [.caseInsensitive, .widthInsensitive, .diacriticInsensitive]) != nil
            }
        }
    }

    /// Keeps a new text. Throws `invalid` at the field for what is missing, too long, or names an unknown variable.
    public func keepTextBlock(_ request: TextBlockRequest, by principal: Principal) async throws -> TextBlock {
        let owner = try owner(for: request, principal)
        let block = try block(request, id: ambient.newID(), owner: owner, version: 1, principal)
        try await database.write { [self] tx in
            let there = try tx.textBlocks.blocks(of: principal.writingUnit(policy.desk), and: principal.account.id)
            guard there.filter({ $0.owner == owner }).count < TextBlock.limit else {
                throw StationError.invalid([FieldProblem("/title", .tooMany(limit: TextBlock.limit))])
            }
            try tx.textBlocks.add(block)
            try audit("text-block.add", block.id, by: principal.account.login, tx)
        }
        return block
    }

    /// One of one's own or of one's unit, to be changed; everything else is `notFound`.
    public func textBlock(_ id: String, by principal: Principal) async throws -> TextBlock {
        let unit = try requireWriter(principal)
        return try await database.read { tx in try Self.kept(id, unit, principal, tx) }
    }

    /// Changes a text that stands at `version`; another one standing throws `stale`.
    public func changeTextBlock(
        _ id: String, _ request: TextBlockRequest, version: Int?, by principal: Principal
    ) async throws -> TextBlock {
        let unit = try requireWriter(principal)
        let next = try block(
            request, id: id, owner: try owner(for: request, principal), version: version ?? 1, principal)
        return try await database.write { [self] tx in
            let there = try Self.kept(id, unit, principal, tx)
            guard version == nil || version == there.version else { throw StationError.stale(version: there.version) }
            try tx.textBlocks.update(next, from: there.version)
            try audit("text-block.change", id, by: principal.account.login, tx)
            return try Self.kept(id, unit, principal, tx)
        }
    }

    public func removeTextBlock(_ id: String, by principal: Principal) async throws {
        let unit = try requireWriter(principal)
        try await database.write { [self] tx in
            _ = try Self.kept(id, unit, principal, tx)
            try tx.textBlocks.delete(id)
            try audit("text-block.remove", id, by: principal.account.login, tx)
        }
    }

    private static func kept(
        _ id: String, _ unit: UnitID?, _ principal: Principal, _ tx: borrowing StationTransaction
    ) throws -> TextBlock {
        guard let block = try tx.textBlocks.block(id),
            block.owner == .account(principal.account.id) || block.owner == unit.map({ .unit($0) })
        else { throw StationError.notFound }
        return block
    }

    private func owner(for request: TextBlockRequest, _ principal: Principal) throws -> TextBlock.Owner {
        let unit = try requireWriter(principal)
        guard request.isForUnit else { return .account(principal.account.id) }
        guard let unit else { throw StationError.notForRole }
        return .unit(unit)
    }

    private func block(
        _ request: TextBlockRequest, id: String, owner: TextBlock.Owner, version: Int, _ principal: Principal
    ) throws -> TextBlock {
        let title = request.title.oneLine.trimmingCharacters(in: .whitespaces)
        var problems = Self.problems(of: title, at: "/title", limit: TextBlock.titleLimit)
        for (pointer, text) in [("/chinese", request.chinese), ("/english", request.english)] {
            let plain = Self.problems(of: text, at: pointer, limit: TextBlock.bodyLimit)
            problems += plain.isEmpty ? TextBlockText(text).problems(at: pointer) : plain
        }
        guard problems.isEmpty else { throw StationError.invalid(problems) }
        return TextBlock(
            id: id, owner: owner, title: LocalizedText(zhHans: title, en: title),
            body: LocalizedText(zhHans: request.chinese, en: request.english), version: version,
            updatedBy: principal.account.login, updatedAt: ambient.now())
    }

    /// The unit whose texts somebody shares. Companies and those without a part in tickets have none at all.
    func requireWriter(_ principal: Principal) throws(StationError) -> UnitID? {
        guard let party = principal.party, party != .company else { throw .notForRole }
        return principal.writingUnit(policy.desk)
    }
}

extension Principal {
    /// The unit somebody writes for: the desk's officers for the desk.
    func writingUnit(_ desk: UnitID) -> UnitID? { isLiaison ? desk : unit }
}
