import Casework
import Foundation
import HealthCheck
import Station

/// A consultation's thread as company or expert sees it.
struct ConsultationPage {
    let id: String
    let actionBase: String
    let isExpert: Bool
    let isNew: Bool
    let purpose: String
    let question: String
    let company: String
    let expert: String
    let stateText: String
    let nextStep: String
    let asked: String
    let consent: String
    let extract: ExtractBox
    let profileHref: String?
    let entries: [Entry]
    let hasEntries: Bool
    let looks: [Look]
    let hasLooks: Bool
    let isOpen: Bool
    let canSettle: Bool
    let canWithdraw: Bool
    let version: Int
    let idempotencyKey: String
    let typed: Typed
    let opensMessage: Bool
    let errors: ErrorSummary?
    let conflict: String?
    let textError: String?
    let conclusionError: String?
    let articlesError: String?
    let stepsError: String?

    struct Entry {
        let id: String
        let who: String
        let at: String
        let date: String
        let text: String?
        let opinion: Opinion?
        let kind: String
        /// Where the expert enters anew, for the company, what he kept to himself.
        let againHref: String?
    }

    struct Opinion {
        let conclusion: String
        let articles: [String]
        let hasArticles: Bool
        let steps: String?
        let label: String
    }

    struct Look {
        let who: String
        /// `下载了“预案.pdf”`; nil where the page was opened.
        let file: String?
        let at: String
        let date: String
    }

    /// What was typed, for the forms when they come again.
    struct Typed {
        var text = ""
        var conclusion = ""
        var articles = ""
        var steps = ""
        var isShown = false
    }
}

extension ConsultationPage {
    init(
        _ view: ConsultationView, _ wording: Wording, typed: Typed, idempotencyKey: String, errors: ErrorSummary?,
        conflict: String?, isNew: Bool
    ) {
        let consultation = view.consultation
        let isExpert = view.side == .expert
        id = consultation.id
        actionBase = "/consultations/\(consultation.id)"
        self.isExpert = isExpert
        self.isNew = isNew
        purpose = consultation.purpose
        question = consultation.question
        company = view.company
        expert = view.expert
        stateText = wording.state(consultation.state, isExpert: isExpert)
        nextStep = wording.say(
            "consult.next-\(consultation.state.rawValue)\(isExpert ? "-expert" : "")", ["expert": view.expert])
        asked = wording.dates.moment(consultation.consentedAt)
        consent = wording.say(
            "consult.consented",
            ["who": consultation.consentedBy, "date": wording.dates.moment(consultation.consentedAt)])
        extract = ExtractBox(
            view.extract, files: isExpert ? "/consultations/\(consultation.id)/evidence" : "/evidence", wording)
        profileHref = isExpert ? nil : "/profiles/\(consultation.profile)"
        entries = view.entries.map { Self.entry($0, view, wording) }
        hasEntries = !entries.isEmpty
        looks = view.looks.map {
            Look(
                who: $0.accountName, file: $0.file.map { wording.say("consult.look-file", ["file": $0]) },
                at: wording.dates.moment($0.at), date: wording.dates.rfc3339($0.at))
        }
        hasLooks = !looks.isEmpty
        isOpen = consultation.isOpen
        canSettle = !isExpert && consultation.isOpen
        canWithdraw = !isExpert && consultation.state != .withdrawn
        version = consultation.version
        self.idempotencyKey = idempotencyKey
        self.typed = typed
        opensMessage = !typed.text.isEmpty || errors?.message("text") != nil
        self.errors = errors
        self.conflict = conflict
        textError = errors?.message("text")
        conclusionError = errors?.message("conclusion")
        articlesError = errors?.message("articles")
        stepsError = errors?.message("steps")
    }

    private static func entry(
        _ entry: ConsultationEntry, _ view: ConsultationView, _ wording: Wording
    ) -> Entry {
        let isOfExpert = entry.author == view.consultation.expert
        let isNote = !entry.isForCompany
        let opinion = entry.opinion.map { opinion in
            Opinion(
                conclusion: opinion.conclusion, articles: opinion.articles, hasArticles: !opinion.articles.isEmpty,
                steps: opinion.steps.nonEmpty,
                label: wording.say(isNote ? "consult.note-label" : "consult.opinion-label", ["who": entry.authorName]))
        }
        return Entry(
            id: entry.id,
            who: isOfExpert || view.side == .company
                ? entry.authorName : wording.say("consult.of-company", ["who": entry.authorName]),
            at: wording.dates.moment(entry.at), date: wording.dates.rfc3339(entry.at), text: entry.body.nonEmpty,
            opinion: opinion, kind: isNote ? "note" : isOfExpert ? "act" : "company",
            againHref: isNote && view.consultation.isOpen
                ? "/consultations/\(view.consultation.id)?again=\(entry.id)#opinion" : nil)
    }
}
