import Casework
import Foundation
import HealthCheck
import Station

/// A ticket as company or officer sees it, with the forms of what is allowed now.
struct TicketPage {
    let number: String
    let title: String
    let body: String
    let matter: String
    let company: String
    let companyCode: String
    /// Whether the company's shared profiles are the reader's business.
    let seesProfile: Bool
    let contact: String
    /// Who rang or came; officers only.
    let caller: String?
    /// Why it came to the 办不成事 window, and the ticket that got stuck.
    let admission: String?
    let concerns: String?
    /// The countries it is about, as who filed it said.
    let countries: String?
    /// Just taken down for somebody at the telephone: the number is read back.
    let readsBack: Bool
    let lead: String
    let leadPhone: String
    let standing: String
    let state: String
    let isEnded: Bool
    let isNew: Bool
    let isExpedited: Bool
    let chip: DeadlineChip
    let promised: String
    let nextStep: String
    let stages: [StageStep]
    let reply: ReplyBox?
    /// What the company is asked to supply, while it is.
    let requested: String?
    let timeline: [TimelineEntry]
    let legs: [LegBox]
    let hasLegs: Bool
    let routing: RoutingBox?
    let papers: [String]
    let forms: TicketForms
    let depth: TicketDepth
    let version: Int
    let idempotencyKey: String
    let actionBase: String
    let errors: ErrorSummary?
    let conflict: String?
    let isOfficer: Bool
    /// Whether the log of what was sent about it is theirs to see.
    let seesNotifications: Bool
    /// Whether the rules that routed it are the reader's business.
    let seesRules: Bool
    let tier: String
    let rating: String?
    /// Every file one may see, newest first.
    let files: [TicketFile]
    let hasFiles: Bool
    /// What may be sent with a text.
    let fileLimits: String
    let fileTypes: String
    /// The self-test whose finding was dealt with, to be taken again; nil for all other tickets.
    var retest: RetestBox?
    /// Who else has the ticket open; officers only.
    var presence: String?
    /// Other open ones of the same company and matter; officers only.
    var lookAlikes: [FilingPage.LookAlike] = []
    /// Whom one can call by name; officers only.
    var officers: [Officer] = []
    /// Titles of the texts one can put in; officers only.
    var textTitles: [String] = []
    /// The unit to ask instead of the officer who may not see the ticket.
    var asks: String?
    /// The list of the desk the officer came from; every form takes it along.
    var list: String?
    /// What others changed meanwhile, where it stands in the way.
    var merging: ConflictBox?
    /// Whether a text was just kept by its button.
    var draftKept = false
    /// Who in the unit has it, and what earlier tickets say about where it belongs; officers only.
    var holder: HolderBox?
    var learned: LearnedBox?

    struct Officer {
        let login: String
        let text: String

        init(_ card: OfficerCard, _ wording: Wording) {
            login = card.login
            text = [card.name, card.unit.map { wording.unit($0) }].compactMap(\.self)
                .joined(separator: " · ")
        }
    }

    /// By which rule it was approved, and what met its conditions; nil once people work on it.
    var approval: ApprovalBox?

    struct RetestBox {
        let text: String
        let href: String
    }

    struct StageStep {
        let name: String
        let text: String?
        let state: String
        let isNow: Bool
    }

    struct ReplyBox {
        let text: String
        let unit: String
        let at: String
    }

    struct LegBox {
        let id: Int
        let unit: String
        let question: String
        let state: String
        let stance: String
        let text: String?
        let due: DeadlineChip?
        let isOpen: Bool
        let needsConsent: Bool
        let isVeto: Bool
    }

    struct RoutingBox {
        let rule: String
        /// Which edition of the rules decided, and where it can be read.
        let edition: String?
        let editionHref: String?
        let reason: String
        let lead: String
        let assisting: String?
        let matched: String?
    }
}

extension TicketPage {
    init(
        _ view: TicketView, _ site: Site, _ wording: Wording, typed: ActionRequest?, noun: ActionNoun?,
        errors: ErrorSummary?, conflict: String?, isNew: Bool, drafts: [String: String] = [:],
        inserted: ActionNoun? = nil, asks: UnitID? = nil
    ) {
        let ticket = view.ticket
        let now = site.station.ambient.now()
        let catalogue = site.station.catalogue
        let isOfficer = view.party != .company
        number = ticket.number.description
        title = ticket.filing.title
        body = ticket.filing.body
        matter = wording.matter(ticket.filing.matter)
        company = view.company.name
        companyCode = view.company.code.description
        seesProfile = view.party == .desk || view.party == .manager
        contact = "\(view.company.contactName) \(view.company.contactPhone)"
        caller = isOfficer ? ticket.filing.caller.map { "\($0.name) \($0.phone)" } : nil
        admission = ticket.filing.admission.flatMap { catalogue.grounds.admission($0)?.title[wording.language] }
        concerns = ticket.filing.concerns?.description
        countries = ticket.filing.countries.map(wording.countries)
        readsBack = isOfficer && isNew
        lead = wording.unitName(ticket.lead)
        leadPhone = catalogue.unit(ticket.lead)?.phone ?? ""
        standing = wording.standing(ticket)
        state = ticket.state.isEnded ? "done" : ticket.state == .awaitingMaterials ? "paused" : "open"
        isEnded = ticket.state.isEnded
        self.isNew = isNew
        isExpedited = ticket.urgency == .expedited
        approval = ticket.reopenings == 0 ? ticket.approval.map { ApprovalBox($0, wording) } : nil
        chip = wording.chip(ticket, at: now)
        promised = wording.dates.moment(ticket.promisedBy)
        nextStep = wording.nextStep(ticket)
        stages = Stage.allCases.map { wording.step($0, of: ticket) }
        reply = ticket.reply.map {
            ReplyBox(text: $0.text, unit: wording.unitName($0.unit), at: wording.dates.moment($0.at))
        }
        requested = ticket.state == .awaitingMaterials ? view.lastRequest : nil
        timeline = view.events.reversed().map { TimelineEntry($0, view, wording) }
        legs = isOfficer ? ticket.legs.map { wording.box($0, at: now) } : []
        hasLegs = isOfficer && !ticket.legs.isEmpty
        routing = isOfficer ? wording.box(ticket.filing.suggestion) : nil
        papers = catalogue.matter(ticket.filing.matter)?.papers.map { $0[wording.language] } ?? []
        forms = TicketForms(
            view, site.station, wording, typed: typed, noun: noun, drafts: drafts,
            errors: errors, inserted: inserted, asks: asks)
        files = view.attachments.reversed().map { TicketFile($0, wording, isInside: isOfficer) }
        hasFiles = !files.isEmpty
        fileLimits = wording.fileLimits
        fileTypes = Wording.fileTypes
        depth = TicketDepth(view, wording, typed: typed, noun: noun, errors: errors)
        version = ticket.version
        idempotencyKey = typed?.idempotencyKey ?? site.station.ambient.newID()
        actionBase = "/tickets/\(ticket.number)"
        self.errors = errors
        self.conflict = conflict
        self.isOfficer = isOfficer
        seesNotifications = [.company, .desk, .manager].contains(view.party)
        seesRules = view.party == .desk || view.party == .manager
        tier = wording.say("tier.\(ticket.tier.rawValue)")
        rating = ticket.rating.map { wording.say("rating.\($0.stars)") }
    }
}

extension TicketView {
    /// The text of the newest request for materials.
    fileprivate var lastRequest: String? {
        for recorded in events.reversed() {
            if case .requestMaterials(let text) = recorded.event.action { return text }
        }
        return nil
    }
}
