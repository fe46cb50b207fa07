public import Casework
import Foundation
import HealthCheck

extension Station {
    /// Longest text of one action, in characters.
    static let actionTextLimit = 5000

    /// Does one thing to a ticket: load, apply, save with the version checked, append the event, fill the outbox,
    /// in one transaction.
    ///
    /// - Parameters:
    ///   - version: the version the person saw; another one standing now throws `stale`.
    ///   - merging: whether an act goes on that nothing which happened meanwhile speaks against; what does is thrown as
    ///     `conflict`, field by field. Programs say what they saw and are told; people would only press again.
    ///   - files: what comes with it; looked through before anything is stored.
    ///   - makeAction: builds the action from the ticket as it stands, so that defaults (the suggested unit) are current.
    public func act(
        on number: TicketNumber, version: Int?, merging: Bool = false, by principal: Principal,
        key: IdempotencyKey? = nil, files: [SentFile] = [],
        _ makeAction: @escaping @Sendable (Ticket) throws -> TicketAction
    ) async throws -> TicketOutcome {
        let looked = try await lookThrough(files, by: principal)
        let stored: (ticket: Ticket, company: Company)?
        do {
            stored = try await database.write { [self] tx in
                var stored: (Ticket, Company)?
                _ = try once(key, by: principal, tx) { tx in
                    // Whoever acts on any version does not lose to somebody faster.
                    if version == nil || merging { try tx.tickets.hold(number) }
                    guard let ticket = try tx.tickets.ticket(number) else { throw StationError.notFound }
                    let party = try access.requireActing(on: ticket, principal)
                    let action = try completing(try makeAction(ticket), on: ticket, tx)
                    if let version, version != ticket.version {
                        guard merging else { throw StationError.stale(version: ticket.version) }
                        try requireNoConflict(action, on: ticket, since: version, by: party, tx)
                    }
                    try require(action, fits: ticket, tx)
                    let called = try called(in: action, on: ticket, by: principal, tx)
                    let done = try apply(action, to: ticket, by: party, actor: principal, tx)
                    try attach(looked, to: done.0, action.kind, by: principal, tx)
                    try tell(called, of: done.0, done.1, by: principal, tx)
                    stored = try hearAppeal(action, on: ticket, now: done, tx)
                    return number.description
                }
                return stored
            }
        } catch StoreError.staleVersion {
            throw StationError.stale(version: try await ticket(number, by: principal).ticket.version)
        }
        // A repeated request did nothing; it is told how things stand now.
        guard let stored else { return try await outcome(of: number, for: principal) }
        return outcome(stored.ticket, stored.company, for: principal)
    }

    /// Applies `action` and writes everything that follows from it; gives the ticket as it is now.
    @discardableResult
    func apply(
        _ action: TicketAction, to ticket: Ticket, by party: Party, actor: Principal?,
        _ tx: borrowing StationTransaction
    ) throws -> (Ticket, Company) {
        guard let company = try tx.companies.company(ticket.filing.company) else { throw StationError.notFound }
        let transition: Transition
        do {
            transition = try ticket.applying(action, by: party, at: ambient.now(), policy: policy)
        } catch {
            throw StationError.ticket(error)
        }
        try tx.tickets.save(
            transition.ticket, RecordedEvent(event: transition.event, actor: actor?.account.displayName ?? ""))
        try settle(transition.ticket, before: ticket, by: actor?.account.login ?? "system", tx)
        try learn(from: action.kind, transition.ticket, tx)
        try audit(
            "ticket.\(action.kind.rawValue)", ticket.number.description, by: actor?.account.login ?? "system", tx)
        try tell(of: transition, company: company, actor: actor?.account, tx)
        try rollUp(transition, from: ticket, by: party, actor: actor, tx)
        return (transition.ticket, company)
    }

    /// What the ticket itself cannot know: whether units and other tickets exist, and how long a text is.
    private func require(
        _ action: TicketAction, fits ticket: Ticket, _ tx: borrowing StationTransaction
    ) throws {
        var problems = try groundProblems(of: action, on: ticket, tx)
        for (pointer, unit) in action.units where catalogue.unit(unit) == nil {
            problems.append(FieldProblem(pointer, .unknownUnit))
        }
        if let text = action.text, text.value.count > Self.actionTextLimit {
            problems.append(FieldProblem(text.pointer, .tooLong(limit: Self.actionTextLimit)))
        }
        if let other = action.otherTicket, other != ticket.number {
            // Nobody ends the other one meanwhile. In order of number, so that two tickets that are merged into each
            // other at once do not wait for each other; one of them finds the other ended. Who acts on any version
            // holds the first already; there the engine sees the deadlock, and the transaction is run again.
            for number in [ticket.number, other].sorted(by: { $0.description < $1.description }) {
                try tx.tickets.hold(number)
            }
            let found = try tx.tickets.ticket(other)
            if found?.filing.company != ticket.filing.company {
                problems.append(FieldProblem("/ticket", .unknownTicket))
            } else if action.kind != .link, found?.state.isEnded == true {
                problems.append(FieldProblem("/ticket", .ticketEnded))
            }
        }
        guard problems.isEmpty else { throw StationError.invalid(problems) }
    }
}

extension TicketAction {
    fileprivate var units: [(pointer: String, unit: UnitID)] {
        switch self {
        case .accept(let lead, let assisting, _): [("/lead", lead)] + assisting.map { ("/assisting", $0) }
        case .transfer(let unit, _, _), .rule(let unit, _), .openLeg(let unit, _, _, _): [("/unit", unit)]
        default: []
        }
    }

    fileprivate var otherTicket: TicketNumber? {
        switch self {
        case .merge(let other), .link(let other), .join(let other): other
        default: nil
        }
    }

    /// The text a person wrote, with the field it came in.
    var text: (pointer: String, value: String)? {
        switch self {
        case .refuse(let reason, _), .transfer(_, let reason, _), .sendBack(let reason, _), .releaseLeg(_, let reason),
            .escalate(let reason, _), .reopen(let reason, _), .withdraw(let reason), .recall(let reason),
            .rule(_, let reason), .overrule(_, let reason), .supervise(let reason), .unmerge(let reason),
            .retract(let reason), .reclassify(_, _, let reason), .retime(_, let reason):
            ("/reason", reason)
        case .giveOpinion(_, _, let text), .requestMaterials(let text), .supplyMaterials(let text),
            .answer(let text), .approve(_, let text), .note(let text), .message(let text), .consult(let text),
            .review(_, let text), .callBack(let text):
            ("/text", text)
        case .openLeg(_, let question, _, _): ("/question", question)
        case .rate(_, let comment, _): ("/comment", comment)
        case .deferPapers(let names, _): ("/papers", names.joined(separator: "\n"))
        case .file, .accept, .take, .confirm, .merge, .link, .join, .addPart, .notePart, .receivePaper, .remind,
            .missLeg, .missCall, .missDeadline:
            nil
        }
    }
}
