public import Casework
public import HealthCheck

/// Where companies come, and how far ahead they can book.
public struct ServiceSites: Hashable, Sendable {
    public let rules: BookingRules
    public let sites: [ServiceSite]

    public init(rules: BookingRules, sites: [ServiceSite]) {
        self.rules = rules
        self.sites = sites
    }

    /// No sites: nothing can be booked.
    public static let none = ServiceSites(
        rules: BookingRules(horizonDays: 0, leadMinutes: 0, offer: .hours(1), openLimit: 0), sites: [])

    /// The site with this id, or nil.
    public func site(_ id: String) -> ServiceSite? { sites.first { $0.id == id } }

    /// The sites with a counter for `matter`, in the order of the catalogue.
    public func sites(for matter: String) -> [ServiceSite] { sites.filter { $0.counter(for: matter) != nil } }

    /// Every matter that can be booked somewhere.
    public var matters: Set<String> { Set(sites.flatMap { $0.counters.flatMap(\.counter.matters) }) }
}

/// A place with counters (网点).
public struct ServiceSite: Hashable, Sendable, Identifiable {
    public let id: String
    public let name: LocalizedText
    public let address: LocalizedText
    public let phone: String
    /// Whose officers sit there.
    public let unit: UnitID
    /// Days on which it is closed although people work elsewhere.
    public let closed: Set<CivilDay>
    public let counters: [SiteCounter]

    public init(
        id: String, name: LocalizedText, address: LocalizedText, phone: String, unit: UnitID, closed: Set<CivilDay>,
        counters: [SiteCounter]
    ) {
        self.id = id
        self.name = name
        self.address = address
        self.phone = phone
        self.unit = unit
        self.closed = closed
        self.counters = counters
    }

    /// The first counter that serves `matter`, or nil.
    public func counter(for matter: String) -> SiteCounter? {
        counters.first { $0.counter.matters.contains(matter) }
    }

    /// The counter with this id, or nil.
    public func counter(_ id: String) -> SiteCounter? { counters.first { $0.counter.id == id } }
}

/// A counter as people find it.
public struct SiteCounter: Hashable, Sendable {
    public let name: LocalizedText
    public let counter: Counter

    public init(name: LocalizedText, counter: Counter) {
        self.name = name
        self.counter = counter
    }
}
