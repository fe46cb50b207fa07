public import Casework
public import Foundation
public import HealthCheck

/// A self-test that is worth taking again, and why.
public struct RetestProposal: Hashable, Sendable {
    /// What speaks for it.
    public enum Reason: Hashable, Sendable {
        /// A ticket about one of its findings was closed after it was last taken.
        case ticketClosed(TicketNumber)
        /// The profile has reached its age.
        case due(CivilDay)
    }

    public let selfTest: String
    public let reason: Reason
}

extension Station {
    /// The day from which the self-test behind `record` is worth taking again: the worse the grade, the sooner.
    public func retestDay(after record: ProfileRecord) -> CivilDay {
        policy.calendar.retestDay(after: record)
    }

    /// Which self-tests the company had better take again now, each once; a closed ticket says more than an age.
    public func retestProposals(by principal: Principal) async throws -> [RetestProposal] {
        let code = try access.requireCompany(principal)
        let today = policy.calendar.day(of: ambient.now())
        let tests = catalogue.fullSelfTests.map(\.id)
        return try await database.read { [self] tx in
            let newest = try tx.selfTests.newestProfiles(of: code)
            let oldest = newest.map(\.issuedAt).min() ?? ambient.now()
            let closed = try tx.tickets.closedFromFindings(of: code, since: oldest)
            return tests.compactMap { test -> RetestProposal? in
                guard let record = newest.first(where: { $0.profile.selfTest == test }) else { return nil }
                let ticket = closed.first { $0.retests == test && ($0.endedAt ?? $0.filedAt) > record.issuedAt }
                if let ticket { return RetestProposal(selfTest: test, reason: .ticketClosed(ticket.number)) }
                let day = retestDay(after: record)
                return day <= today ? RetestProposal(selfTest: test, reason: .due(day)) : nil
            }
        }
    }

    /// The self-test to take again now that `ticket` is closed; nil unless it came from a finding and the test was not
    /// taken since.
    public func retest(after ticket: Ticket, by principal: Principal) async throws -> Questionnaire? {
        guard ticket.state == .closed, let test = ticket.retests.flatMap({ catalogue.selfTest($0) }),
            let code = principal.company
        else { return nil }
        return try await database.read { [self] tx in
            guard let held = try tx.tickets.ticket(ticket.number) else { return nil }
            try access.requireReading(held, principal)
            let newest = try tx.selfTests.newestProfile(of: code, selfTest: test.id)
            return newest.map { $0.issuedAt < ticket.endedAt ?? ticket.filedAt } ?? true ? test : nil
        }
    }

    /// Plans the reminder of a profile just issued, in its transaction; it takes the place of the one before.
    ///
    /// The first look is no part of the profile, and so nobody is reminded of it.
    func planRetest(
        after record: ProfileRecord, _ questionnaire: Questionnaire, _ tx: borrowing StationTransaction
    ) throws {
        guard questionnaire.role == .full else { return }
        try tx.cohorts.plan(RetestReminder(after: record, policy.calendar, sentAt: nil))
    }
}

extension RetestReminder {
    /// The reminder of a profile: it goes out at nine in the morning of the day from which the test is worth taking again.
    public init(after record: ProfileRecord, _ calendar: WorkingCalendar, sentAt: Date?) {
        self.init(
            profile: record.id, company: record.company, selfTest: record.profile.selfTest,
            dueAt: calendar.date(calendar.retestDay(after: record), minute: 9 * 60), sentAt: sentAt)
    }
}

extension WorkingCalendar {
    fileprivate func retestDay(after record: ProfileRecord) -> CivilDay {
        day(of: record.issuedAt).adding(months: Retest.months(after: record.profile.grade))
    }
}

extension Ticket {
    /// The self-test whose finding this ticket is about, nil for what did not come from one.
    public var retests: String? {
        filing.warning.flatMap { $0.split(separator: "/").first.map(String.init) }
    }
}

extension CivilDay {
    /// The same day of the month `months` later; the last of that month where it is shorter.
    func adding(months: Int) -> CivilDay {
        let (year, month, day) = parts
        let count = year * 12 + month - 1 + months
        let last = (0..<4).lazy.compactMap { CivilDay(year: count / 12, month: count % 12 + 1, day: day - $0) }.first
        return last ?? advanced(by: months * 30)
    }
}
