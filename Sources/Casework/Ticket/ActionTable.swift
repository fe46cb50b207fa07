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

        case (.openLeg, .inProgress): [.lead]
        case (.giveOpinion, .inProgress), (.giveOpinion, .awaitingMaterials): [.assisting]
        case (.releaseLeg, .inProgress), (.releaseLeg, .awaitingMaterials): [.lead]
        case (.requestMaterials, .inProgress): [.lead]
        case (.supplyMaterials, .awaitingMaterials): [.company, .lead, .desk]
        case (.answer, .inProgress): [.lead]

        case (.confirm, .answered): [.company]
        case (.rate, .answered), (.rate, .closed), (.rate, .refused): [.company]
        case (.reopen, .answered), (.reopen, .closed), (.reopen, .refused): [.company]
        case (.withdraw, .submitted), (.withdraw, .transferred), (.withdraw, .inProgress),
            (.withdraw, .awaitingMaterials):
            [.company]
        case (.merge, .submitted), (.merge, .transferred), (.merge, .inProgress): [.desk]

        case (.escalate, let state) where !state.isEnded && state != .answered: [.desk, .lead, .manager]
        case (.message, let state) where !state.isEnded: [.company, .desk, .lead]
        case (.missDeadline, let state) where !state.isEnded: [.clock]
        case (.note, _): [.desk, .lead, .assisting, .manager]
        case (.link, _): [.desk, .lead]

        default: []
        }
    }
}
