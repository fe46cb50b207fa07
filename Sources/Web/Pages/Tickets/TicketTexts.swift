import Casework
import Foundation
import Hummingbird
import Station

private struct KeptDraftJSON: Encodable {
    let text: String
}

extension Site {
    /// Puts a kept text behind what stands in a box, as the draft that the page then shows.
    func insertText(
        _ fields: FormFields, into noun: ActionNoun, on number: TicketNumber, asJSON: Bool,
        _ context: StationContext
    ) async throws -> Response {
        let typed = fields["text"] ?? ""
        do {
            let whole = try await station.insertTextBlock(
                fields["block"] ?? "", behind: typed, of: noun.rawValue, on: number,
                isForCompany: [.messages, .feedback, .materialRequests].contains(noun),
                by: try context.requirePrincipal())
            if asJSON { return .json(KeptDraftJSON(text: whole)) }
            // What else stood in the box comes back by the address.
            let others = ["stance", "mention", "list"].compactMap { name in
                fields[name]?.nonEmpty.map { "&\(name)=\(FormFields.escaped($0))" }
            }.joined()
            return .seeOther("/tickets/\(number)?inserted=\(noun.rawValue)\(others)#\(noun.fieldID(of: "text"))")
        } catch StationError.invalid(let problems) {
            var form = ActionRequest()
            form.text = typed
            form.stance = fields["stance"]
            form.mention = fields["mention"]
            form.list = fields["list"]
            return try await again(number, noun, form, problems, nil, .unprocessableContent, context)
        }
    }

    /// What was sent, with the officer who was chosen called in its text.
    func calling(
        _ form: ActionRequest, on number: TicketNumber, by principal: Principal
    ) async throws -> ActionRequest {
        guard let name = form.mention?.trimmingCharacters(in: .whitespaces), !name.isEmpty else { return form }
        let officer = try await station.officer(named: name, on: number, by: principal)
        var called = form
        let text = form.text ?? ""
        let calls = CalledNames([(id: officer.login, names: [officer.login, officer.name])]).calls(in: text)
        if calls.isEmpty, !text.allSatisfy(\.isWhitespace) { called.text = "@\(officer.login) \(text)" }
        return called
    }
}

extension FieldProblem {
    /// The unit that can be asked instead of the officer who was called.
    var unseeingUnit: UnitID? {
        if case .mentionUnseen(_, let unit) = code { unit } else { nil }
    }
}
