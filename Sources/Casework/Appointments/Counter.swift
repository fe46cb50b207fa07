/// A counter at a site (窗口): what is done there, how long a visit takes, how many visitors at once.
public struct Counter: Hashable, Sendable, Identifiable {
    public let id: String
    /// Codes of the matters it serves.
    public let matters: [String]
    /// Length of a visit, in minutes.
    public let minutes: Int
    /// Places at the same time, 1 or more.
    public let capacity: Int
    /// Minutes after midnight, ascending and apart; the breaks between them belong to nobody.
    public let hours: [Range<Int>]

    public init(id: String, matters: [String], minutes: Int, capacity: Int, hours: [Range<Int>]) {
        self.id = id
        self.matters = matters
        self.minutes = minutes
        self.capacity = capacity
        self.hours = hours
    }
}

/// How early and how often somebody may book; data of the catalogue.
public struct BookingRules: Hashable, Sendable {
    /// Calendar days ahead that can be booked.
    public let horizonDays: Int
    /// Minutes before a visit up to which it can be booked, moved or offered to somebody who waits.
    public let leadMinutes: Int
    /// How long a freed place is held for the first who waits.
    public let offer: WorkingTime
    /// Appointments and places on waiting lists that a company may hold at a time.
    public let openLimit: Int

    public init(horizonDays: Int, leadMinutes: Int, offer: WorkingTime, openLimit: Int) {
        self.horizonDays = horizonDays
        self.leadMinutes = leadMinutes
        self.offer = offer
        self.openLimit = openLimit
    }
}
