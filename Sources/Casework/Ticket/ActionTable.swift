/// Who may do what in which state: the whole state machine in one table.
///
/// Guards that depend on more than the state (open legs, return limit, reopening window) are in `Ticket+Applying`.
public enum ActionTable {
    /// The roles that may do `action` in `state`; empty means nobody.
    public static func roles(for action: TicketActionKind, in state: TicketState) -> Set<TicketRole> {
        switch (action, state) {
        case (.file, _): []

        case (.accept, .submitted), (.refuse, .submitted): [.desk]
        case (.take, .transferred): [.lead]
        case (.transfer, .transferred): [.desk]
        case (.transfer, .inProgress): [.desk, .lead]
        case (.sendBack, .transferred), (.sendBack, .inProgress): [.lead]

        case (.recall, .transferred): [.desk]
        case (.rule, .submitted), (.rule, .transferred), (.rule, .inProgress): [.desk]

        case (.openLeg, .inProgress): [.lead]
        case (.giveOpinion, .inProgress), (.giveOpinion, .awaitingMaterials): [.assisting]
        case (.releaseLeg, .inProgress), (.releaseLeg, .awaitingMaterials): [.lead]
        case (.overrule, .inProgress), (.overrule, .awaitingMaterials): [.desk, .manager]
        case (.consult, .inProgress), (.consult, .awaitingMaterials): [.desk, .lead]
        case (.deferPapers, .inProgress): [.lead]
        case (.receivePaper, let state) where !state.isEnded && state != .submitted: [.desk, .lead]
        case (.requestMaterials, .inProgress): [.lead]
        case (.supplyMaterials, .awaitingMaterials): [.company, .lead, .desk]
        case (.answer, .inProgress): [.lead]
        case (.approve, .submitted): [.clock]

        case (.confirm, .answered): [.company]
        case (.rate, .answered), (.rate, .closed), (.rate, .refused): [.company]
        case (.review, .answered), (.review, .closed), (.review, .refused), (.review, .inProgress):
            [.desk, .manager]
        case (.reopen, .answered), (.reopen, .closed), (.reopen, .refused): [.company]
        case (.withdraw, .submitted), (.withdraw, .transferred), (.withdraw, .inProgress),
            (.withdraw, .awaitingMaterials):
            [.company]
        case (.retract, .submitted): [.desk]
        case (.reclassify, .inProgress): [.desk, .lead]
        case (.reclassify, .submitted), (.reclassify, .transferred), (.reclassify, .awaitingMaterials): [.desk]
        case (.retime, let state) where !state.isEnded: [.desk, .manager]
        case (.callBack, _): [.desk, .lead, .manager]
        case (.merge, .submitted), (.merge, .transferred), (.merge, .inProgress): [.desk]

        case (.unmerge, .merged): [.desk]
        case (.join, let state) where !state.isEnded: [.desk]
        case (.addPart, let state) where !state.isEnded && state != .answered: [.desk]
        case (.notePart, _): [.clock]

        case (.supervise, let state) where !state.isEnded && state != .answered: [.manager]
        case (.escalate, let state) where !state.isEnded && state != .answered: [.desk, .lead, .manager]
        case (.message, let state) where !state.isEnded: [.company, .desk, .lead]
        case (.remind, let state) where !state.isEnded: [.clock]
        case (.missLeg, .transferred), (.missLeg, .submitted), (.missLeg, .inProgress), (.missLeg, .awaitingMaterials):
            [.clock]
        case (.missCall, _): [.clock]
        case (.missDeadline, let state) where !state.isEnded: [.clock]
        case (.note, _): [.desk, .lead, .assisting, .manager]
        case (.link, _): [.desk, .lead]

        default: []
        }
    }
}
