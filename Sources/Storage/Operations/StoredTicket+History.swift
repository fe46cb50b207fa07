import Casework
import Foundation

/// The events are the truth: folded again they give the stored ticket and the notices that had to be sent.
extension StoredTicket {
    func history(_ policy: CaseworkPolicy) -> [StoreFinding] {
        let fold: (ticket: Ticket, told: [String: Int])
        do {
            fold = try folded(policy)
        } catch {
            switch error {
            case .deadlineStillRuns, .reopeningWindowPassed, .returnLimitReached, .retractionPassed:
                return [
                    StoreFinding(.warn, "policy", "it was decided under another calendar or other limits (\(error)).")
                ]
            default:
                return [StoreFinding(.fail, "history", "its events do not lead anywhere: \(error).")]
            }
        }
        return difference(fold.ticket) + feedback(fold.told)
    }

    /// The ticket its events give, and how often the company had to be told of each answer and ending.
    private func folded(_ policy: CaseworkPolicy) throws(TicketError) -> (ticket: Ticket, told: [String: Int]) {
        guard let first = events.first, first.sequence == 1, case .file(let filing) = first.action else {
            throw .brokenHistory(1)
        }
        var ticket = try Ticket.opening(filing, number: number, by: first.by, at: first.at, policy: policy).ticket
        var told: [String: Int] = [:]
        for event in events.dropFirst() {
            guard event.sequence == ticket.version + 1 else { throw .brokenHistory(event.sequence) }
            let step = try ticket.applying(event.action, by: event.by, at: event.at, policy: policy)
            for notice in step.notices where notice.audience == .company && notice.kind.isFeedback {
                told["\(notice.kind.rawValue).\(notice.audience.word)", default: 0] += 1
            }
            ticket = step.ticket
        }
        return (ticket, told)
    }

    private func difference(_ fold: Ticket) -> [StoreFinding] {
        guard fold != ticket else { return [] }
        guard Outline(fold) == Outline(ticket) else {
            return [StoreFinding(.fail, "history", "it is not what its \(events.count) events make of it.")]
        }
        return [
            StoreFinding(
                .warn, "policy",
                "its due times are not what today's calendar gives; it was decided under another one.")
        ]
    }

    /// 件件有回音: each answer and each ending is on its way to the company.
    private func feedback(_ told: [String: Int]) -> [StoreFinding] {
        told.sorted { $0.key < $1.key }.filter { sent[$0.key, default: 0] < $0.value }.map { kind, wanted in
            StoreFinding(
                .fail, "promise 件件有回音",
                "the company was to hear of \(kind) \(wanted) times, the outbox has \(sent[kind, default: 0]).")
        }
    }
}

/// A ticket without the times that a calendar decides.
private struct Outline: Hashable {
    private struct Duty: Hashable {
        let id: Int
        let unit: UnitID
        let question: String
        let state: Leg.State
        let consent: Bool?
    }

    private let filing: Filing
    private let version: Int
    private let state: TicketState
    private let urgency: Urgency
    private let lead: UnitID
    private let duties: [Duty]
    private let deadline: Deadline.Kind?
    private let owner: Deadline.Owner?
    private let returns: Int
    private let tier: Tier
    private let reply: Ticket.Reply?
    private let resolution: Resolution?
    private let rating: Ticket.Rating?
    private let links: [TicketNumber]
    private let mergedInto: TicketNumber?
    private let reopenings: Int
    private let endedAt: Date?
    private let ruling: UnitID?
    private let pauses: [Ticket.Pause]
    private let papers: [Ticket.FollowingPaper]
    private let parent: TicketNumber?
    private let parts: [Ticket.Part]

    init(_ ticket: Ticket) {
        filing = ticket.filing
        version = ticket.version
        state = ticket.state
        urgency = ticket.urgency
        lead = ticket.lead
        duties = ticket.legs.map {
            Duty(id: $0.id, unit: $0.unit, question: $0.question, state: $0.state, consent: $0.consent)
        }
        deadline = ticket.deadline?.kind
        owner = ticket.deadline?.owner
        returns = ticket.returns
        tier = ticket.tier
        reply = ticket.reply
        resolution = ticket.resolution
        rating = ticket.rating
        links = ticket.links
        mergedInto = ticket.mergedInto
        reopenings = ticket.reopenings
        endedAt = ticket.endedAt
        ruling = ticket.ruling?.unit
        pauses = ticket.pauses
        papers = ticket.papers
        parent = ticket.parent
        parts = ticket.parts
    }
}

extension Notice.Kind {
    /// Whether the company hears by it how its need was answered or ended.
    fileprivate var isFeedback: Bool {
        switch self {
        case .ticketAnswered, .ticketClosed, .ticketRefused, .ticketWithdrawn, .ticketMerged, .ticketUnmerged: true
        default: false
        }
    }
}
