import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

struct HomePage {
    let greeting: String
    let tasks: [Task]
    let hasTasks: Bool
    let tickets: [TicketCard]
    let hasTickets: Bool
    let tests: [TestCard]
    let plan: HomePlan?
    let isNew: Bool
    let firstLook: FirstLookCard?
    let startHref: String?
    let visits: [AppointmentsPage.Row]
    let hasVisits: Bool

    /// Something that waits for the company.
    struct Task {
        let href: String
        let text: String
        let note: String
        let chip: DeadlineChip?
    }

    struct TestCard {
        let href: String
        let title: String
        let grade: GradeChip?
        let score: String?
        let note: String
        let retest: String?
        let profileHref: String?
    }
}

/// A ticket in a company's list.
struct TicketCard {
    let href: String
    let number: String
    let title: String
    let standing: String
    let chip: DeadlineChip
    let state: String

    init(_ ticket: Ticket, _ wording: Wording, at now: Date) {
        href = "/tickets/\(ticket.number)"
        number = ticket.number.description
        title = ticket.filing.title
        standing = wording.standing(ticket)
        chip = wording.chip(ticket, at: now)
        state = ticket.state.isEnded ? "done" : ticket.state == .awaitingMaterials ? "paused" : "open"
    }
}

extension Site {
    /// A company's home; everybody else starts at their own work.
    func homePage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        guard let code = principal.company else { return .seeOther(Self.start(of: principal)) }
        let wording = wording(context)
        let now = station.ambient.now()
        let tests = try await station.selfTests(for: principal)
        let tickets = try await station.tickets(TicketQuery(states: TicketState.open, limit: 25), by: principal).items
        let company = try await station.companyProfile(code, by: principal).company
        let items = try await station.plan(by: principal)
        let consultations = try await station.consultations(by: principal)
        let proposals = try await station.retestProposals(by: principal)
        let visits = try await station.appointments(by: principal)
            .filter { $0.state.isOpen && ($0.slot?.end ?? now) >= now }
        let papers = try await station.preReviews(by: principal)
        let tasks =
            visits.compactMap { wording.task($0) } + papers.compactMap { wording.task($0) }
            + tickets.compactMap { Self.task($0.ticket, wording, now) }
            + consultations.compactMap { wording.task($0) } + tests.compactMap { Self.task($0, wording) }
            + proposals.compactMap { wording.task($0, tests) }
        let firstLook = FirstLookCard(tests, wording)
        let model = HomePage(
            greeting: company.name, tasks: tasks, hasTasks: !tasks.isEmpty,
            tickets: tickets.prefix(5).map { TicketCard($0.ticket, wording, at: now) }, hasTickets: !tickets.isEmpty,
            tests: tests.filter(\.isFull).map { Self.card($0, wording) },
            plan: HomePlan(items, wording, today: station.catalogue.policy.calendar.day(of: now)),
            isNew: tests.allSatisfy { $0.newest == nil && $0.draft == nil } && tickets.isEmpty,
            firstLook: firstLook,
            startHref: firstLook == nil ? "/self-tests/\(station.catalogue.fullSelfTests.first?.id ?? "")" : nil,
            visits: visits.sorted { ($0.slot?.start ?? .distantFuture) < ($1.slot?.start ?? .distantFuture) }
                .prefix(3).map { AppointmentsPage.Row($0, wording) }, hasVisits: !visits.isEmpty)
        return pages.response(
            "home", model, title: wording.say("home.title"), context, path: "/",
            live: LiveBar(.lists(since: now), refresh: "/"))
    }

    private static func start(of principal: Principal) -> String {
        if principal.isLiaison { return "/desk" }
        if principal.unit != nil { return "/legs" }
        if principal.isManager { return "/summary" }
        if principal.isExpert { return "/consultations" }
        return "/me"
    }

    private static func task(_ ticket: Ticket, _ wording: Wording, _ now: Date) -> HomePage.Task? {
        let key: String
        switch ticket.state {
        case .answered: key = "home.task-confirm"
        case .awaitingMaterials: key = "home.task-supply"
        default: return nil
        }
        return HomePage.Task(
            href: "/tickets/\(ticket.number)", text: wording.say(key, ["title": ticket.filing.title]),
            note: ticket.number.description, chip: ticket.deadline.map { wording.chip($0, at: now) })
    }

    private static func task(_ test: SelfTestOverview, _ wording: Wording) -> HomePage.Task? {
        guard let draft = test.draft else { return nil }
        let title = test.questionnaire.title[wording.language]
        let values = [
            "answered": "\(test.progress.answered)", "total": "\(test.progress.total)",
            "date": wording.dates.moment(draft.updatedAt),
        ]
        return HomePage.Task(
            href: "/self-tests/\(test.questionnaire.id)", text: wording.say("home.task-draft", ["title": title]),
            note: wording.say("home.task-draft-note", values), chip: nil)
    }

    static func card(_ test: SelfTestOverview, _ wording: Wording) -> HomePage.TestCard {
        let newest = test.newest
        return HomePage.TestCard(
            href: "/self-tests/\(test.questionnaire.id)", title: test.questionnaire.title[wording.language],
            grade: newest.map { wording.grade($0.profile.grade) },
            score: newest?.profile.card.score.map(NumberText.score),
            note: newest.map { wording.say("home.test-taken", ["date": wording.dates.fullDay($0.issuedAt)]) }
                ?? wording.say("home.test-new", ["minutes": "\(test.questionnaire.minutes)"]),
            retest: test.questionnaire.role == .full ? newest.map { wording.retest(after: $0) } : nil,
            profileHref: newest.map { "/profiles/\($0.id)" })
    }
}
