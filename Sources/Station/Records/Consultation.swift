public import Casework
public import Foundation

/// A question a company puts to a legal expert, with the part of its profile it shares for it (专家咨询).
public struct Consultation: Hashable, Sendable, Identifiable {
    /// How far it has come.
    public enum State: String, Codable, Hashable, Sendable, CaseIterable {
        case asked
        case answered
        /// Ended by the company as settled; the thread stays readable for both.
        case closed
        /// Taken back by the company: the expert sees nothing of it any more.
        case withdrawn
    }

    /// What of the profile the expert may see.
    public enum Share: Hashable, Sendable {
        case wholeProfile
        /// One question with its answer and what was found.
        case question(String)
    }

    public let id: String
    public let company: CreditCode
    public let profile: String
    public let share: Share
    /// In the company's words.
    public let question: String
    /// What the opinion is for; the expert is bound to it.
    public let purpose: String
    /// Account id of the expert.
    public let expert: String
    public var state: State
    /// Who agreed to share, and when.
    public let consentedBy: String
    public let consentedAt: Date
    public var endedAt: Date?
    /// Rises with every change.
    public var version: Int

    public init(
        id: String, company: CreditCode, profile: String, share: Share, question: String, purpose: String,
        expert: String, state: State, consentedBy: String, consentedAt: Date, endedAt: Date?, version: Int
    ) {
        self.id = id
        self.company = company
        self.profile = profile
        self.share = share
        self.question = question
        self.purpose = purpose
        self.expert = expert
        self.state = state
        self.consentedBy = consentedBy
        self.consentedAt = consentedAt
        self.endedAt = endedAt
        self.version = version
    }
}

/// One contribution to a consultation. Never changes; an opinion the expert shows later is entered anew.
public struct ConsultationEntry: Hashable, Sendable, Identifiable {
    public let id: String
    public let consultation: String
    /// Account id.
    public let author: String
    public let authorName: String
    /// Plain words, or what leads the opinion.
    public let body: String
    /// Only an expert gives one.
    public let opinion: LegalOpinion?
    /// Whether the company sees it; the expert decides for each, and the default is no.
    public let isForCompany: Bool
    public let at: Date

    public init(
        id: String, consultation: String, author: String, authorName: String, body: String, opinion: LegalOpinion?,
        isForCompany: Bool, at: Date
    ) {
        self.id = id
        self.consultation = consultation
        self.author = author
        self.authorName = authorName
        self.body = body
        self.opinion = opinion
        self.isForCompany = isForCompany
        self.at = at
    }
}

/// An expert's opinion on a form (参考意见): what is concluded, on which articles, and what to do.
public struct LegalOpinion: Codable, Hashable, Sendable {
    public let conclusion: String
    /// `企业境外投资管理办法 第 9 条`, one a line.
    public let articles: [String]
    public let steps: String

    public init(conclusion: String, articles: [String], steps: String) {
        self.conclusion = conclusion
        self.articles = articles
        self.steps = steps
    }
}

/// Somebody looked at what a company shared.
public struct ConsultationLook: Hashable, Sendable, Identifiable {
    public let id: String
    public let consultation: String
    public let account: String
    public let accountName: String
    /// Name of the evidence file that was taken; nil where the page itself was opened.
    public let file: String?
    public let at: Date

    public init(id: String, consultation: String, account: String, accountName: String, file: String?, at: Date) {
        self.id = id
        self.consultation = consultation
        self.account = account
        self.accountName = accountName
        self.file = file
        self.at = at
    }
}
