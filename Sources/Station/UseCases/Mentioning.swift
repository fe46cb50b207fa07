public import Casework
import Foundation

/// An officer who can be called by name.
public struct OfficerCard: Hashable, Sendable {
    public let login: String
    public let name: String
    /// Nil for managers.
    public let unit: UnitID?
}

/// Where somebody was called, as they may read it now.
public struct MentionLine: Sendable {
    public let mention: Mention
    public let title: String
    /// Who called.
    public let actor: String
    public let text: String
}

extension Station {
    /// The officers who may see a ticket, by name: whom one can call on it.
    public func callable(on number: TicketNumber, by principal: Principal) async throws -> [OfficerCard] {
        guard principal.company == nil else { return [] }
        return try await database.read { [self] tx in
            guard let ticket = try tx.tickets.ticket(number), access.maySee(ticket, principal) else {
                throw StationError.notFound
            }
            return try officers(tx).filter { $0.id != principal.account.id && access.maySee(ticket, Principal($0)) }
                .map { OfficerCard(login: $0.login, name: $0.displayName, unit: unit(of: $0)) }
                .sorted { $0.name < $1.name }
        }
    }

    /// Where one was called, newest first; tickets one may no longer see are left out.
    public func mentions(by principal: Principal, limit: Int = 100) async throws -> [MentionLine] {
        guard let party = principal.party, party != .company else { throw StationError.notForRole }
        return try await database.read { [self] tx in
            try tx.mentions.mentions(of: principal.account.id, limit: limit).compactMap { mention in
                guard let ticket = try tx.tickets.ticket(mention.ticket), access.maySee(ticket, principal),
                    let words = try tx.tickets.events(of: mention.ticket)
                        .first(where: { $0.event.sequence == mention.sequence })
                else { return nil }
                return MentionLine(
                    mention: mention, title: ticket.filing.title, actor: words.actor,
                    text: words.event.action.text?.value ?? "")
            }
        }
    }

    /// The one officer called `name`, by login or displayed name, who may be called on a ticket. Throws `invalid` at
    /// `/mention` for nobody, and for one who may not see it.
    public func officer(
        named name: String, on number: TicketNumber, by principal: Principal
    ) async throws -> OfficerCard {
        guard principal.company == nil else { throw StationError.notFound }
        let wanted = name.trimmingCharacters(in: CharacterSet(charactersIn: "@＠").union(.whitespacesAndNewlines))
        return try await database.read { [self] tx in
            guard let ticket = try tx.tickets.ticket(number), access.maySee(ticket, principal) else {
                throw StationError.notFound
            }
            let found = try officers(tx).first {
                $0.login == wanted.lowercased() || $0.displayName == wanted
            }
            guard let found else { throw StationError.invalid([FieldProblem("/mention", .unknownOfficer(wanted))]) }
            guard access.maySee(ticket, Principal(found)) else {
                let problem = FieldProblem.Code.mentionUnseen(name: found.displayName, unit: unit(of: found))
                throw StationError.invalid([FieldProblem("/mention", problem)])
            }
            return OfficerCard(login: found.login, name: found.displayName, unit: unit(of: found))
        }
    }

    /// Who an officer is, for other officers.
    public func officer(login: String, by principal: Principal) async throws -> OfficerCard {
        guard let party = principal.party, party != .company else { throw StationError.notForRole }
        return try await database.read { [self] tx in
            guard let found = try officers(tx).first(where: { $0.login == login }) else { throw StationError.notFound }
            return OfficerCard(login: found.login, name: found.displayName, unit: unit(of: found))
        }
    }

    /// Whom the words of `action` call. Throws `invalid` for one who may not see the ticket: nobody is told of what is
    /// not theirs, and the unit can be asked instead.
    func called(
        in action: TicketAction, on ticket: Ticket, by principal: Principal, _ tx: borrowing StationTransaction
    ) throws -> [Account] {
        guard [.note, .giveOpinion, .consult].contains(action.kind), let text = action.text, text.value.hasAtSign else {
            return []
        }
        let officers = try officers(tx)
        let ids = CalledNames(officers.map { (id: $0.id, names: [$0.login, $0.displayName]) })
            .calls(in: text.value).flatMap(\.ids)
        let called = officers.filter { $0.id != principal.account.id && ids.contains($0.id) }
        let strangers = called.filter { !access.maySee(ticket, Principal($0)) }
        guard strangers.isEmpty else {
            throw StationError.invalid(
                strangers.map {
                    FieldProblem(text.pointer, .mentionUnseen(name: $0.displayName, unit: unit(of: $0)))
                })
        }
        return called
    }

    /// Tells those who were called, in the transaction of the words.
    func tell(
        _ called: [Account], of ticket: Ticket, _ company: Company, by principal: Principal,
        _ tx: borrowing StationTransaction
    ) throws {
        guard !called.isEmpty else { return }
        for account in called {
            try tx.mentions.add(
                Mention(account: account.id, ticket: ticket.number, sequence: ticket.version, at: ambient.now()))
        }
        var context = NoticeWriter.Context(
            company: company, path: "/tickets/\(ticket.number)#event-\(ticket.version)")
        context.ticket = ticket
        context.sequence = ticket.version
        context.reason = principal.account.displayName
        context.actor = principal.account.id
        try NoticeWriter(station: self).write(
            called.map { Notice(.mentioned, to: .person($0.id)) }, context, tx)
    }

    private func unit(of account: Account) -> UnitID? {
        account.roles.contains(.liaison) ? policy.desk : account.roles.contains(.unit) ? account.unit : nil
    }

    private func officers(_ tx: borrowing StationTransaction) throws -> [Account] {
        var seen: Set<String> = []
        return try [.liaison, .unit, .manager].flatMap { try tx.accounts.accounts(with: $0) }
            .filter { !$0.isDisabled && $0.company == nil && seen.insert($0.id).inserted }
    }
}

extension String {
    /// Whether anybody can be called in it.
    fileprivate var hasAtSign: Bool { contains { $0 == "@" || $0 == "＠" } }
}
