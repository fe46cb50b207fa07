public import Foundation

/// A company's visit to a counter, or its place on the waiting list of a day.
///
/// `applying` is the only way to change one; what it holds of a counter is its `seat`.
public struct Appointment: Codable, Hashable, Sendable, Identifiable {
    /// Where it stands.
    public enum State: String, Codable, Hashable, Sendable, CaseIterable {
        /// On the waiting list of a full day.
        case waiting
        /// A place became free and is held until `offerEnds`.
        case offered
        case booked
        case arrived
        case noShow = "no-show"
        case cancelled
        /// The day passed on the waiting list, or an offer was not taken in time.
        case lapsed

        /// Whether it still lies ahead.
        public var isOpen: Bool { [.waiting, .offered, .booked].contains(self) }
        /// Whether it takes one of the counter's places.
        public var holdsSeat: Bool { [.offered, .booked, .arrived, .noShow].contains(self) }
    }

    /// Who comes.
    public struct Visitor: Codable, Hashable, Sendable {
        public let name: String
        public let phone: String

        public init(name: String, phone: String) {
            self.name = name
            self.phone = phone
        }
    }

    public let id: String
    public let company: CreditCode
    public let matter: String
    public let site: String
    public let counter: String
    public let visitor: Visitor
    public let note: String
    /// The login of who booked: the company's own, or a clerk's on its behalf.
    public let bookedBy: String
    public let createdAt: Date
    public internal(set) var day: CivilDay
    /// Nil while it waits; stays when it is cancelled, so that it can be said what was.
    public internal(set) var slot: Slot?
    /// 1, 2 … up to the counter's capacity; nil exactly while it holds no place.
    public internal(set) var seat: Int?
    public internal(set) var state: State
    public internal(set) var offerEnds: Date?
    /// When the reminder is due; nil if there is none or it was sent.
    public var remindAt: Date?
    /// The ticket it became when the company came.
    public internal(set) var ticket: TicketNumber?
    /// Rises with every change that a calendar has to hear of (RFC 5545 SEQUENCE).
    public internal(set) var sequence: Int
    /// Rises with every change.
    public var version: Int

    /// As a store gives it back.
    public init(
        id: String, company: CreditCode, matter: String, site: String, counter: String, visitor: Visitor, note: String,
        bookedBy: String, createdAt: Date, day: CivilDay, slot: Slot?, seat: Int?, state: State, offerEnds: Date? = nil,
        remindAt: Date? = nil, ticket: TicketNumber? = nil, sequence: Int = 0, version: Int = 1
    ) {
        self.id = id
        self.company = company
        self.matter = matter
        self.site = site
        self.counter = counter
        self.visitor = visitor
        self.note = note
        self.bookedBy = bookedBy
        self.createdAt = createdAt
        self.day = day
        self.slot = slot
        self.seat = seat
        self.state = state
        self.offerEnds = offerEnds
        self.remindAt = remindAt
        self.ticket = ticket
        self.sequence = sequence
        self.version = version
    }

    /// When the company is reminded of a visit: nine o'clock of the day before, unless that has passed.
    public static func reminder(of slot: Slot, decidedAt now: Date, _ calendar: WorkingCalendar) -> Date? {
        let at = calendar.date(calendar.day(of: slot.start).advanced(by: -1), minute: 9 * 60)
        return at > now ? at : nil
    }
}
