import Casework
import Foundation
import Station

/// Plays stories in the order they were filed and stores every step.
struct DemoTickets: Sendable {
    let catalogue: StationCatalogue
    let now: Date

    /// What came of the stories.
    struct Told {
        /// The number of each finding's ticket.
        var findings: [String: TicketNumber] = [:]
        /// Every step of them.
        var moments: [DemoMoment] = []
    }

    /// Stores `stories`, numbered by filing time, and what `station` would have told of the older ones.
    func store(_ stories: [DemoStory], by station: Station, in tx: borrowing StationTransaction) throws -> Told {
        var told = Told()
        for story in stories.sorted(by: { $0.filed.at < $1.filed.at }) {
            let number = try tx.tickets.nextNumber(year: catalogue.policy.calendar.day(of: story.filed.at).year)
            var life = try DemoLife(story.filed, number: number, catalogue: catalogue, now: now)
            try life.play(story.steps)
            try life.rest()
            var trail = DemoTrail(station: station, filed: story.filed)
            for (place, moment) in life.past.enumerated() {
                let event = RecordedEvent(event: moment.step.event, actor: moment.actor)
                if place == 0 {
                    try tx.tickets.add(moment.step.ticket, event)
                } else {
                    try tx.tickets.save(moment.step.ticket, event)
                }
                let isOld = event.event.at < DemoNotices.start(now)
                try trail.store(moment.step, by: moment.actor, isTold: isOld, in: tx)
            }
            told.moments += life.past
            if let warning = story.filed.warning { told.findings[warning.finding] = number }
        }
        return told
    }
}
