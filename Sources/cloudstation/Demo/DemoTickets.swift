import Casework
import Foundation
import Station

/// Plays stories in the order they were filed and stores every step.
struct DemoTickets: Sendable {
    let catalogue: StationCatalogue
    let now: Date

    /// Stores `stories`, numbered by filing time; gives the number of each finding's ticket.
    func store(_ stories: [DemoStory], in tx: borrowing StationTransaction) throws -> [String: TicketNumber] {
        var findings: [String: TicketNumber] = [:]
        for story in stories.sorted(by: { $0.filed.at < $1.filed.at }) {
            let number = try tx.tickets.nextNumber(year: catalogue.policy.calendar.day(of: story.filed.at).year)
            var life = try DemoLife(story.filed, number: number, catalogue: catalogue, now: now)
            try life.play(story.steps)
            try life.rest()
            var trail = DemoTrail(catalogue: catalogue, filed: story.filed)
            for (place, step) in life.past.enumerated() {
                if place == 0 {
                    try tx.tickets.add(step.ticket, step.event)
                } else {
                    try tx.tickets.save(step.ticket, step.event)
                }
                try trail.store(step.ticket, step.event, step.notices, in: tx)
            }
            if let warning = story.filed.warning { findings[warning.finding] = number }
        }
        return findings
    }
}
