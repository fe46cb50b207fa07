/// One line of the routing table; the first whose conditions all hold decides.
public struct RoutingRule: Codable, Hashable, Sendable, Identifiable {
    /// Where a rule sends a ticket.
    public enum Target: Codable, Hashable, Sendable {
        case unit(UnitID)
        /// The unit that the matter names.
        case matterUnit
    }

    public let id: String
    public let conditions: [RoutingCondition]
    public let lead: Target
    public let assisting: [UnitID]
    /// Raises a ticket's urgency; never lowers it.
    public let urgency: Urgency?

    public init(
        id: String, conditions: [RoutingCondition], lead: Target, assisting: [UnitID] = [], urgency: Urgency? = nil
    ) {
        self.id = id
        self.conditions = conditions
        self.lead = lead
        self.assisting = assisting
        self.urgency = urgency
    }
}

/// One thing a rule asks of a ticket; several values mean any of them.
public enum RoutingCondition: Codable, Hashable, Sendable {
    case matter([String])
    case urgency([Urgency])
    /// Title or body contains one of the phrases, case and width ignored.
    case textAny([Phrase])
    case origin([Origin])
    case industry([String])
    /// The health-check grade the ticket came from is this or worse; `A` … `E`.
    case gradeAtLeast(String)
    /// It is about one of these countries, ISO 3166-1 alpha-3: who filed it said so, or its text names it.
    case destination([String])
    /// Filed in this part of the day.
    case hours(DaySpan)
}

/// What routing looks at.
public struct RoutingFacts: Codable, Hashable, Sendable {
    public let matter: String
    public let matterUnit: UnitID
    public let title: String
    public let body: String
    public let urgency: Urgency
    public let origin: Origin
    public let industry: String?
    public let grade: String?
    /// Countries it is about as who filed it said.
    public let countries: [String]
    /// Countries its text names.
    public let destinations: [String]
    /// Minutes since midnight when it was filed; nil where that is not known.
    public let minute: Int?

    public init(
        matter: String, matterUnit: UnitID, title: String, body: String, urgency: Urgency, origin: Origin,
        industry: String?, grade: String?, countries: [String] = [], destinations: [String] = [],
        minute: Int? = nil
    ) {
        self.matter = matter
        self.matterUnit = matterUnit
        self.title = title
        self.body = body
        self.urgency = urgency
        self.origin = origin
        self.industry = industry
        self.grade = grade
        self.countries = countries
        self.destinations = destinations
        self.minute = minute
    }
}
