import Casework
import Foundation
import HealthCheck
import Station

extension Wording {
    /// One of the four stages of `ticket`: done, now or later, with a few words.
    func step(_ stage: Stage, of ticket: Ticket) -> TicketPage.StageStep {
        let order = Stage.allCases
        let here = order.firstIndex(of: ticket.state.stage) ?? 0
        let index = order.firstIndex(of: stage) ?? 0
        let state = index < here || ticket.state == .closed ? "done" : index == here ? "now" : "later"
        let text = index == here ? say("step.\(ticket.state.rawValue)", ["unit": unit(ticket.lead)]) : ""
        return TicketPage.StageStep(
            name: self.stage(stage), text: text.nonEmpty, state: state, isNow: state == "now")
    }

    /// What happens next, who does it, by when.
    func nextStep(_ ticket: Ticket) -> String {
        say(
            "next.\(ticket.state.rawValue)",
            [
                "unit": unitName(ticket.lead), "date": dates.moment(ticket.deadline?.due ?? ticket.promisedBy),
                "promised": dates.moment(ticket.promisedBy), "other": ticket.mergedInto?.description ?? "",
            ])
    }

    func box(_ leg: Leg, at now: Date) -> TicketPage.LegBox {
        let state: String
        let stance: String
        let text: String
        switch leg.state {
        case .open: (state, stance, text) = ("missing", say("leg.open"), "")
        case .answered(let given, let opinion, _):
            state = given == .conditional ? "condition" : given.rawValue
            (stance, text) = (say("stance.\(given.rawValue)"), opinion)
        case .released(let reason, _): (state, stance, text) = ("missing", say("leg.released"), reason)
        case .overruled(let veto, let reason, _):
            (state, stance, text) = ("missing", say("leg.overruled"), "\(veto)\n\(reason)")
        }
        return TicketPage.LegBox(
            id: leg.id, unit: unit(leg.unit), question: leg.question, state: state, stance: stance, text: text.nonEmpty,
            due: leg.isOpen ? chip(due: leg.due, start: leg.openedAt, at: now) : nil, isOpen: leg.isOpen,
            needsConsent: leg.consent == true, isVeto: leg.isVeto)
    }

    func box(_ decision: RoutingDecision) -> TicketPage.RoutingBox {
        let rules = station.rules(of: decision)
        return TicketPage.RoutingBox(
            rule: decision.rule,
            edition: decision.edition.map { say("routing.by-edition", ["number": "\($0)", "version": rules.version]) },
            editionHref: decision.edition.map { "/routing/\($0)" },
            reason: rules.reason?[language] ?? "", lead: unit(decision.lead),
            assisting: units(decision.assisting).nonEmpty,
            matched: matched(decision).nonEmpty)
    }

    /// An event in one line.
    func title(of action: TicketAction, _ ticket: Ticket) -> String {
        let key = "event.\(action.kind.rawValue)"
        switch action {
        case .accept(let lead, let assisting, _):
            let base = say(key, ["unit": unit(lead)])
            return assisting.isEmpty ? base : base + say("event.accept-assisting", ["units": units(assisting)])
        case .transfer(let unit, _, let code):
            return say(key, ["unit": self.unit(unit)]) + handing(code)
        case .sendBack(_, let code): return say(key) + handing(code)
        case .refuse(_, let ground):
            let named = ground.flatMap { station.catalogue.grounds.refusal($0)?.title[language] }
            return say(key) + (named.map { say("list.colon") + $0 } ?? "")
        case .reclassify(let code, let suggestion, _):
            let values = ["matter": matter(code), "rule": suggestion.rule, "unit": self.unit(suggestion.lead)]
            return say(suggestion.rule.isEmpty ? key : "\(key)-route", values)
        case .rule(let unit, _): return say(key, ["unit": self.unit(unit)])
        case .openLeg(let unit, _, let consent, _):
            return say(consent == true ? "event.openLeg-consent" : key, ["unit": self.unit(unit)])
        case .overrule(let leg, _):
            return say(key, ["unit": ticket.legs.first { $0.id == leg }.map { self.unit($0.unit) } ?? ""])
        case .missLeg(let leg):
            return say(key, ["unit": ticket.legs.first { $0.id == leg }.map { self.unit($0.unit) } ?? ""])
        case .deferPapers(_, let due): return say(key, ["date": dates.moment(due)])
        case .receivePaper(let id):
            return say(key, ["paper": ticket.papers.first { $0.id == id }?.name ?? ""])
        case .remind(let percent): return say(percent > 100 ? "event.climb" : key, ["percent": "\(percent)"])
        case .review(let finding, _): return say(key, ["finding": say("finding.\(finding.rawValue)")])
        case .escalate(_, let ladder): return say(ladder == .authority ? "event.escalate-authority" : key)
        case .reopen(_, let cause):
            return say(key) + (cause.map { say("list.colon") + say("reopen.\($0.rawValue)") } ?? "")
        case .notePart(let other, let state):
            return say(key, ["number": other.description, "state": self.state(state)])
        case .giveOpinion(let leg, let stance, _):
            let unit = ticket.legs.first { $0.id == leg }.map { self.unit($0.unit) } ?? ""
            return say(key, ["unit": unit, "stance": say("stance.\(stance.rawValue)")])
        case .confirm(let resolution): return say("event.confirm-\(resolution.rawValue)")
        case .approve(let approval, _): return say(key, ["rule": approval.rule])
        case .rate(let stars, _, _): return say(key, ["rating": say("rating.\(stars)")])
        case .merge(let other), .link(let other), .join(let other), .addPart(let other):
            return say(key, ["number": other.description])
        default: return say(key)
        }
    }

    private func handing(_ code: HandingCode?) -> String {
        code.map { say("list.colon") + say("handing.\($0.rawValue)") } ?? ""
    }

    /// What a person wrote with an event.
    func text(of action: TicketAction) -> String {
        switch action {
        case .file(let filing): filing.body
        case .refuse(let text, _), .transfer(_, let text, _), .sendBack(let text, _), .releaseLeg(_, let text),
            .requestMaterials(let text), .supplyMaterials(let text), .escalate(let text, _), .answer(let text),
            .approve(_, let text), .rate(_, let text, _), .reopen(let text, _), .withdraw(let text), .note(let text),
            .message(let text),
            .giveOpinion(_, _, let text), .openLeg(_, let text, _, _), .recall(let text), .rule(_, let text),
            .overrule(_, let text), .consult(let text), .supervise(let text), .review(_, let text), .unmerge(let text),
            .retract(let text), .reclassify(_, _, let text), .retime(_, let text), .callBack(let text):
            text
        case .deferPapers(let names, _): names.joined(separator: say("list.comma"))
        case .accept, .take, .confirm, .merge, .link, .join, .addPart, .notePart, .receivePaper, .remind, .missLeg,
            .missCall, .missDeadline:
            ""
        }
    }
}
