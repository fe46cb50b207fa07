import Casework
import HealthCheck
import Station

/// What a ticket page shows and offers beyond its way through the four stages: rulings, consent, papers that follow,
/// pauses, joint cases, supervision, reviews.
struct TicketDepth {
    let ruling: Ruling?
    let returned: String?
    let level: String
    let supervised: String?
    let papers: [Paper]
    let hasPapers: Bool
    let pauses: [Pause]
    let hasPauses: Bool
    let parent: String?
    let parts: [Part]
    let hasParts: Bool
    let review: String?
    let codes: [Choice]
    let ladders: [Choice]
    let causes: [Choice]
    /// Grounds of refusal to choose from.
    let grounds: [Choice]
    /// Why it was refused, while it is.
    let refusal: Refusal?
    let reopenTitle: String
    let rule: RuleForm?
    let recall: Bool
    let overrule: Bool
    let minutes: TicketForms.TextForm?
    let deferPapers: PapersForm?
    let receivePaper: Bool
    let supervise: TicketForms.TextForm?
    let reviewForm: ReviewForm?
    let unmerge: TicketForms.TextForm?
    let join: TicketForms.TextForm?
    let reclassify: ReclassifyForm?
    let retime: RetimeForm?
    let retract: RetractForm?
    let call: CallBox?

    struct ReclassifyForm {
        let matters: [Choice]
        let typed: String
        let isOpen: Bool
    }

    struct RetimeForm {
        let now: String
        let new: String
        let typed: String
        let isOpen: Bool
    }

    struct RetractForm {
        let note: String
        let typed: String
        let isOpen: Bool
    }

    /// A call that somebody waits for, or got; in the words of who reads it.
    struct CallBox {
        let text: String
        let isWaiting: Bool
        /// Whether the reader may note that it was made.
        let canNote: Bool
        let isLate: Bool
        let typed: String
        let error: String?
    }

    struct Ruling {
        let unit: String
        let reason: String
    }

    struct Refusal {
        let sentence: String
        let instead: String?
        /// How one disagrees, or that one cannot.
        let appeal: String
    }

    struct Paper {
        let id: Int
        let name: String
        let due: String
        let isMissing: Bool
    }

    struct Pause {
        let span: String
        let request: String
    }

    struct Part {
        let number: String
        let state: String
        let isEnded: Bool
    }

    struct Choice {
        let value: String
        let text: String
        let isChosen: Bool
    }

    struct RuleForm {
        let units: [TicketForms.UnitOption]
        let typed: String
        let isOpen: Bool
        /// Returned as often as allowed: the ruling is what the desk has to do next.
        let isForced: Bool
    }

    struct PapersForm {
        let typed: String
        let due: String
        let isOpen: Bool
    }

    struct ReviewForm {
        let findings: [Choice]
        let typed: String
    }
}

extension TicketDepth {
    init(_ view: TicketView, _ wording: Wording, typed: ActionRequest?, noun: ActionNoun?, errors: ErrorSummary?) {
        let ticket = view.ticket
        let catalogue = wording.station.catalogue
        let policy = catalogue.policy
        let isInside = view.party != .company
        let allowed = view.allowed
        func text(_ kind: TicketActionKind, _ own: ActionNoun, _ value: String?) -> TicketForms.TextForm? {
            guard allowed.contains(kind) else { return nil }
            return TicketForms.TextForm(
                typed: noun == own ? value ?? "" : "", isOpen: noun == own,
                error: noun == own && (value ?? "").isEmpty ? wording.say("problem.missing") : nil)
        }
        ruling = isInside ? ticket.ruling.map { Ruling(unit: wording.unit($0.unit), reason: $0.reason) } : nil
        let isForced = ticket.state == .submitted && ticket.returns >= policy.returnLimit
        returned =
            isInside && ticket.returns > 0
            ? wording.say(
                isForced ? "ticket.returned-limit" : "ticket.returned-times", ["count": "\(ticket.returns)"]) : nil
        level = wording.say("level.\(ticket.level)")
        supervised =
            isInside && ticket.supervisions > 0
            ? wording.say("ticket.supervised", ["count": "\(ticket.supervisions)"]) : nil
        papers = ticket.papers.map {
            Paper(
                id: $0.id, name: $0.name,
                due: wording.say("ticket.papers-by", ["date": wording.dates.moment($0.due)]),
                isMissing: $0.receivedAt == nil)
        }
        hasPapers = !papers.isEmpty
        pauses = ticket.pauses.map { pause in
            Pause(
                span: wording.say(
                    "ticket.paused-from",
                    [
                        "from": wording.dates.moment(pause.from),
                        "to": pause.to.map(wording.dates.moment) ?? wording.say("ticket.paused-now"),
                    ]), request: pause.request)
        }
        hasPauses = !pauses.isEmpty
        parent = ticket.parent?.description
        parts = ticket.parts.map {
            Part(number: $0.number.description, state: wording.state($0.state), isEnded: $0.state.isEnded)
        }
        hasParts = !parts.isEmpty
        review = ticket.rating?.review?.text
        codes = HandingCode.allCases.map {
            Choice(
                value: $0.rawValue, text: wording.say("handing.\($0.rawValue)"),
                isChosen: typed?.code == $0.rawValue)
        }
        ladders = Ladder.allCases.map {
            Choice(value: $0.rawValue, text: wording.say("ladder.\($0.rawValue)"), isChosen: false)
        }
        let ground = ticket.state == .refused ? view.refusalGround.flatMap(catalogue.grounds.refusal) : nil
        refusal = ground.map { ground in
            Refusal(
                sentence: ground.sentence[wording.language], instead: ground.instead?[wording.language],
                appeal: wording.say(ground.isAppealable ? "ticket.appeal-how" : "ticket.appeal-none"))
        }
        reopenTitle = wording.say(
            ground.map { $0.isAppealable ? "ticket.appeal" : "ticket.reopen-news" } ?? "ticket.reopen")
        let offered = ground?.isAppealable == false ? [ReopenCause.newFacts] : ReopenCause.allCases
        let cause = typed?.cause ?? (ground?.isAppealable == true ? ReopenCause.mistake.rawValue : nil)
        causes = offered.map {
            Choice(value: $0.rawValue, text: wording.say("reopen.\($0.rawValue)"), isChosen: cause == $0.rawValue)
        }
        grounds = catalogue.grounds.refusals.map {
            Choice(value: $0.id, text: $0.title[wording.language], isChosen: typed?.ground == $0.id)
        }
        rule =
            allowed.contains(.rule)
            ? RuleForm(
                units: wording.unitOptions(chosen: typed?.unit), typed: noun == .rulings ? typed?.reason ?? "" : "",
                isOpen: noun == .rulings || isForced,
                isForced: isForced) : nil
        recall = allowed.contains(.recall)
        overrule = allowed.contains(.overrule)
        minutes = text(.consult, .minutes, typed?.text)
        deferPapers =
            allowed.contains(.deferPapers)
            ? PapersForm(
                typed: noun == .papers ? typed?.text ?? "" : "", due: noun == .papers ? typed?.due ?? "" : "",
                isOpen: noun == .papers) : nil
        receivePaper = allowed.contains(.receivePaper)
        supervise = text(.supervise, .supervisions, typed?.reason)
        reviewForm =
            allowed.contains(.review)
            ? ReviewForm(
                findings: ReviewFinding.allCases.map {
                    Choice(
                        value: $0.rawValue, text: wording.say("finding.\($0.rawValue)"),
                        isChosen: typed?.finding == $0.rawValue)
                }, typed: noun == .reviews ? typed?.text ?? "" : "") : nil
        unmerge = text(.unmerge, .separations, typed?.reason)
        join = text(.join, .parents, typed?.ticket)
        reclassify =
            allowed.contains(.reclassify)
            ? ReclassifyForm(
                matters: catalogue.matters.filter { $0.code != ticket.filing.matter }.map {
                    Choice(
                        value: $0.code, text: "\($0.code) \($0.name[wording.language]) → \(wording.unit($0.unit))",
                        isChosen: noun == .reclassifications && typed?.matter == $0.code)
                }, typed: noun == .reclassifications ? typed?.reason ?? "" : "", isOpen: noun == .reclassifications)
            : nil
        retime = allowed.contains(.retime) ? RetimeForm(ticket, wording, noun == .retimings ? typed : nil) : nil
        retract =
            allowed.contains(.retract)
            ? ticket.retractableUntil.map { end in
                RetractForm(
                    note: wording.say("ticket.retract-note", ["date": wording.dates.moment(end)]),
                    typed: noun == .retractions ? typed?.reason ?? "" : "", isOpen: noun == .retractions)
            } : nil
        call = CallBox(
            view, wording, noun == .calls ? typed?.text : nil,
            error: noun == .calls ? errors?.message(ActionNoun.calls.fieldID(of: "text")) : nil)
    }
}
