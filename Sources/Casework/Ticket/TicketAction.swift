public import Foundation

/// Everything that can happen to a ticket. Each is recorded as the event it causes.
public enum TicketAction: Codable, Hashable, Sendable {
    case file(Filing)
    /// The desk takes the ticket in (受理) and hands it to a lead unit (流转).
    case accept(lead: UnitID, assisting: [UnitID], rule: String?)
    /// The lead unit takes over what was handed to it.
    case take
    /// `ground` is the id of a ground of refusal in the catalogue.
    case refuse(reason: String, ground: String? = nil)
    case transfer(to: UnitID, reason: String, code: HandingCode? = nil)
    /// The unit gives the ticket back to the desk.
    case sendBack(reason: String, code: HandingCode? = nil)
    /// The desk takes back what it handed over, until the receiver takes it.
    case recall(reason: String)
    /// The desk's ruling (裁定): the unit it names can neither return the ticket nor hand it on.
    case rule(lead: UnitID, reason: String)
    /// Asks for an opinion, or for consent: then a “no” stands in the way of the answer. `due` may shorten the time.
    case openLeg(unit: UnitID, question: String, consent: Bool? = nil, due: Date? = nil)
    case giveOpinion(leg: Int, stance: Stance, text: String)
    /// The lead no longer needs an opinion.
    case releaseLeg(leg: Int, reason: String)
    /// A unit's veto is set aside.
    case overrule(leg: Int, reason: String)
    /// Minutes of a joint consultation (会商纪要).
    case consult(minutes: String)
    /// Work goes on although papers are missing (容缺办); they follow by `due`.
    case deferPapers([String], due: Date)
    case receivePaper(Int)
    case requestMaterials(text: String)
    case supplyMaterials(text: String)
    case escalate(reason: String, ladder: Ladder? = nil)
    /// A manager's push on a late case (督办).
    case supervise(reason: String)
    /// The answer to the company (反馈).
    case answer(text: String)
    /// A declared rule answers a simple request at once; the desk, which leads, answers for it.
    case approve(Approval, text: String)
    case confirm(Resolution)
    /// Stars, 1…5, and whether somebody got in touch in time.
    case rate(stars: Int, comment: String, responded: Bool? = nil)
    /// What looking into a poor rating found.
    case review(ReviewFinding, text: String)
    case reopen(reason: String, cause: ReopenCause? = nil)
    case withdraw(reason: String)
    /// The desk takes back what it wrote down by mistake, shortly after.
    case retract(reason: String)
    /// The ticket is another matter than was said: routing is asked again; no clock moves by it.
    case reclassify(matter: String, suggestion: RoutingDecision, reason: String)
    /// The running deadline is counted anew by today's presets and the matter's promise. Nothing else ever moves it so.
    case retime(promise: WorkingTime, reason: String)
    /// Somebody who waited for a call was called.
    case callBack(text: String)
    /// Internal; the company never sees it.
    case note(text: String)
    /// Between the company and those who work on the ticket.
    case message(text: String)
    case merge(into: TicketNumber)
    /// A merge was a mistake: the ticket goes on where it stood.
    case unmerge(reason: String)
    case link(TicketNumber)
    /// The ticket becomes a part of another one (一件事联办).
    case join(TicketNumber)
    /// Another ticket became a part of this one.
    case addPart(TicketNumber)
    /// A part has come to `state`.
    case notePart(TicketNumber, TicketState)
    /// So many percent of the running deadline's time are gone.
    case remind(percent: Int)
    /// A leg's own deadline has passed.
    case missLeg(Int)
    /// A call that was promised was not made in time.
    case missCall
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
        case .recall: .recall
        case .rule: .rule
        case .openLeg: .openLeg
        case .giveOpinion: .giveOpinion
        case .releaseLeg: .releaseLeg
        case .overrule: .overrule
        case .consult: .consult
        case .deferPapers: .deferPapers
        case .receivePaper: .receivePaper
        case .requestMaterials: .requestMaterials
        case .supplyMaterials: .supplyMaterials
        case .escalate: .escalate
        case .supervise: .supervise
        case .answer: .answer
        case .approve: .approve
        case .confirm: .confirm
        case .rate: .rate
        case .review: .review
        case .reopen: .reopen
        case .withdraw: .withdraw
        case .retract: .retract
        case .reclassify: .reclassify
        case .retime: .retime
        case .callBack: .callBack
        case .note: .note
        case .message: .message
        case .merge: .merge
        case .unmerge: .unmerge
        case .link: .link
        case .join: .join
        case .addPart: .addPart
        case .notePart: .notePart
        case .remind: .remind
        case .missLeg: .missLeg
        case .missCall: .missCall
        case .missDeadline: .missDeadline
        }
    }
}

/// The name of an action without its particulars.
public enum TicketActionKind: String, Codable, Hashable, Sendable, CaseIterable {
    case file, accept, take, refuse, transfer, sendBack, recall, rule, openLeg, giveOpinion, releaseLeg, overrule,
        consult
    case deferPapers, receivePaper, requestMaterials, supplyMaterials, escalate, supervise, answer, approve, confirm,
        rate, review
    case reopen, withdraw, retract, reclassify, retime, callBack, note, message, merge, unmerge, link, join, addPart,
        notePart, remind, missLeg, missCall, missDeadline

    /// Whether the company sees the event; notes, opinions and what passes between units stay inside.
    public var isVisibleToCompany: Bool {
        switch self {
        case .note, .sendBack, .recall, .rule, .giveOpinion, .releaseLeg, .overrule, .consult, .escalate, .supervise,
            .link, .addPart, .notePart, .remind, .missLeg:
            false
        case .file, .accept, .take, .refuse, .transfer, .openLeg, .deferPapers, .receivePaper, .requestMaterials,
            .supplyMaterials, .answer, .approve, .confirm, .rate, .review, .reopen, .withdraw, .retract, .reclassify,
            .retime, .callBack, .message, .merge, .unmerge, .join, .missCall, .missDeadline:
            true
        }
    }
}

/// What a company asks for.
public struct Filing: Codable, Hashable, Sendable {
    public let company: CreditCode
    /// As filed, or what it turned out to be.
    public internal(set) var matter: String
    public let title: String
    public let body: String
    public let origin: Origin
    /// The warning it came from, if any.
    public let warning: String?
    /// The matter's promise: working time from filing to answer.
    public internal(set) var promise: WorkingTime
    public internal(set) var suggestion: RoutingDecision
    /// Who rang or came, where an officer wrote it down; nil otherwise.
    public let caller: Caller?
    /// The id of the ground on which the 办不成事 window takes it; nil for every other matter.
    public let admission: String?
    /// The ticket that got stuck, which this one is about.
    public let concerns: TicketNumber?
    /// The countries it is about as who filed it said, ISO 3166-1 alpha-3, each once; nil where nobody said any.
    public let countries: [String]?
    /// What routing was told besides the texts, so that other rules can be tried on the same ticket; nil from before
    /// it was kept.
    public let asked: Asked?

    /// What cannot be seen from the ticket later.
    public struct Asked: Codable, Hashable, Sendable {
        /// As asked for, before a rule raised it.
        public let urgency: Urgency
        /// The grade of the health check it came from, `A` … `E`.
        public let grade: String?

        public init(urgency: Urgency, grade: String?) {
            self.urgency = urgency
            self.grade = grade
        }
    }

    /// Somebody who speaks for the company at the window or on the telephone.
    public struct Caller: Codable, Hashable, Sendable {
        public let name: String
        /// Where to call back.
        public let phone: String
        /// Whether they asked to be called back; nil means no.
        public let wantsCallBack: Bool?

        public init(name: String, phone: String, wantsCallBack: Bool? = nil) {
            self.name = name
            self.phone = phone
            self.wantsCallBack = wantsCallBack
        }
    }

    public init(
        company: CreditCode, matter: String, title: String, body: String, origin: Origin, warning: String?,
        promise: WorkingTime, suggestion: RoutingDecision, caller: Caller? = nil,
        admission: String? = nil, concerns: TicketNumber? = nil, countries: [String]? = nil, asked: Asked? = nil
    ) {
        self.company = company
        self.matter = matter
        self.title = title
        self.body = body
        self.origin = origin
        self.warning = warning
        self.promise = promise
        self.suggestion = suggestion
        self.caller = caller
        self.admission = admission
        self.concerns = concerns
        self.countries = countries
        self.asked = asked
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
