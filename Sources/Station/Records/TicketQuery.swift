public import Casework
public import Foundation

/// Which tickets a list shows. Nil means “any”.
public struct TicketQuery: Hashable, Sendable {
    public enum Order: Hashable, Sendable {
        /// Running deadline first; ended tickets last.
        case due
        /// Newest first.
        case filed
    }

    public var company: CreditCode?
    public var states: Set<TicketState>?
    /// Lead unit.
    public var lead: UnitID?
    /// Lead or an open leg.
    public var involving: UnitID?
    public var matter: String?
    /// The running deadline lies before this.
    public var dueBefore: Date?
    /// Two or more characters that title, body, number or company name contains.
    public var text: String?
    public var order: Order
    /// 1…100.
    public var limit: Int
    /// Where the page before ended: opaque to everyone but the store.
    public var cursor: String?

    public init(
        company: CreditCode? = nil, states: Set<TicketState>? = nil, lead: UnitID? = nil, involving: UnitID? = nil,
        matter: String? = nil, dueBefore: Date? = nil, text: String? = nil, order: Order = .due, limit: Int = 25,
        cursor: String? = nil
    ) {
        self.company = company
        self.states = states
        self.lead = lead
        self.involving = involving
        self.matter = matter
        self.dueBefore = dueBefore
        self.text = text
        self.order = order
        self.limit = limit
        self.cursor = cursor
    }
}

/// One page of a list.
public struct Page<Item: Sendable>: Sendable {
    public let items: [Item]
    /// Nil on the last page.
    public let next: String?

    public init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}
