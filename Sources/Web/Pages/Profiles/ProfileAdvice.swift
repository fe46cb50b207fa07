import Casework
import Foundation
import HealthCheck
import Station

/// What a company can do from its own profile: plan, ask an expert, take the test again. For partials of the profile page.
struct ProfileAdvice {
    /// Puts one or several recommendations into the plan.
    struct PlanButton {
        let profile: String
        let questions: [String]
        let isPlanned: Bool
        let isMany: Bool
    }

    private let profile: ProfileView
    private let planned: Set<String>
    /// `建议 2027 年 5 月重测`.
    let retest: String
    /// Puts the first five recommendations into the plan; nil where there is nothing to recommend.
    let planFirst: PlanButton?
    /// Where the whole profile is put to an expert.
    let consultHref: String

    init(_ view: ProfileView, plan: [PlanItem], _ wording: Wording) {
        profile = view
        planned = Set(
            plan.filter { $0.doneAt == nil && $0.selfTest == view.record.profile.selfTest }.map(\.question))
        retest = wording.retest(after: view.record)
        consultHref = "/consultations/new?profile=\(view.record.id)"
        let first = view.record.profile.recommendations.prefix(5).map(\.question)
        planFirst =
            first.isEmpty
            ? nil
            : PlanButton(
                profile: view.record.id, questions: Array(first), isPlanned: planned.isSuperset(of: first), isMany: true
            )
    }

    /// For one recommendation.
    func planButton(_ question: String) -> PlanButton {
        PlanButton(
            profile: profile.record.id, questions: [question], isPlanned: planned.contains(question), isMany: false)
    }

    /// Where one question with its finding is put to an expert.
    func consultHref(_ question: String) -> String { "\(consultHref)&question=\(question)" }
}

extension Wording {
    /// When a self-test is worth taking again: the month, or that it is time.
    func retest(after record: ProfileRecord) -> String {
        let day = station.retestDay(after: record)
        let today = station.catalogue.policy.calendar.day(of: station.ambient.now())
        let (year, month, _) = day.parts
        return day <= today
            ? say("retest.now") : say("retest.on", ["month": dates.month(year: year, month: month)])
    }
}

extension DateText {
    /// `2027 年 5 月`, `May 2027`.
    func month(year: Int, month: Int) -> String {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return language == .zhHans ? "\(year) 年 \(month) 月" : "\(names[month - 1]) \(year)"
    }
}

/// What became of a warning, or where a ticket for it would go: for the warning's card.
struct WarningOutlook {
    /// Nil while there is no ticket.
    let ticket: String?
    let ticketText: String?
    /// Why a ticket is proposed, to whom it would go and by when; nil while there is one.
    let proposal: Proposal?

    struct Proposal {
        let why: String
        let whither: String
        let when: String
    }

    init(_ standing: WarningStanding, _ questionnaire: Questionnaire, _ wording: Wording) {
        let ticket = standing.ticket
        self.ticket = ticket?.number.description
        ticketText = ticket.map { ticket in
            if ticket.state.isEnded { return wording.say("warning.ticket-ended") }
            return standing.record.warning.endangersPersons
                ? wording.say("warning.ticket-danger")
                : wording.say("warning.ticket-runs", ["standing": wording.standing(ticket)])
        }
        let why: String
        switch standing.record.warning.cause {
        case .redLine: why = wording.say("warning.why-red-line")
        case .dimension: why = wording.say("warning.why-dimension")
        }
        proposal = standing.proposal.map { proposal in
            Proposal(
                why: why,
                whither: wording.say(
                    "warning.whither",
                    [
                        "matter": wording.matter(proposal.matter), "unit": wording.unitName(proposal.decision.lead),
                        "reason": wording.station.rules(of: proposal.decision).reason?[wording.language] ?? "",
                    ]),
                when: wording.say(
                    "warning.when",
                    [
                        "accepted": wording.dates.moment(proposal.acceptedBy),
                        "answered": wording.dates.moment(proposal.answeredBy),
                    ]))
        }
    }
}
