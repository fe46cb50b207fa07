public import Casework
import Foundation

/// What helps officers at a ticket: drafts, presence, selections of the queue.
extension Station {
    /// How long after their last sign somebody counts as present, in seconds.
    static let presenceLength: Double = 45
    /// Saved filters an officer may have.
    public static let filterLimit = 12

    /// Keeps what somebody began to write; an empty text forgets it.
    public func saveDraft(
        _ text: String, for field: String, on number: TicketNumber, by principal: Principal
    ) async throws {
        guard text.count <= Self.actionTextLimit else {
            throw StationError.invalid([FieldProblem("/text", .tooLong(limit: Self.actionTextLimit))])
        }
        let draft = DeskDraft(
            account: principal.account.id, ticket: number, field: String(field.prefix(40)), text: text,
            updatedAt: ambient.now())
        try await database.write { [self] tx in
            _ = try requireOfficer(at: number, principal, tx)
            try tx.desk.save(draft)
        }
    }

    /// Forgets the draft of what was sent; also where the act handed the ticket on to somebody else.
    public func forgetDraft(
        for field: String, on number: TicketNumber, by principal: Principal
    ) async throws {
        let kept = try await drafts(on: number, by: principal)
        guard kept[field] != nil else { return }
        let draft = DeskDraft(
            account: principal.account.id, ticket: number, field: field, text: "", updatedAt: ambient.now())
        try await database.write { tx in try tx.desk.save(draft) }
    }

    /// An officer's unsent texts on a ticket, by field.
    public func drafts(on number: TicketNumber, by principal: Principal) async throws -> [String: String] {
        guard principal.company == nil else { return [:] }
        return try await database.read { tx in
            try tx.desk.drafts(of: principal.account.id, on: number)
                .reduce(into: [:]) { $0[$1.field] = $1.text }
        }
    }

    /// Says that somebody looks at a ticket or writes on it, and gives who else does.
    public func enter(
        _ number: TicketNumber, isWriting: Bool, by principal: Principal
    ) async throws -> [Presence] {
        let now = ambient.now()
        return try await database.write { [self] tx in
            _ = try requireOfficer(at: number, principal, tx)
            try tx.desk.enter(number, principal.account.id, isWriting: isWriting, at: now)
            return try tx.desk.present(
                at: number, besides: principal.account.id, since: now.addingTimeInterval(-Self.presenceLength))
        }
    }

    /// Who else has a ticket open; companies never hear of officers.
    public func present(at number: TicketNumber, by principal: Principal) async throws -> [Presence] {
        guard principal.company == nil else { return [] }
        let now = ambient.now()
        return try await database.read { tx in
            try tx.desk.present(
                at: number, besides: principal.account.id, since: now.addingTimeInterval(-Self.presenceLength))
        }
    }

    public func saveFilter(_ name: String, query: String, by principal: Principal) async throws {
        try access.requireDesk(principal)
        let problems = Self.problems(of: name, at: "/name", limit: 30)
        guard problems.isEmpty else { throw StationError.invalid(problems) }
        let filter = SavedFilter(
            id: ambient.newID(), account: principal.account.id, name: name.oneLine, query: String(query.prefix(500)),
            createdAt: ambient.now())
        try await database.write { tx in
            guard try tx.desk.filters(of: filter.account).count < Self.filterLimit else {
                throw StationError.invalid([FieldProblem("/name", .tooMany(limit: Self.filterLimit))])
            }
            try tx.desk.add(filter)
        }
    }

    public func filters(of principal: Principal) async throws -> [SavedFilter] {
        try access.requireDesk(principal)
        return try await database.read { tx in try tx.desk.filters(of: principal.account.id) }
    }

    public func deleteFilter(_ id: String, by principal: Principal) async throws {
        try access.requireDesk(principal)
        try await database.write { tx in try tx.desk.deleteFilter(id, of: principal.account.id) }
    }

    private func requireOfficer(
        at number: TicketNumber, _ principal: Principal, _ tx: borrowing StationTransaction
    ) throws -> Ticket {
        guard let ticket = try tx.tickets.ticket(number) else { throw StationError.notFound }
        guard case let party = try access.requireActing(on: ticket, principal), party != .company else {
            throw StationError.notForRole
        }
        return ticket
    }
}
