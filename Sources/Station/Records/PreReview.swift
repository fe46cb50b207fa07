public import Casework
public import Foundation
public import HealthCheck

/// A matter's papers looked at before anybody comes (预审): the company marks or uploads each, an officer says of each
/// whether it will do.
public struct PreReview: Codable, Hashable, Sendable, Identifiable {
    /// What the company says of a paper.
    public enum Mark: String, Codable, Hashable, Sendable, CaseIterable {
        /// Nothing yet.
        case open
        /// The original lies ready and is brought along.
        case ready
        /// A file was sent.
        case uploaded
    }

    /// What an officer says of a paper.
    public enum Verdict: String, Codable, Hashable, Sendable, CaseIterable {
        case fine
        case mend
        case notNeeded = "not-needed"
    }

    /// How one paper stands, in the one word everybody sees.
    public enum Standing: String, Hashable, Sendable, CaseIterable {
        case missing, waiting, fine, mend
        case notNeeded = "not-needed"
    }

    /// One paper of the matter, as it was called when the review was begun.
    public struct Item: Codable, Hashable, Sendable {
        public let paper: LocalizedText
        public internal(set) var mark: Mark
        /// Ids of evidence files.
        public internal(set) var files: [String]
        public internal(set) var verdict: Verdict?
        /// What is to be mended; empty otherwise.
        public internal(set) var reason: String

        public init(paper: LocalizedText, mark: Mark, files: [String], verdict: Verdict?, reason: String) {
            self.paper = paper
            self.mark = mark
            self.files = files
            self.verdict = verdict
            self.reason = reason
        }

        public var standing: Standing {
            switch verdict {
            case .fine: .fine
            case .notNeeded: .notNeeded
            case .mend: .mend
            case nil: mark == .open ? .missing : .waiting
            }
        }
    }

    public let id: String
    public let company: CreditCode
    public let matter: String
    public let createdAt: Date
    public internal(set) var items: [Item]
    /// When the company handed it in; nil before, and while papers are to be mended.
    public internal(set) var handedInAt: Date?
    /// When an officer had looked at every paper handed in.
    public internal(set) var reviewedAt: Date?
    /// Display name of that officer.
    public internal(set) var reviewer: String
    public internal(set) var version: Int

    public init(
        id: String, company: CreditCode, matter: String, createdAt: Date, items: [Item], handedInAt: Date?,
        reviewedAt: Date?, reviewer: String, version: Int
    ) {
        self.id = id
        self.company = company
        self.matter = matter
        self.createdAt = createdAt
        self.items = items
        self.handedInAt = handedInAt
        self.reviewedAt = reviewedAt
        self.reviewer = reviewer
        self.version = version
    }

    /// A new one over the papers a matter asks for today.
    public static func beginning(_ id: String, of matter: Matter, for company: CreditCode, at now: Date) -> PreReview {
        PreReview(
            id: id, company: company, matter: matter.code, createdAt: now,
            items: matter.papers.map { Item(paper: $0, mark: .open, files: [], verdict: nil, reason: "") },
            handedInAt: nil, reviewedAt: nil, reviewer: "", version: 1)
    }
}

extension PreReview {
    /// Papers the company still has to do something about.
    public var missing: [Item] { items.filter { [.missing, .mend].contains($0.standing) } }

    /// Whether one visit is enough: a person found every paper fine or not needed.
    public var isComplete: Bool { items.allSatisfy { [.fine, .notNeeded].contains($0.standing) } }

    /// Whether an officer has the word.
    public var isWaiting: Bool { handedInAt != nil && items.contains { $0.standing == .waiting } }

    /// The company says something new of a paper; what an officer said of it no longer counts.
    mutating func mark(_ place: Int, _ mark: Mark) throws(PreReviewError) {
        try requireOpen(place)
        items[place].mark = items[place].files.isEmpty ? mark : .uploaded
        touched(place)
    }

    mutating func attach(_ file: String, to place: Int) throws(PreReviewError) {
        try requireOpen(place)
        if !items[place].files.contains(file) { items[place].files.append(file) }
        items[place].mark = .uploaded
        touched(place)
    }

    mutating func detach(_ file: String, from place: Int) throws(PreReviewError) {
        try requireOpen(place)
        items[place].files.removeAll { $0 == file }
        if items[place].files.isEmpty { items[place].mark = .open }
        touched(place)
    }

    /// Hands it in; every paper must have been marked, so that nobody looks at half of it.
    mutating func handIn(at now: Date) throws(PreReviewError) {
        guard !isComplete else { throw .complete }
        guard missing.isEmpty else { throw .papersMissing(missing.count) }
        guard handedInAt == nil else { throw .handedInAlready }
        handedInAt = now
        reviewedAt = nil
    }

    /// An officer's word on each paper, by place; papers left out keep what was said of them.
    mutating func judge(
        _ verdicts: [Int: (verdict: Verdict, reason: String)], by reviewer: String, at now: Date
    ) throws(PreReviewError) {
        guard handedInAt != nil else { throw .notHandedIn }
        for (place, word) in verdicts {
            guard items.indices.contains(place) else { throw .noSuchPaper }
            items[place].verdict = word.verdict
            items[place].reason = word.verdict == .mend ? word.reason : ""
        }
        self.reviewer = reviewer
        guard !items.contains(where: { $0.standing == .waiting }) else { return }
        reviewedAt = now
        // The company has the word again: it mends, and hands in anew.
        if !isComplete { handedInAt = nil }
    }

    private mutating func touched(_ place: Int) {
        items[place].verdict = nil
        items[place].reason = ""
        reviewedAt = nil
    }

    private func requireOpen(_ place: Int) throws(PreReviewError) {
        guard items.indices.contains(place) else { throw .noSuchPaper }
        guard handedInAt == nil else { throw .handedInAlready }
        guard ![.fine, .notNeeded].contains(items[place].standing) else { throw .settled }
    }
}

/// Why something cannot be done to a pre-review.
public enum PreReviewError: Error, Hashable, Sendable {
    case noSuchPaper
    /// So many papers are not marked yet.
    case papersMissing(Int)
    case handedInAlready
    case notHandedIn
    /// An officer found this paper fine.
    case settled
    /// Every paper is fine; there is nothing left to do.
    case complete
}
