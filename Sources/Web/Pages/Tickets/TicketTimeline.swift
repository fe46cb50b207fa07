import Casework
import Foundation
import Station

/// One event in the history.
struct TimelineEntry {
    let at: String
    let date: String
    let who: String
    let title: String
    /// The text in pieces: plain ones, and names that were called.
    let words: [Word]
    let hasWords: Bool
    let kind: String
    let sequence: Int
    let files: [TicketFile]
    let hasFiles: Bool

    struct Word {
        let text: String
        /// Who is called; nil for plain words.
        let href: String?
    }
}

extension TimelineEntry {
    init(_ recorded: RecordedEvent, _ view: TicketView, _ wording: Wording) {
        let event = recorded.event
        let ticket = view.ticket
        sequence = event.sequence
        files = view.attachments.filter { $0.sequence == event.sequence }
            .map { TicketFile($0, wording, isInside: view.party != .company) }
        hasFiles = !files.isEmpty
        at = wording.dates.moment(event.at)
        date = wording.dates.rfc3339(event.at)
        who = wording.side(of: recorded)
        title = wording.title(of: event.action, ticket)
        let text = wording.text(of: event.action)
        words = Self.words(of: text, calls: view.calls.filter { $0.mention.sequence == event.sequence })
        hasWords = !text.isEmpty
        switch event.action.kind {
        case .note: kind = "note"
        case .missDeadline, .missLeg, .missCall, .remind, .notePart: kind = "system"
        case .consult: kind = "note"
        default: kind = event.by == .company ? "company" : "act"
        }
    }
}

extension Wording {
    /// Who did something, as a company may read it: its own people by name, of the others the unit.
    func side(of recorded: RecordedEvent) -> String {
        switch recorded.event.by {
        case .company: recorded.actor.isEmpty ? say("party.company") : recorded.actor
        case .desk: unit(station.catalogue.policy.desk)
        case .unit(let unit): self.unit(unit)
        case .manager: say("party.manager")
        case .clock: say(recorded.event.action.kind == .approve ? "party.rule" : "party.clock")
        }
    }
}

extension TimelineEntry {
    /// `text` with the names of those who were called as links to who they are.
    private static func words(of text: String, calls: [NamedMention]) -> [Word] {
        guard !calls.isEmpty else { return text.isEmpty ? [] : [Word(text: text, href: nil)] }
        let names = CalledNames(calls.map { (id: $0.login, names: [$0.login, $0.name]) })
        var words: [Word] = []
        var position = text.startIndex
        for call in names.calls(in: text) {
            let person = calls.first { call.ids.contains($0.login) }
            words.append(Word(text: String(text[position..<call.range.lowerBound]), href: nil))
            words.append(
                Word(
                    text: "@" + (person?.name ?? String(text[call.range].dropFirst())),
                    href: "/officers/\(person?.login ?? "")"))
            position = call.range.upperBound
        }
        words.append(Word(text: String(text[position...]), href: nil))
        return words.filter { !$0.text.isEmpty }
    }
}
