import Casework
import Foundation
import HealthCheck
import Station

/// A deadline in words and date, with the shape that says how near it is.
struct DeadlineChip {
    /// `ample`, `near`, `over`, `paused`, `kept` or `late`.
    let kind: String
    let text: String
    /// The same without the date, for a row of a queue.
    let short: String
    /// RFC 3339, for `datetime`.
    let date: String
}

extension Wording {
    /// The running deadline of `ticket` at `now`, or how it ended.
    func chip(_ ticket: Ticket, at now: Date) -> DeadlineChip {
        guard let deadline = ticket.deadline else { return ended(ticket) }
        if ticket.state == .awaitingMaterials {
            return chip(
                "paused", say("deadline.paused", ["date": dates.moment(deadline.due)]), deadline.due,
                short: say("deadline.paused-short"))
        }
        return chip(deadline, at: now)
    }

    /// Any running deadline at `now`.
    func chip(_ deadline: Deadline, at now: Date) -> DeadlineChip {
        chip(due: deadline.due, start: deadline.start, at: now)
    }

    /// A span that ends at `due`. Near means: a quarter of the time or four working hours are left.
    func chip(due: Date, start: Date, at now: Date) -> DeadlineChip {
        let calendar = station.catalogue.policy.calendar
        guard now <= due else {
            return chip("over", say("deadline.over", ["span": elapsed(now.timeIntervalSince(due))]), due)
        }
        let left = calendar.workingMinutes(from: now, to: due)
        let whole = calendar.workingMinutes(from: start, to: due)
        let isNear = left <= max(whole / 4, 240)
        let values = ["span": working(left, calendar), "date": moment(due, now)]
        return chip(
            isNear ? "near" : "ample", say("deadline.left", values), due,
            short: say("deadline.left-short", values))
    }

    private func ended(_ ticket: Ticket) -> DeadlineChip {
        if ticket.state == .withdrawn || ticket.state == .merged {
            return chip("ended", state(ticket.state), ticket.endedAt ?? ticket.filedAt)
        }
        let answered = ticket.reply?.at ?? ticket.endedAt ?? ticket.filedAt
        let inTime = answered <= ticket.promisedBy
        return chip(inTime ? "kept" : "late", say(inTime ? "deadline.kept" : "deadline.late"), answered)
    }

    private func chip(_ kind: String, _ text: String, _ date: Date, short: String? = nil) -> DeadlineChip {
        let isProvisional =
            station.catalogue.policy.calendar.isProvisional(date) && ["ample", "near", "over", "paused"].contains(kind)
        return DeadlineChip(
            kind: kind, text: isProvisional ? text + say("deadline.provisional") : text, short: short ?? text,
            date: dates.rfc3339(date))
    }

    /// Under one working day in hours, else in days; rounded down, so that nobody is promised too much.
    private func working(_ minutes: Double, _ calendar: WorkingCalendar) -> String {
        let day = Double(calendar.minutesPerDay)
        if minutes >= day {
            let days = Int(minutes / day)
            return say(days == 1 ? "span.working-day" : "span.working-days", ["count": "\(days)"])
        }
        if minutes >= 60 {
            let hours = Int(minutes / 60)
            return say(hours == 1 ? "span.working-hour" : "span.working-hours", ["count": "\(hours)"])
        }
        return say("span.minutes", ["count": "\(Int(minutes.rounded(.up)))"])
    }

    /// Elapsed time in its largest unit.
    func elapsed(_ seconds: TimeInterval) -> String {
        let minutes = max(1, Int(seconds / 60))
        if minutes < 60 { return say("span.minutes", ["count": "\(minutes)"]) }
        let hours = minutes / 60
        if hours < 48 { return say(hours == 1 ? "span.hour" : "span.hours", ["count": "\(hours)"]) }
        return say("span.days", ["count": "\(hours / 24)"])
    }

    private func moment(_ date: Date, _ now: Date) -> String {
        let calendar = station.catalogue.policy.calendar
        return calendar.day(of: date) == calendar.day(of: now)
            ? say("deadline.today", ["time": dates.time(date)]) : dates.moment(date)
    }
}
