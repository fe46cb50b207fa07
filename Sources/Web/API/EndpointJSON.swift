import Casework
import Foundation
import Station

/// A company's endpoint as the API shows it.
struct EndpointJSON: Encodable {
    let id: String
    let url: String
    let kinds: [String]
    let enabled: Bool
    let disabledCause: String?
    let disabledAt: String?
    let previousSecretUntil: String?
    let perMinute: Int?
    let perMinuteCap: Int?
    let day: Day
    /// Only in the answer that made it.
    let secret: String?

    /// The last 24 hours.
    struct Day: Encodable {
        let delivered: Int
        let failed: Int
        let total: Int
    }

    init(_ health: EndpointHealth, secret: String? = nil, _ dates: DateText) {
        let endpoint = health.endpoint
        id = endpoint.id
        url = endpoint.url
        kinds = endpoint.kinds.map(\.rawValue).sorted()
        enabled = endpoint.isEnabled
        disabledCause = endpoint.disabled?.cause.rawValue
        disabledAt = endpoint.disabled.map { dates.rfc3339($0.at) }
        perMinute = endpoint.rate.wished
        perMinuteCap = endpoint.rate.cap
        previousSecretUntil = endpoint.previous.map { dates.rfc3339($0.until) }
        day = Day(delivered: health.delivered, failed: health.failed, total: health.total)
        self.secret = secret
    }
}

/// What a company asks of an endpoint.
struct EndpointRequest: Decodable {
    let url: String
    let kinds: [String]?
    let enabled: Bool?
    /// Nil: not mentioned. A null is mentioned, and means no limit.
    let pace: EndpointChange.Pace?

    enum CodingKeys: String, CodingKey {
        case url, kinds, enabled, perMinute
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        url = try fields.decode(String.self, forKey: .url)
        kinds = try fields.decodeIfPresent([String].self, forKey: .kinds)
        enabled = try fields.decodeIfPresent(Bool.self, forKey: .enabled)
        let perMinute = try fields.decodeIfPresent(Int.self, forKey: .perMinute)
        pace = perMinute.map { .perMinute($0) } ?? (fields.contains(.perMinute) ? .unlimited : nil)
    }

    /// What it asks for; a kind that does not exist is a mistake.
    func change() throws -> EndpointChange {
        let kinds = try kinds.map { try Set($0.map { try Notice.Kind.named($0, at: "/kinds") }) }
        return EndpointChange(url: url, kinds: kinds, pace: pace, isEnabled: enabled)
    }
}
