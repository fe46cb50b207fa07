import Casework
import Foundation
import HealthCheck
import Samples
import Station
import Testing

extension World {
    /// What a company writes in its tickets here; no notice may carry it.
    static let secretBody = "正文机密：护照号 E12345678"

    func file(
        _ title: String = "退税申报被退回", as person: Person = .owner, key: IdempotencyKey? = nil
    ) async throws -> TicketNumber {
        try await station.fileTicket(
            TicketFiling(matter: "TX05", title: title, body: Self.secretBody), by: try await principal(person), key: key
        ).ticket.number
    }

    @discardableResult
    func act(
        _ action: TicketAction, on number: TicketNumber, as person: Person, version: Int? = nil,
        key: IdempotencyKey? = nil
    ) async throws -> Ticket {
        try await station.act(on: number, version: version, by: try await principal(person), key: key) { _ in action }
            .ticket
    }

    /// A ticket that the tax unit is at work on.
    func started(_ title: String = "退税申报被退回") async throws -> TicketNumber {
        let number = try await file(title)
        try await act(.accept(lead: "tax", assisting: [], rule: nil), on: number, as: .liaison)
        try await act(.take, on: number, as: .tax)
        return number
    }

    func ticket(_ number: TicketNumber) async throws -> Ticket {
        try await station.database.read { tx in try #require(try tx.tickets.ticket(number)) }
    }

    func kinds(of number: TicketNumber) async throws -> [TicketActionKind] {
        try await station.database.read { tx in try tx.tickets.events(of: number).map(\.event.action.kind) }
    }

    func tickets(of person: Person) async throws -> [Ticket] {
        let code = try code(person)
        return try await station.database.read { tx in
            try tx.tickets.list(TicketQuery(company: code, limit: 100)).items
        }
    }

    /// Everything in the outbox, oldest first.
    func messages() async throws -> [OutboxMessage] {
        try await station.database.read { tx in
            try tx.outbox.list(OutboxQuery(), limit: 100, cursor: nil).items.map(\.message)
                .reversed()
        }
    }

    /// What `work` puts into the outbox.
    func messages(during work: () async throws -> Void) async throws -> [OutboxMessage] {
        let before = Set(try await messages().map(\.id))
        try await work()
        return try await messages().filter { !before.contains($0.id) }
    }

    func audit() async throws -> [AuditEntry] {
        try await station.database.read { tx in try tx.audit.newest(limit: 1000) }
    }

    /// The staff self-test answered as safely as can be, but for what is given.
    func answers(_ others: [String: AnswerValue] = [:]) throws -> [String: AnswerValue] {
        let questionnaire = try #require(station.catalogue.selfTest("staff"))
        return questionnaire.completing(others, in: station.answerContext(at: clock.now), Self.safest)
    }

    private static func safest(_ question: Question, _ context: AnswerContext) -> AnswerValue? {
        guard question.kind.isScored else { return nil }
        if let quantity = question.kind.quantity {
            let isLow = quantity.curve.risk(of: quantity.minimum) <= quantity.curve.risk(of: quantity.maximum)
            let value = isLow ? quantity.minimum : quantity.maximum
            guard case .date(_, let direction) = question.kind else { return .number(value) }
            return .text(context.day.day(away: value, direction).description)
        }
        let choices = question.kind.choices
        if case .multiple(_, .coverage) = question.kind {
            return .list(choices.filter { !$0.isExclusive }.map(\.id))
        }
        let safest = choices.min { $0.risk < $1.risk }?.id ?? ""
        if case .multiple = question.kind { return .list([safest]) }
        return .text(safest)
    }

    static let danger: [String: AnswerValue] = ["person-in-danger": .text("yes")]
    static let noLicence: [String: AnswerValue] = ["dispatch-ways": .list(["no-licence"])]

    func submit(
        _ others: [String: AnswerValue] = [:], openTickets: Bool = false, share: Bool = false,
        as person: Person = .owner, key: IdempotencyKey? = nil
    ) async throws -> SubmittedSelfTest {
        try await station.submitSelfTest(
            "staff", answers: try answers(others), consent: Consent(shareWithOfficers: share, openTickets: openTickets),
            by: try await principal(person), key: key)
    }
}
