/// Everything that can happen to a ticket. Each is recorded as the event it causes.
public enum TicketAction: Codable, Hashable, Sendable {
    case file(Filing)
    /// The desk takes the ticket in (受理) and hands it to a lead unit (流转).
    case accept(lead: UnitID, assisting: [UnitID], rule: String?)
    /// The lead unit takes over what was handed to it.
    case take
    case refuse(reason: String)
    case transfer(to: UnitID, reason: String)
    /// The unit gives the ticket back to the desk.
    case sendBack(reason: String)
    case openLeg(unit: UnitID, question: String)
    case giveOpinion(leg: Int, stance: Stance, text: String)
    /// The lead no longer needs an opinion.
    case releaseLeg(leg: Int, reason: String)
    case requestMaterials(text: String)
    case supplyMaterials(text: String)
    case escalate(reason: String)
    /// The answer to the company (反馈).
    case answer(text: String)
    case confirm(Resolution)
    /// Stars, 1…5.
    case rate(stars: Int, comment: String)
    case reopen(reason: String)
    case withdraw(reason: String)
    /// Internal; the company never sees it.
    case note(text: String)
    /// Between the company and those who work on the ticket.
    case message(text: String)
    case merge(into: TicketNumber)
    case link(TicketNumber)
    /// The running deadline has passed.
    case missDeadline

    /// The kind, which the action table speaks of.
    public var kind: TicketActionKind {
        switch self {
        case .file: .file
        case .accept: .accept
        case .take: .take
        case .refuse: .refuse
        case .transfer: .transfer
        case .sendBack: .sendBack
        case .openLeg: .openLeg
        case .giveOpinion: .giveOpinion
        case .releaseLeg: .releaseLeg
        case .requestMaterials: .requestMaterials
        case .supplyMaterials: .supplyMaterials
        case .escalate: .escalate
        case .answer: .answer
        case .confirm: .confirm
        case .rate: .rate
        case .reopen: .reopen
        case .withdraw: .withdraw
        case .note: .note
        case .message: .message
        case .merge: .merge
        case .link: .link
        case .missDeadline: .missDeadline
        }
    }
}

/// The name of an action without its particulars.
public enum TicketActionKind: String, Codable, Hashable, Sendable, CaseIterable {
    case file, accept, take, refuse, transfer, sendBack, openLeg, giveOpinion, releaseLeg, requestMaterials
    case supplyMaterials, escalate, answer, confirm, rate, reopen, withdraw, note, message, merge, link, missDeadline

    /// Whether the company sees the event; notes, opinions and what passes between units stay inside.
    public var isVisibleToCompany: Bool {
        switch self {
        case .note, .sendBack, .giveOpinion, .releaseLeg, .escalate, .link: false
        case .file, .accept, .take, .refuse, .transfer, .openLeg, .requestMaterials, .supplyMaterials, .answer,
            .confirm, .rate, .reopen, .withdraw, .message, .merge, .missDeadline:
            true
        }
    }
}

/// What a company asks for.
public struct Filing: Codable, Hashable, Sendable {
    public let company: CreditCode
    public let matter: String
    public let title: String
    public let body: String
    public let origin: Origin
    /// The warning it came from, if any.
    public let warning: String?
    /// The matter's promise: working time from filing to answer.
    public let promise: WorkingTime
    public let suggestion: RoutingDecision

    public init(
        company: CreditCode, matter: String, title: String, body: String, origin: Origin, warning: String?,
        promise: WorkingTime, suggestion: RoutingDecision
    ) {
        self.company = company
        self.matter = matter
        self.title = title
        self.body = body
        self.origin = origin
        self.warning = warning
        self.promise = promise
        self.suggestion = suggestion
    }
}

/// An assisting unit's opinion in one word.
public enum Stance: String, Codable, Hashable, Sendable, CaseIterable {
    case agree
    case conditional
    case disagree
}

/// What the company says of the answer.
public enum Resolution: String, Codable, Hashable, Sendable, CaseIterable {
    case solved
    case partlySolved
    case notSolved
}
