import Foundation

/// What each action does, one line or one function each.
extension Ticket {
    mutating func perform(
        _ action: TicketAction, by party: Party, at now: Date, policy: CaseworkPolicy
    ) throws(TicketError) -> [Notice] {
        switch action {
        case .file: throw .notAllowed(.file, in: state)
        case .accept(let unit, let assisting, _):
            return accept(unit, assisting: assisting, at: now, policy: policy)
        case .take: return take(at: now, policy: policy)
        case .refuse(let reason, _):
            try require(reason)
            end(.refused, at: now)
            return [Notice(.ticketRefused, to: .company)]
        case .transfer(let unit, let reason, _):
            try require(reason)
            return try transfer(to: unit, by: party, at: now, policy: policy)
        case .sendBack(let reason, _):
            try require(reason)
            return try sendBack(at: now, policy: policy)
        case .recall: return recall(at: now, policy: policy)
        case .rule(let unit, let reason):
            try require(reason)
            return rule(unit, reason: reason, at: now, policy: policy)
        case .openLeg(let unit, let question, let consent, let due):
            try require(question)
            return try openLeg(unit, question: question, consent: consent, due: due, at: now, policy: policy)
        case .giveOpinion(let leg, let stance, let text):
            try require(text)
            return try giveOpinion(leg, stance, text, by: party, at: now, desk: policy.desk)
        case .releaseLeg(let leg, let reason):
            try require(reason)
            let index = try openLegIndex(leg)
            legs[index].state = .released(reason: reason, at: now)
            return []
        case .overrule(let leg, let reason):
            try require(reason)
            return try overrule(leg, reason: reason, at: now)
        case .consult(let minutes):
            try require(minutes)
            return openLegs.map { Notice(.consultationHeld, to: .assisting($0.unit)) }
        case .deferPapers(let names, let due): return try deferPapers(names, due: due, at: now)
        case .receivePaper(let id): return try receivePaper(id, at: now)
        case .requestMaterials(let text):
            try require(text)
            return pause(text, at: now, policy: policy)
        case .supplyMaterials(let text):
            try require(text)
            resume(at: now, policy: policy)
            return [Notice(.materialsSupplied, to: .lead(lead))]
        case .escalate(let reason, let ladder):
            try require(reason)
            if ladder == .authority, level == level.next { throw .topOfLadder(.authority) }
            return climb(ladder ?? .expertise)
        case .supervise(let reason):
            try require(reason)
            supervisions += 1
            return [Notice(.ticketSupervised, to: ownerOfWork(policy))]
        case .answer(let text):
            try require(text)
            return try answer(text, at: now, policy: policy)
        case .approve(let approval, let text):
            try require(text)
            return try approve(approval, text, at: now, policy: policy)
        case .confirm(let resolution): return confirm(resolution, at: now, policy: policy)
        case .rate(let stars, let comment, let responded):
            return try rate(stars, comment, responded: responded, at: now, policy: policy)
        case .review(let finding, let text):
            try require(text)
            return try review(finding, text, at: now)
        case .reopen(let reason, _):
            try require(reason)
            return try reopen(at: now, policy: policy)
        case .withdraw:
            end(.withdrawn, at: now)
            return [Notice(.ticketWithdrawn, to: .company), Notice(.ticketWithdrawn, to: .lead(lead))]
        case .retract(let reason):
            try require(reason)
            return try retract(at: now)
        case .reclassify(let matter, let suggestion, let reason):
            try require(reason)
            return try reclassify(matter, suggestion, by: party, policy: policy)
        case .retime(let promise, let reason):
            try require(reason)
            return retime(promise, at: now, policy: policy)
        case .callBack(let text):
            try require(text)
            return try callBack(at: now)
        case .note(let text):
            try require(text)
            return []
        case .message(let text):
            try require(text)
            return party == .company
                ? [Notice(.messageFromCompany, to: .lead(lead))] : [Notice(.messageToCompany, to: .company)]
        case .merge(let other): return try merge(into: other, at: now)
        case .unmerge(let reason):
            try require(reason)
            return try unmerge(at: now, policy: policy)
        case .link(let other):
            guard other != number else { throw .linksToItself }
            if !links.contains(other) { links.append(other) }
            return []
        case .join(let other): return try join(other)
        case .addPart(let other): return try addPart(other)
        case .notePart(let other, let state): return try notePart(other, state, policy: policy)
        case .remind(let percent): return try remind(percent, at: now, policy: policy)
        case .missLeg(let leg): return try missLeg(leg, at: now)
        case .missCall: return try missCall(at: now, policy: policy)
        case .missDeadline: return try missDeadline(at: now, policy: policy)
        }
    }

    private func require(_ text: String) throws(TicketError) {
        guard text.contains(where: { !$0.isWhitespace }) else { throw .textMissing }
    }
}
