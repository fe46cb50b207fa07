import Casework

extension Wording {
    /// What keeps the lead unit from answering this ticket, a sentence each: opinions that are missing, vetoes nobody has
    /// decided on, parts that are not finished. Empty when nothing does.
    func waits(_ ticket: Ticket) -> [String] {
        var sentences: [String] = []
        if !ticket.openLegs.isEmpty {
            sentences.append(say("ticket.waits-for", ["units": units(ticket.openLegs.map(\.unit))]))
        }
        if !ticket.vetoes.isEmpty {
            sentences.append(say("ticket.waits-veto", ["units": units(ticket.vetoes.map(\.unit))]))
        }
        if !ticket.openParts.isEmpty {
            let numbers = ticket.openParts.map(\.number.description).joined(separator: say("list.comma"))
            sentences.append(say("ticket.waits-parts", ["numbers": numbers]))
        }
        return sentences
    }
}
