import Casework
import HealthCheck
import Station

/// The forms on a ticket page: exactly the actions that are allowed now, with what was typed if one failed.
struct TicketForms {
    let accept: AcceptForm?
    let take: Bool
    let refuse: TextForm?
    let transfer: UnitForm?
    let sendBack: TextForm?
    let openLeg: UnitForm?
    let giveOpinion: OpinionForm?
    let requestMaterials: TextForm?
    let supplyMaterials: TextForm?
    let escalate: TextForm?
    let answer: TextForm?
    /// What keeps the lead from answering, a sentence each.
    let waits: [String]
    let confirm: Bool
    let rate: RateForm?
    let reopen: TextForm?
    let withdraw: TextForm?
    let note: TextForm?
    let message: TextForm?
    let merge: TextForm?
    let link: TextForm?
    /// Whether an open opinion can be given up.
    let release: Bool
    let hasAny: Bool

    /// A form with one text.
    struct TextForm {
        let typed: String
        let isOpen: Bool
        let error: String?
        var filesError: String?
        var blockError: String?
        var mentionError: String?
        /// Whom somebody chose to call.
        var mention = ""
        /// A text was just put in: writing goes on here.
        var isInserted = false
    }

    struct UnitForm {
        let units: [UnitOption]
        let typed: String
        let isOpen: Bool
    }

    struct AcceptForm {
        let units: [UnitOption]
        let assisting: [UnitOption]
    }

    struct OpinionForm {
        let leg: Int
        let question: String
        let typed: String
        let stances: [UnitOption]
        var error: String?
        var filesError: String?
        var blockError: String?
        var mentionError: String?
        var mention = ""
        var isInserted = false
    }

    struct RateForm {
        let choices: [UnitOption]
        let typed: String
    }

    struct UnitOption {
        let value: String
        let text: String
        let isChosen: Bool
        let stars: String
    }

    init(
        _ view: TicketView, _ station: Station, _ wording: Wording, typed: ActionRequest?, noun: ActionNoun?,
        drafts: [String: String] = [:], errors: ErrorSummary? = nil, inserted: ActionNoun? = nil, asks: UnitID? = nil
    ) {
        let allowed = view.allowed
        func said(_ field: String) -> String? { noun.flatMap { errors?.message($0.fieldID(of: field)) } }
        let ticket = view.ticket
        func text(_ kind: TicketActionKind, _ own: ActionNoun, _ value: String?) -> TextForm? {
            guard allowed.contains(kind) else { return nil }
            return TextForm(
                typed: noun == own ? value ?? "" : drafts[own.rawValue] ?? "", isOpen: noun == own,
                error: noun == own ? said(own.textField) : nil,
                filesError: noun == own ? said("files") : nil, blockError: noun == own ? said("block") : nil,
                mentionError: noun == own ? said("mention") : nil,
                mention: noun == own ? typed?.mention ?? "" : "", isInserted: inserted == own)
        }
        func units(except excluded: UnitID?, chosen: String?) -> [UnitOption] {
            wording.unitOptions(chosen: chosen).filter { $0.value != excluded?.rawValue }
        }
        let suggestion = ticket.filing.suggestion
        let assisting = Set(suggestion.assisting.map(\.rawValue))
        accept =
            allowed.contains(.accept) && ticket.returns < station.catalogue.policy.returnLimit
            ? AcceptForm(
                units: units(except: nil, chosen: typed?.lead ?? suggestion.lead.rawValue),
                assisting: units(except: nil, chosen: nil).filter { assisting.contains($0.value) })
            : nil
        take = allowed.contains(.take)
        refuse = text(.refuse, .refusal, typed?.reason)
        transfer =
            allowed.contains(.transfer)
            ? UnitForm(
                units: units(
                    except: ticket.lead,
                    chosen: typed?.unit ?? (suggestion.lead == ticket.lead ? nil : suggestion.lead.rawValue)),
                typed: noun == .transfers ? typed?.reason ?? "" : "", isOpen: noun == .transfers) : nil
        sendBack = text(.sendBack, .returns, typed?.reason)
        openLeg =
            allowed.contains(.openLeg)
            ? UnitForm(
                units: units(except: ticket.lead, chosen: asks?.rawValue ?? typed?.unit),
                typed: noun == .legs ? typed?.question ?? "" : "", isOpen: noun == .legs || asks != nil) : nil
        let ownLeg = (ticket.openLegs + ticket.vetoes).first { leg in view.party == .unit(leg.unit) }
        giveOpinion =
            allowed.contains(.giveOpinion)
            ? ownLeg.map { leg in
                OpinionForm(
                    leg: leg.id, question: leg.question,
                    typed: noun == .opinions ? typed?.text ?? "" : drafts[ActionNoun.opinions.rawValue] ?? "",
                    stances: Stance.allCases.map {
                        UnitOption(
                            value: $0.rawValue, text: wording.say("stance.\($0.rawValue)"),
                            isChosen: typed?.stance == $0.rawValue, stars: "")
                    }, error: noun == .opinions ? said("text") : nil,
                    filesError: noun == .opinions ? said("files") : nil,
                    blockError: noun == .opinions ? said("block") : nil,
                    mentionError: noun == .opinions ? said("mention") : nil,
                    mention: noun == .opinions ? typed?.mention ?? "" : "", isInserted: inserted == .opinions)
            } : nil
        requestMaterials = text(.requestMaterials, .materialRequests, typed?.text)
        supplyMaterials = text(.supplyMaterials, .materials, typed?.text)
        escalate = text(.escalate, .escalations, typed?.reason)
        answer = text(.answer, .feedback, typed?.text)
        let isLead = ticket.roles(of: view.party ?? .clock, desk: station.catalogue.policy.desk).contains(.lead)
        waits = isLead && ticket.state == .inProgress ? wording.waits(ticket) : []
        confirm = allowed.contains(.confirm)
        // The five words are offered with the confirmation; before the answer is confirmed rating it is not asked for.
        rate =
            allowed.contains(.rate) && ticket.state != .answered
            ? RateForm(
                choices: (1...5).reversed().map {
                    UnitOption(
                        value: "\($0)", text: wording.say("rating.\($0)"), isChosen: typed?.stars == $0,
                        stars: String(repeating: "★", count: $0) + String(repeating: "☆", count: 5 - $0))
                }, typed: noun == .rating ? typed?.comment ?? "" : "") : nil
        reopen = text(.reopen, .reopening, typed?.reason)
        withdraw = text(.withdraw, .withdrawal, typed?.reason)
        note = text(.note, .notes, typed?.text)
        message = text(.message, .messages, typed?.text)
        merge = text(.merge, .merges, typed?.ticket)
        link = text(.link, .links, typed?.ticket)
        release = allowed.contains(.releaseLeg)
        hasAny = !allowed.subtracting([.note, .message, .link]).isEmpty
    }
}

extension Wording {
    /// Every unit, numbered as the file has them: a list of choices answers to typed digits, not to Chinese.
    func unitOptions(chosen: String?) -> [TicketForms.UnitOption] {
        zip(1..., station.catalogue.units).map { place, unit in
            TicketForms.UnitOption(
                value: unit.id.rawValue, text: (place < 10 ? "0" : "") + "\(place) " + unit.name[language],
                isChosen: unit.id.rawValue == chosen, stars: "")
        }
    }
}
