import Casework

extension ActionNoun {
    /// What this noun may come to, by the ticket's state and the request.
    var kinds: Set<TicketActionKind> {
        switch self {
        case .acceptance: [.accept, .take]
        case .refusal: [.refuse]
        case .transfers: [.transfer]
        case .returns: [.sendBack]
        case .recalls: [.recall]
        case .rulings: [.rule]
        case .legs: [.openLeg]
        case .opinions: [.giveOpinion]
        case .releases: [.releaseLeg]
        case .overrulings: [.overrule]
        case .minutes: [.consult]
        case .papers: [.deferPapers]
        case .paperReceipts: [.receivePaper]
        case .materialRequests: [.requestMaterials]
        case .materials: [.supplyMaterials]
        case .escalations: [.escalate]
        case .supervisions: [.supervise]
        case .feedback: [.answer]
        case .confirmation: [.confirm]
        case .rating: [.rate]
        case .reviews: [.review]
        case .reopening: [.reopen]
        case .withdrawal: [.withdraw]
        case .notes: [.note, .message]
        case .messages: [.message]
        case .merges: [.merge]
        case .separations: [.unmerge]
        case .links: [.link]
        case .parents: [.join]
        case .reclassifications: [.reclassify]
        case .retimings: [.retime]
        case .retractions: [.retract]
        case .calls: [.callBack]
        }
    }
}
