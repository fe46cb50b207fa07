public import Casework
public import Foundation
public import HealthCheck

/// Everything an editor changes without Swift, loaded and checked; one immutable value.
public struct StationCatalogue: Sendable {
    public let selfTests: [Questionnaire]
    /// Versions published before, by self-test, oldest first.
    public let pastVersions: [String: [Questionnaire]]
    /// Self-tests whose current version is not published yet.
    public let drafts: Set<String>
    public let countries: CountryTable
    public let units: [UnitCard]
    public let matters: [Matter]
    public let routing: RoutingTable
    /// Why a rule sends tickets where it does, by rule id.
    public let routingReasons: [String: LocalizedText]
    /// The file the rules come from, as it stands.
    public let routingSource: String
    /// Reads another version of it.
    public let routingReader: RoutingReader
    public let policy: CaseworkPolicy
    public let notices: [NoticeTemplate]
    public let noticeTable: NoticeTable
    public let grounds: Grounds
    /// Texts for everybody's use, delivered with the catalogue.
    public let textBlocks: [TextBlock]
    public let sites: ServiceSites
    public let approvals: ApprovalRules
    public let locales: Locales
    /// By what they are asked for at every act. Of several that share a name the first counts.
    private let unitsByID: [UnitID: UnitCard]
    private let mattersByCode: [String: Matter]
    private let noticesByName: [String: NoticeTemplate]

    public init(
        selfTests: [Questionnaire], pastVersions: [String: [Questionnaire]] = [:], drafts: Set<String> = [],
        countries: CountryTable = .empty, units: [UnitCard], matters: [Matter], routing: RoutingTable,
        routingReasons: [String: LocalizedText], routingSource: String = "", routingReader: RoutingReader = .none,
        policy: CaseworkPolicy, notices: [NoticeTemplate], noticeTable: NoticeTable = .standard,
        grounds: Grounds = .none, textBlocks: [TextBlock] = [], sites: ServiceSites = .none,
        approvals: ApprovalRules = .none, locales: Locales
    ) {
        self.selfTests = selfTests
        self.pastVersions = pastVersions
        self.drafts = drafts
        self.countries = countries
        self.units = units
        self.matters = matters
        self.routing = routing
        self.routingReasons = routingReasons
        self.routingSource = routingSource
        self.routingReader = routingReader
        self.policy = policy
        self.notices = notices
        self.noticeTable = noticeTable
        self.grounds = grounds
        self.textBlocks = textBlocks
        self.sites = sites
        self.approvals = approvals
        self.locales = locales
        unitsByID = Dictionary(units.map { ($0.id, $0) }) { first, _ in first }
        mattersByCode = Dictionary(matters.map { ($0.code, $0) }) { first, _ in first }
        noticesByName = Dictionary(notices.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The self-test with this id, or nil.
    public func selfTest(_ id: String) -> Questionnaire? { selfTests.first { $0.id == id } }

    /// The tests that make up a company's profile, without the first look.
    public var fullSelfTests: [Questionnaire] { selfTests.filter { $0.role == .full } }

    /// The short test that says which ones to take, or nil.
    public var firstLook: Questionnaire? { selfTests.first { $0.role == .firstLook } }

    /// Whether a profile of this self-test is part of the company's profile: all but the first look, also tests that are
    /// offered no more.
    public func countsTowardsProfile(_ selfTest: String) -> Bool { self.selfTest(selfTest)?.role != .firstLook }

    /// All versions of a self-test that answers may have been given to, up to `selfTest`, the current one.
    public func succession(to selfTest: Questionnaire) -> Succession {
        Succession((pastVersions[selfTest.id] ?? []) + [selfTest])
    }

    /// Answers typed for `version` of a self-test as answers to the current one; see `Succession.carrying`.
    public func carryingOver(
        _ answers: [String: AnswerValue], from version: String?, to selfTest: Questionnaire
    ) -> [String: AnswerValue] {
        succession(to: selfTest).carrying(answers, from: version)
    }

    /// What answers given at `moment` are held against.
    public func context(at moment: Date) -> AnswerContext {
        let midnight = Date(timeIntervalSince1970: Double(policy.calendar.day(of: moment).number) * 86_400)
        return AnswerContext(day: AnswerDay(start: midnight), countries: countries)
    }

    /// The unit with this id, or nil.
    public func unit(_ id: UnitID) -> UnitCard? { unitsByID[id] }

    /// The matter with this code, or nil.
    public func matter(_ code: String) -> Matter? { mattersByCode[code] }

    /// The message for a notice, or nil if none is meant for that audience.
    public func notice(_ kind: Notice.Kind, _ audience: String) -> NoticeTemplate? {
        noticesByName[NoticeTemplate.name(kind, audience)]
    }
}

/// A unit as people know it.
public struct UnitCard: Codable, Hashable, Sendable, Identifiable {
    /// Police units or other departments (内循环, 外循环).
    public enum Loop: String, Codable, Hashable, Sendable {
        case inner
        case outer
    }

    public let id: UnitID
    public let name: LocalizedText
    public let shortName: LocalizedText
    public let loop: Loop
    public let isDesk: Bool
    public let phone: String
    public let email: String
    /// How its tickets find one of its officers.
    public let balance: LoadBalance

    public init(
        id: UnitID, name: LocalizedText, shortName: LocalizedText, loop: Loop, isDesk: Bool, phone: String,
        email: String, balance: LoadBalance = .leastOpen
    ) {
        self.id = id
        self.name = name
        self.shortName = shortName
        self.loop = loop
        self.isDesk = isDesk
        self.phone = phone
        self.email = email
        self.balance = balance
    }
}

/// A kind of ticket: what a company can ask for, from whom, with which papers, by when (事项).
public struct Matter: Codable, Hashable, Sendable, Identifiable {
    public let code: String
    public let name: LocalizedText
    public let unit: UnitID
    public let group: String
    /// Rank among the eight commonest, shown first when filing.
    public let commonRank: Int?
    public let promise: WorkingTime
    public let limit: LocalizedText?
    public let fee: LocalizedText?
    public let channels: [String]
    public let papers: [LocalizedText]
    public let isGreenChannel: Bool
    public let keywords: [String]
    public let basis: [Basis]

    public var id: String { code }

    public init(
        code: String, name: LocalizedText, unit: UnitID, group: String, commonRank: Int?, promise: WorkingTime,
        limit: LocalizedText?, fee: LocalizedText?, channels: [String], papers: [LocalizedText],
        isGreenChannel: Bool, keywords: [String], basis: [Basis]
    ) {
        self.code = code
        self.name = name
        self.unit = unit
        self.group = group
        self.commonRank = commonRank
        self.promise = promise
        self.limit = limit
        self.fee = fee
        self.channels = channels
        self.papers = papers
        self.isGreenChannel = isGreenChannel
        self.keywords = keywords
        self.basis = basis
    }
}

/// A whole message per language for one kind of notice and one audience.
public struct NoticeTemplate: Codable, Hashable, Sendable {
    /// The variables a template may use, written `{number}`.
    public static let variables: Set<String> = [
        "number", "title", "company", "unit", "unitPhone", "due", "reason", "link", "station", "stationPhone",
        "grade", "selfTest", "retest",
        "matter", "time", "place", "calendar", "count",
    ]

    public let kind: Notice.Kind
    public let audience: String
    public let subject: LocalizedText
    public let body: LocalizedText

    /// `ticket-accepted.company`.
    public var name: String { Self.name(kind, audience) }

    public init(kind: Notice.Kind, audience: String, subject: LocalizedText, body: LocalizedText) {
        self.kind = kind
        self.audience = audience
        self.subject = subject
        self.body = body
    }

    static func name(_ kind: Notice.Kind, _ audience: String) -> String { "\(kind.rawValue).\(audience)" }
}

/// The interface strings: flat keys, both languages complete.
public struct Locales: Sendable {
    private let strings: [Language: [String: String]]

    public init(_ strings: [Language: [String: String]]) { self.strings = strings }

    /// The string of `key`, with `{name}` replaced by `values`. A key that the catalogue lacks shows as itself.
    public func text(_ key: String, _ language: Language, _ values: [String: String] = [:]) -> String {
        fill(strings[language]?[key] ?? key, values)
    }

    /// Whether `key` exists in `language`.
    public func contains(_ key: String, _ language: Language) -> Bool { strings[language]?[key] != nil }
}

/// Replaces `{name}` by `values[name]` in one pass, so that a value is never searched for placeholders itself.
public func fill(_ template: String, _ values: [String: String]) -> String {
    guard !values.isEmpty, template.contains("{") else { return template }
    var result = ""
    var rest = template[...]
    // Byte by byte: what people read as one character is dear to find, and braces are one byte everywhere.
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
        result += rest[..<open]
        guard let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}")) else { break }
        let name = String(rest[rest.index(after: open)..<close])
        result += values[name] ?? "{\(name)}"
        rest = rest[rest.index(after: close)...]
    }
    return result + rest
}
