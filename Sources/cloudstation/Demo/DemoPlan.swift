import Casework
import Foundation
import HealthCheck
import Station

/// Everything the demonstration will hold, thought out before the store is touched.
struct DemoPlan: Sendable {
    let accounts: [Account]
    let companies: [Company]
    let stories: [DemoStory]
    /// Of the first company, whose warnings have tickets, and of the others.
    let ownProfiles: [DemoProfile]
    let otherProfiles: [DemoProfile]
    let draft: Draft?
    private let tickets: DemoTickets
    private let seed: UInt64

    init(catalogue: StationCatalogue, passwordHash: String, now: Date, seed: UInt64) throws {
        var chance = DemoChance(seed: seed)
        companies = try DemoCompanies.all()
        let people = DemoAccounts(companies: companies, passwordHash: passwordHash)
        accounts = people.all(at: now, chance: &chance) + people.colleagues(at: now)
        let others = Array(companies.dropFirst(2))
        var history = DemoHistory(
            catalogue: catalogue, companies: others, now: now, chance: DemoChance(seed: chance.next()))
        var open = DemoOpenCases(
            catalogue: catalogue, companies: companies, now: now, chance: DemoChance(seed: chance.next()))
        var profiles = DemoProfiles(
            catalogue: catalogue, companies: others, now: now, chance: DemoChance(seed: chance.next()))
        var first = DemoFirstCompany(
            catalogue: catalogue, company: companies[0], now: now, chance: DemoChance(seed: chance.next()))
        ownProfiles = try first.profiles()
        otherProfiles = try profiles.all()
        draft = first.draft()
        stories = history.stories() + open.stories() + first.stories() + Self.warned(&first, ownProfiles)
        tickets = DemoTickets(catalogue: catalogue, now: now)
        self.seed = chance.next()
    }

    /// The tickets of the newest profile's red lines.
    private static func warned(_ first: inout DemoFirstCompany, _ profiles: [DemoProfile]) -> [DemoStory] {
        guard let newest = profiles.last(where: { $0.submission.consent.openTickets }) else { return [] }
        var stories: [DemoStory] = []
        for warning in newest.record.profile.warnings {
            guard case .redLine = warning.cause else { continue }
            if let story = first.story(of: warning, in: newest.record.profile, newest.questionnaire) {
                stories.append(story)
            }
        }
        return stories
    }

    /// Stores it all, and what `station` would have told people of the last days; the caller's transaction makes it one.
    func store(by station: Station, in tx: borrowing StationTransaction) throws {
        for company in companies { try tx.companies.save(company) }
        for account in accounts { try tx.accounts.add(account) }
        let told = try tickets.store(stories, by: station, in: tx)
        var chance = DemoChance(seed: seed)
        let newest = ownProfiles.last { $0.submission.consent.openTickets }?.record.id
        for profile in ownProfiles {
            try profile.store(in: tx, chance: &chance) { warning in
                profile.record.id == newest
                    ? told.findings[DemoFirstCompany.finding(warning, profile.questionnaire)] : nil
            }
        }
        for profile in otherProfiles { try profile.store(in: tx, chance: &chance) }
        if let draft { try tx.selfTests.save(draft) }
        try DemoAdvice.planRetests(
            of: ownProfiles + otherProfiles, tickets.catalogue.policy.calendar, now: tickets.now, in: tx)
        try storeAdvice(in: tx, chance: &chance)
        try DemoAtTheTicket(catalogue: tickets.catalogue, accounts: accounts, now: tickets.now)
            .store(in: tx, chance: &chance)
        try DemoNotices(station: station, accounts: accounts, company: companies[0], now: tickets.now)
            .store(told.moments, in: tx)
        try DemoVisits(catalogue: tickets.catalogue, companies: companies, now: tickets.now)
            .store(in: tx, chance: &chance)
    }

    /// The first company's plan and consultation, on its newest profile with a red line.
    private func storeAdvice(in tx: borrowing StationTransaction, chance: inout DemoChance) throws {
        guard let profile = ownProfiles.last(where: { !$0.record.profile.redLines.isEmpty }),
            let company = accounts.first(where: { $0.company == profile.record.company }),
            let expert = accounts.first(where: { $0.roles.contains(.expert) })
        else { return }
        try DemoAdvice(
            profile: profile, company: company, expert: expert, calendar: tickets.catalogue.policy.calendar,
            now: tickets.now
        ).store(in: tx, chance: &chance)
    }
}
