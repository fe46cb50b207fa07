public import Casework
public import Foundation

/// Evidence files and their bytes.
public protocol EvidenceStore {
    /// Stores the record with its bytes.
    func add(_ evidence: EvidenceRecord, _ bytes: Data) throws
    func evidence(_ id: String) throws -> EvidenceRecord?
    /// In the order they were uploaded.
    func evidence(of company: CreditCode, selfTest: String) throws -> [EvidenceRecord]
    /// Nil where there is no such file; throws `damaged` where what is read back is not what was stored.
    func bytes(_ id: String) throws -> Data?
    /// Ids of the files that a submission of the company rests on; they are never deleted.
    func pinned(of company: CreditCode, selfTest: String) throws -> Set<String>
    func delete(_ id: String) throws
}

/// What companies mean to do.
public protocol PlanStore {
    func add(_ item: PlanItem) throws
    func item(_ id: String) throws -> PlanItem?
    /// Open ones by due day, undated last, then done ones, newest first.
    func items(of company: CreditCode) throws -> [PlanItem]
    /// Stores the item with its version one higher; throws `staleVersion` if the stored version is not `version`.
    func update(_ item: PlanItem, from version: Int) throws
    func delete(_ id: String) throws
}

/// Consultations of experts.
public protocol ConsultationStore {
    func add(_ consultation: Consultation) throws
    func consultation(_ id: String) throws -> Consultation?
    /// Newest first.
    func consultations(of company: CreditCode) throws -> [Consultation]
    /// Those an expert may see, newest first; withdrawn ones are not among them.
    func consultations(for expert: String) throws -> [Consultation]
    /// Stores the consultation with its version one higher; throws `staleVersion` if the stored version is not `version`.
    func update(_ consultation: Consultation, from version: Int) throws
    func add(_ entry: ConsultationEntry) throws
    /// Oldest first.
    func entries(of consultation: String) throws -> [ConsultationEntry]
    func add(_ look: ConsultationLook) throws
    /// Newest first.
    func looks(at consultation: String) throws -> [ConsultationLook]
}

/// With whom companies are compared, and when they are reminded.
public protocol CohortStore {
    /// Begins a refresh and gives its number; one that was begun before and is not finished is given up.
    func beginRefresh(at now: Date) throws -> Int
    /// Adds members to a cell, which nobody reads before the refresh is finished; throws `staleVersion` if it was given up.
    func add(_ piece: CohortCell, to refresh: Int) throws
    /// From here on this refresh is read, whole, and none before it; throws `staleVersion` if it was given up.
    func finishRefresh(_ refresh: Int) throws
    /// Deletes at most `limit` pieces that nobody reads any more; false once there are none.
    func sweepRefreshes(limit: Int) throws -> Bool
    /// The cells of a self-test as last refreshed; only of `industry` and `size` where given.
    func cells(_ selfTest: String, industry: String?, size: String?) throws -> [CohortCell]
    /// When the refresh that is read began; nil before the first.
    func refreshedAt() throws -> Date?
    /// The newest submission of each company for a self-test, after `company` in order, at most `limit`.
    func newestSubmissions(_ selfTest: String, after company: String?, limit: Int) throws -> [CohortCandidate]
    /// Plans a reminder; one for the same company and self-test that was not sent yet is replaced.
    func plan(_ reminder: RetestReminder) throws
    func reminder(_ company: CreditCode, _ selfTest: String) throws -> RetestReminder?
    /// Unsent reminders due at `now`, oldest first.
    func due(at now: Date, limit: Int) throws -> [RetestReminder]
    func markSent(_ reminder: RetestReminder, at now: Date) throws
    /// Makes an unsent reminder due again at `later`; one of another profile stays as it is.
    func putOff(_ reminder: RetestReminder, until later: Date) throws
}
