import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// A matter's papers, one by one: what the company says of each, and what an officer found.
struct PreReviewPage {
    let id: String
    let version: Int
    let matter: String
    let company: String?
    let headline: String
    let kind: String
    let isComplete: Bool
    let reviewed: String?
    let papers: [Paper]
    let isOfficer: Bool
    /// The company may mark and send.
    let isOpen: Bool
    let canHandIn: Bool
    let isJudging: Bool
    let waits: Bool
    let canBook: Bool
    let bookHref: String
    let back: String
    let errors: ErrorSummary?
    let conflict: String?
    let limits: String

    struct Paper {
        let id: String
        let place: Int
        let action: String
        let name: String
        let state: String
        let kind: String
        let reason: String?
        let files: [File]
        let mark: String?
        let isOpen: Bool
        let isReady: Bool
        let error: String?
        let verdicts: [Verdict]
        let typedReason: String
        let reasonError: String?
    }

    struct File {
        let id: String
        let name: String
        let href: String
    }

    struct Verdict {
        let value: String
        let text: String
        let isChosen: Bool
    }
}

/// What was typed into an officer's form, by place.
struct TypedVerdicts {
    var verdicts: [Int: String] = [:]
    var reasons: [Int: String] = [:]
}

extension PreReviewPage {
    init(
        _ view: PreReviewView, principal: Principal, typed: TypedVerdicts, errors: ErrorSummary?, filePlace: Int?,
        conflict: String?, _ wording: Wording
    ) {
        let review = view.review
        let isCompany = principal.company == review.company
        let isOpen = isCompany && review.handedInAt == nil && !review.isComplete
        let isJudging = view.mayJudge && review.handedInAt != nil && !review.isComplete
        id = review.id
        version = review.version
        matter = wording.matter(review.matter)
        company = isCompany ? nil : view.company?.name
        headline = wording.standing(review)
        kind = review.isComplete ? "ok" : review.missing.isEmpty ? "info" : "warn"
        isComplete = review.isComplete
        reviewed = review.reviewedAt.map {
            wording.say(
                "pre-review.reviewed",
                [
                    "date": wording.dates.moment($0),
                    "who": isCompany
                        ? wording.unitName(wording.station.catalogue.matter(review.matter)?.unit ?? "")
                        : review.reviewer,
                ])
        }
        papers = review.items.enumerated().map { place, item in
            let settled = [.fine, .notNeeded].contains(item.standing)
            return Paper(
                id: "paper-\(place)", place: place, action: "/pre-reviews/\(review.id)/papers/\(place)",
                name: item.paper[wording.language], state: wording.say("paper.\(item.standing.rawValue)"),
                kind: item.standing.chip, reason: item.reason.nonEmpty,
                files: item.files.compactMap { id in view.files.first { $0.id == id } }.map {
                    File(id: $0.id, name: $0.name, href: "/pre-reviews/\(review.id)/files/\($0.id)")
                },
                mark: item.mark == .ready && item.standing != .notNeeded ? wording.say("paper.marked-ready") : nil,
                isOpen: isOpen && !settled,
                isReady: item.mark == .ready, error: filePlace == place ? errors?.items.first?.text : nil,
                verdicts: PreReview.Verdict.allCases.map {
                    Verdict(
                        value: $0.rawValue, text: wording.say("verdict.\($0.rawValue)"),
                        isChosen: (typed.verdicts[place] ?? item.verdict?.rawValue) == $0.rawValue)
                },
                typedReason: typed.reasons[place] ?? item.reason, reasonError: errors?.message("reason-\(place)"))
        }
        isOfficer = !isCompany
        self.isOpen = isOpen
        canHandIn = isOpen && review.missing.isEmpty
        self.isJudging = isJudging
        waits = isCompany && review.isWaiting
        canBook = isCompany && !wording.station.catalogue.sites.sites(for: review.matter).isEmpty
        bookHref = "/appointments/new?matter=\(review.matter)"
        back = isCompany ? "/appointments" : "/pre-reviews"
        self.errors = errors
        self.conflict = conflict
        limits = wording.say("pre-review.limits", ["size": "\(EvidenceFile.maxBytes / 1024 / 1024)"])
    }
}

extension PreReview.Standing {
    /// The colour of its tag; the word says it first.
    var chip: String {
        switch self {
        case .fine, .notNeeded: "ok"
        case .missing, .mend: "warn"
        case .waiting: "info"
        }
    }
}

extension Wording {
    /// How far the papers are, in one line: what is missing, who has the word, or that one visit is enough.
    func standing(_ review: PreReview) -> String {
        if review.isComplete { return say("pre-review.complete") }
        let missing = review.missing.count
        if review.isWaiting { return say("pre-review.waiting") }
        let mend = review.items.count { $0.standing == .mend }
        if mend > 0 { return say("pre-review.mend", ["count": "\(mend)"]) }
        if missing > 0 {
            return say("pre-review.missing", ["count": "\(missing)", "total": "\(review.items.count)"])
        }
        return say("pre-review.to-hand-in")
    }
}
