extension ActionTable {
    /// Where `action` may leave a ticket that stood in `state`: the arrows of the diagram.
    ///
    /// Empty where nobody may do it. That this is exactly what `applying` does is tested over every reachable ticket.
    public static func targets(of action: TicketActionKind, in state: TicketState) -> Set<TicketState> {
        guard !roles(for: action, in: state).isEmpty else { return [] }
        return switch action {
        // The desk may keep a ticket for itself.
        case .accept, .transfer, .rule: [.transferred, .inProgress]
        case .take, .supplyMaterials, .reopen: [.inProgress]
        case .sendBack, .recall: [.submitted]
        case .refuse: [.refused]
        case .requestMaterials: [.awaitingMaterials]
        case .answer, .approve: [.answered]
        case .confirm: [.closed, .inProgress]
        case .withdraw, .retract: [.withdrawn]
        case .merge: [.merged]
        case .unmerge: [.submitted, .transferred, .inProgress]
        case .missDeadline:
            switch state {
            case .awaitingMaterials: [.inProgress]
            case .answered: [.closed]
            default: [state]
            }
        case .file, .openLeg, .giveOpinion, .releaseLeg, .overrule, .consult, .deferPapers, .receivePaper, .escalate,
            .supervise, .rate, .review, .reclassify, .retime, .callBack, .note, .message, .link, .join, .addPart,
            .notePart, .remind, .missLeg, .missCall:
            [state]
        }
    }
}
