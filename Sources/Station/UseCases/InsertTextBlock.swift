public import Casework
import Foundation
import HealthCheck

extension Station {
    /// Puts a kept text behind what was typed and keeps both as the draft of `field`; gives the whole.
    ///
    /// - Parameter name: the text's id, or its title, or words that only one has.
    ///
    /// Filled from the ticket as it stands, in the company's language where the company will read it, else in the
    /// officer's. Throws `invalid` at `/block` for a text that is not there and for a variable without a value.
    public func insertTextBlock(
        _ name: String, behind typed: String, of field: String, on number: TicketNumber, isForCompany: Bool,
        by principal: Principal
    ) async throws -> String {
        let found = try await textBlocks(by: principal)
        let block = try Self.block(name, among: found, principal.language)
        let view = try await ticket(number, by: principal)
        let language = isForCompany ? view.company.language : principal.language
        let words = try TextBlockText(block.body[language])
            .filled(with: values(of: view, by: principal, language), at: "/block")
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let before = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        let whole = before.isEmpty ? words : "\(before)\n\(words)"
        try await saveDraft(whole, for: field, on: number, by: principal)
        return whole
    }

    private static func block(
        _ name: String, among blocks: [TextBlock], _ language: Language
    ) throws(StationError) -> TextBlock {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !name.isEmpty else { throw .invalid([FieldProblem("/block", .missing)]) }
        if let exact = blocks.first(where: { $0.id == name || $0.title[language] == name }) { return exact }
        let alike = blocks.filter { $0.title[language].range(of: name, options: .caseInsensitive) != nil }
        guard alike.count == 1, let only = alike.first else {
            throw .invalid([FieldProblem("/block", .unknownTextBlock(name))])
        }
        return only
    }

    private func values(of view: TicketView, by principal: Principal, _ language: Language) -> [String: String] {
        let ticket = view.ticket
        let dates = DateText(policy.calendar, language)
        let unit = catalogue.unit(ticket.lead)
        return [
            "number": ticket.number.description, "title": ticket.filing.title, "company": view.company.name,
            "contact": view.company.contactName, "unit": unit?.name[language] ?? "", "unitPhone": unit?.phone ?? "",
            "due": ticket.deadline.map { dates.moment($0.due) } ?? "",
            "promised": ticket.state.isEnded ? "" : dates.moment(ticket.promisedBy),
            "officer": principal.account.displayName, "station": catalogue.locales.text("app.name", language),
            "stationPhone": catalogue.unit(policy.desk)?.phone ?? "",
        ]
    }
}
