/// An amount of working time, as limits and promises state it.
public enum WorkingTime: Codable, Hashable, Sendable {
    case hours(Int)
    case days(Int)
}
