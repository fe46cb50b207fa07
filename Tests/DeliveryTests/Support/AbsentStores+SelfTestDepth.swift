import Casework
import Foundation
import Station

extension AbsentStores: EvidenceStore, PlanStore, ConsultationStore, CohortStore {
    func add(_ evidence: EvidenceRecord, _ bytes: Data) throws { throw Untouchable() }
    func evidence(_ id: String) throws -> EvidenceRecord? { throw Untouchable() }
    func evidence(of company: CreditCode, selfTest: String) throws -> [EvidenceRecord] { throw Untouchable() }
    func pinned(of company: CreditCode, selfTest: String) throws -> Set<String> { throw Untouchable() }
    func bytes(_ id: String) throws -> Data? { throw Untouchable() }
    func delete(_ id: String) throws { throw Untouchable() }

    func add(_ item: PlanItem) throws { throw Untouchable() }
    func item(_ id: String) throws -> PlanItem? { throw Untouchable() }
    func items(of company: CreditCode) throws -> [PlanItem] { throw Untouchable() }
    func update(_ item: PlanItem, from version: Int) throws { throw Untouchable() }

    func add(_ consultation: Consultation) throws { throw Untouchable() }
    func consultation(_ id: String) throws -> Consultation? { throw Untouchable() }
    func consultations(of company: CreditCode) throws -> [Consultation] { throw Untouchable() }
    func consultations(for expert: String) throws -> [Consultation] { throw Untouchable() }
    func update(_ consultation: Consultation, from version: Int) throws { throw Untouchable() }
    func add(_ entry: ConsultationEntry) throws { throw Untouchable() }
    func entries(of consultation: String) throws -> [ConsultationEntry] { throw Untouchable() }
    func add(_ look: ConsultationLook) throws { throw Untouchable() }
    func looks(at consultation: String) throws -> [ConsultationLook] { throw Untouchable() }

    func beginRefresh(at now: Date) throws -> Int { throw Untouchable() }
    func add(_ piece: CohortCell, to refresh: Int) throws { throw Untouchable() }
    func finishRefresh(_ refresh: Int) throws { throw Untouchable() }
    func sweepRefreshes(limit: Int) throws -> Bool { throw Untouchable() }
    func cells(_ selfTest: String, industry: String?, size: String?) throws -> [CohortCell] { throw Untouchable() }
    func refreshedAt() throws -> Date? { throw Untouchable() }
    func newestSubmissions(_ selfTest: String, after company: String?, limit: Int) throws -> [CohortCandidate] {
        throw Untouchable()
    }
    func plan(_ reminder: RetestReminder) throws { throw Untouchable() }
    func reminder(_ company: CreditCode, _ selfTest: String) throws -> RetestReminder? { throw Untouchable() }
    func due(at now: Date, limit: Int) throws -> [RetestReminder] { throw Untouchable() }
    func markSent(_ reminder: RetestReminder, at now: Date) throws { throw Untouchable() }
    func putOff(_ reminder: RetestReminder, until later: Date) throws { throw Untouchable() }
}
