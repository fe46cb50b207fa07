import Casework
import Foundation

/// One thing somebody does in a consultation.
public enum ConsultationAct: Hashable, Sendable {
    /// Plain words to the other side.
    case message(String)
    /// The expert's opinion; kept to himself unless he shows it.
    case opinion(LegalOpinion, isForCompany: Bool)
    /// The company takes back what it shared: from then on the expert sees nothing.
    case withdraw
    /// The company ends it as settled; both can still read it.
    case settle

    /// Longest text, in characters.
    public static let textLimit = 5000
    /// Most articles of an opinion, and the longest one in characters.
    public static let articleLimit = 20
    public static let articleLengthLimit = 200
}

extension Station {
    /// Does one thing in a consultation; gives it as it stands afterwards.
    ///
    /// - Parameter version: the version the person saw; another one standing now throws `stale`. Nil acts on any.
    @discardableResult
    public func act(
        onConsultation id: String, version: Int?, _ act: ConsultationAct, by principal: Principal,
        key: IdempotencyKey? = nil
    ) async throws -> Consultation {
        let problems = act.problems
        do {
            return try await database.write { [self] tx in
                _ = try once(key, by: principal, tx) { tx in
                    guard let now = try tx.consultations.consultation(id) else { throw StationError.notFound }
                    let side = try access.side(of: now, principal)
                    try access.require(act, side)
                    if let version, version != now.version { throw StationError.stale(version: now.version) }
                    guard problems.isEmpty else { throw StationError.invalid(problems) }
                    // The form for it is no longer there: whoever sends it looks at an old page.
                    guard act.fits(now.state) else { throw StationError.stale(version: now.version) }
                    try store(act, on: now, side, by: principal, tx)
                    return id
                }
                guard let after = try tx.consultations.consultation(id) else { throw StationError.notFound }
                // A repeated request is answered with how things stand now, to whom they still concern.
                _ = try access.side(of: after, principal)
                return after
            }
        } catch StoreError.staleVersion {
            let now = try await database.read { tx in try tx.consultations.consultation(id)?.version }
            throw StationError.stale(version: now ?? 0)
        }
    }

    private func store(
        _ act: ConsultationAct, on before: Consultation, _ side: ConsultationSide, by principal: Principal,
        _ tx: borrowing StationTransaction
    ) throws {
        let now = ambient.now()
        var after = before
        after.state = act.state(after: before.state, side)
        after.endedAt = [.closed, .withdrawn].contains(after.state) ? now : nil
        // Also where only an entry is added: of two who write at once, the second sees the first before he is heard.
        try tx.consultations.update(after, from: before.version)
        if let entry = act.entry(on: before, by: principal, id: ambient.newID(), at: now) {
            try tx.consultations.add(entry)
        }
        try audit("consultation.\(act.word)", before.id, by: principal.account.login, tx)
        try tell(act.notices(before, side), of: before, tx)
    }
}

extension ConsultationAct {
    fileprivate var word: String {
        switch self {
        case .message: "message"
        case .opinion: "opinion"
        case .withdraw: "withdraw"
        case .settle: "settle"
        }
    }

    fileprivate var problems: [FieldProblem] {
        switch self {
        case .message(let text): Station.problems(of: text, at: "/text", limit: Self.textLimit)
        case .opinion(let opinion, _): opinion.problems
        case .withdraw, .settle: []
        }
    }

    /// What was shared can be taken back as long as it is shared; everything else needs an open consultation.
    fileprivate func fits(_ state: Consultation.State) -> Bool {
        self == .withdraw ? state != .withdrawn : state == .asked || state == .answered
    }

    fileprivate func state(after state: Consultation.State, _ side: ConsultationSide) -> Consultation.State {
        switch self {
        case .message: side == .company ? .asked : .answered
        case .opinion(_, let isForCompany): isForCompany ? .answered : state
        case .withdraw: .withdrawn
        case .settle: .closed
        }
    }

    fileprivate func entry(
        on consultation: Consultation, by principal: Principal, id: String, at now: Date
    ) -> ConsultationEntry? {
        let body: String
        let opinion: LegalOpinion?
        let isForCompany: Bool
        switch self {
        case .message(let text): (body, opinion, isForCompany) = (text, nil, true)
        case .opinion(let given, let isShown): (body, opinion, isForCompany) = ("", given, isShown)
        case .withdraw, .settle: return nil
        }
        return ConsultationEntry(
            id: id, consultation: consultation.id, author: principal.account.id,
            authorName: principal.account.displayName, body: body, opinion: opinion, isForCompany: isForCompany,
            at: now)
    }

    fileprivate func notices(_ consultation: Consultation, _ side: ConsultationSide) -> [Notice] {
        switch self {
        case .message where side == .company: [Notice(.consultationAsked, to: .expert(consultation.expert))]
        case .message, .opinion(_, isForCompany: true): [Notice(.consultationAnswered, to: .company)]
        case .withdraw: [Notice(.consultationWithdrawn, to: .expert(consultation.expert))]
        case .opinion, .settle: []
        }
    }
}

extension LegalOpinion {
    /// A conclusion must be there; articles and steps may be empty.
    fileprivate var problems: [FieldProblem] {
        var problems = Station.problems(of: conclusion, at: "/conclusion", limit: ConsultationAct.textLimit)
        if steps.count > ConsultationAct.textLimit {
            problems.append(FieldProblem("/steps", .tooLong(limit: ConsultationAct.textLimit)))
        }
        let limit = ConsultationAct.articleLengthLimit
        if articles.count > ConsultationAct.articleLimit || articles.contains(where: { $0.count > limit }) {
            problems.append(FieldProblem("/articles", .tooLong(limit: limit)))
        }
        return problems
    }
}
