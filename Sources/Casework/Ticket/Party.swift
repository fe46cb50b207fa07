/// Who acts on a ticket, as casework sees it; accounts and roles are the station's business.
public enum Party: Codable, Hashable, Sendable {
    /// The company the ticket belongs to.
    case company
    /// A liaison officer at the desk.
    case desk
    /// An officer of a unit.
    case unit(UnitID)
    case manager
    /// The station itself: the deadline clock, and rules that approve.
    case clock
}

/// What a party is to one ticket at one moment; the action table speaks of these.
public enum TicketRole: String, Codable, Hashable, Sendable, CaseIterable {
    case company
    case desk
    case lead
    /// A unit with an open leg.
    case assisting
    case manager
    case clock
}
