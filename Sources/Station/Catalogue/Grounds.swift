public import HealthCheck

/// The grounds an officer names when refusing, and those a company names at the 办不成事 window.
public struct Grounds: Hashable, Sendable {
    public let refusals: [RefusalGround]
    /// The matter that is the window.
    public let windowMatter: String
    /// Why somebody may come to the window.
    public let admissions: [AdmissionGround]

    public init(refusals: [RefusalGround], windowMatter: String, admissions: [AdmissionGround]) {
        self.refusals = refusals
        self.windowMatter = windowMatter
        self.admissions = admissions
    }

    /// No grounds: none can be named.
    public static let none = Grounds(refusals: [], windowMatter: "", admissions: [])

    /// The ground of refusal with this id, or nil.
    public func refusal(_ id: String) -> RefusalGround? { refusals.first { $0.id == id } }

    /// The ground of admission with this id, or nil.
    public func admission(_ id: String) -> AdmissionGround? { admissions.first { $0.id == id } }

    /// The grounds of admission to `matter`; empty for every matter but the window.
    public func admissions(to matter: String) -> [AdmissionGround] { matter == windowMatter ? admissions : [] }
}

/// Why a request is refused.
public struct RefusalGround: Hashable, Sendable, Identifiable {
    public let id: String
    public let title: LocalizedText
    /// What the company reads.
    public let sentence: LocalizedText
    /// Whether disagreeing reopens the ticket; where not, only new facts do.
    public let isAppealable: Bool
    /// Where to go instead.
    public let instead: LocalizedText?

    public init(id: String, title: LocalizedText, sentence: LocalizedText, isAppealable: Bool, instead: LocalizedText?)
    {
        self.id = id
        self.title = title
        self.sentence = sentence
        self.isAppealable = isAppealable
        self.instead = instead
    }
}

/// Why somebody may come to the window.
public struct AdmissionGround: Hashable, Sendable, Identifiable {
    public let id: String
    public let title: LocalizedText
    public let hint: LocalizedText

    public init(id: String, title: LocalizedText, hint: LocalizedText) {
        self.id = id
        self.title = title
        self.hint = hint
    }
}
