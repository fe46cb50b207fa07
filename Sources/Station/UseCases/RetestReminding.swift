import Casework
import Foundation
import HealthCheck

extension Station {
    /// Sends the reminders that are due, each once, and gives how many; throws the first failure, when all were tried. Of
    /// all processes on one store only the one with the lease does; with nothing due there is nothing to write.
    ///
    /// - Parameter holder: names this process; nobody else has or guesses it.
    public func remindOfRetests(holder: String) async throws -> Int {
        let now = ambient.now()
        let due = try await database.read { tx in try tx.cohorts.due(at: now, limit: Self.reminderRound) }
        guard !due.isEmpty else { return 0 }
        let end = now.addingTimeInterval(Self.reminderLease)
        let isOurs = try await database.write { tx in
            try tx.leases.take("retest-reminders", for: holder, until: end, at: now)
        }
        guard isOurs else { return 0 }
        var sent = 0
        var failure: (any Error)?
        for reminder in due {
            // Each its own transaction: one that cannot be read holds up no other.
            do {
                if try await remind(reminder, at: now) { sent += 1 }
            } catch {
                failure = failure ?? error
                // Out of the way: else the oldest hundred that fail would be every round, and the others never.
                try await database.write { tx in
                    try tx.cohorts.putOff(reminder, until: now.addingTimeInterval(Self.reminderPause))
                }
            }
        }
        try await database.write { tx in try tx.leases.release("retest-reminders", by: holder) }
        if let failure { throw failure }
        return sent
    }

    /// Most reminders of one round.
    private static let reminderRound = 100
    /// How long the round may take, and when one that failed is tried again, in seconds.
    private static let reminderLease: TimeInterval = 120
    private static let reminderPause: TimeInterval = 3600

    /// False if it was sent meanwhile, or the test was taken again.
    private func remind(_ reminder: RetestReminder, at now: Date) async throws -> Bool {
        try await database.write { [self] tx in
            // A submission that is under way plans a new reminder; it comes before us or after us.
            try tx.selfTests.holdDraft(reminder.company, reminder.selfTest)
            guard let planned = try tx.cohorts.reminder(reminder.company, reminder.selfTest),
                planned.profile == reminder.profile, planned.sentAt == nil,
                let company = try tx.companies.company(reminder.company),
                let record = try tx.selfTests.profile(reminder.profile)
            else { return false }
            let selfTest = catalogue.selfTest(reminder.selfTest)
            try tx.cohorts.markSent(planned, at: now)
            // A test that is no longer offered needs no reminder.
            guard let selfTest else { return false }
            var context = NoticeWriter.Context(company: company, path: "/self-tests/\(selfTest.id)")
            context.selfTest = selfTest.title
            context.grade =
                record.profile.grade?.rawValue ?? catalogue.locales.text("grade.not-rated", company.language)
            try NoticeWriter(station: self).write([Notice(.retestDue, to: .company)], context, tx)
            try audit("retest.remind", reminder.profile, by: "system", tx)
            return true
        }
    }
}
