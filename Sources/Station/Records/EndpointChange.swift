public import Casework

/// What its owner wants of an endpoint; nil leaves it as it is.
public struct EndpointChange: Hashable, Sendable {
    public var url: String?
    /// Empty for all.
    public var kinds: Set<Notice.Kind>?
    public var pace: Pace?
    public var isEnabled: Bool?

    /// The owner's own limit; the administrator's cap holds beside it.
    public enum Pace: Hashable, Sendable {
        case unlimited
        case perMinute(Int)
    }

    public init(
        url: String? = nil, kinds: Set<Notice.Kind>? = nil, pace: Pace? = nil, isEnabled: Bool? = nil
    ) {
        self.url = url
        self.kinds = kinds
        self.pace = pace
        self.isEnabled = isEnabled
    }
}
