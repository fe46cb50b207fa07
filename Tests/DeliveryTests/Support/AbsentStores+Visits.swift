import Casework
import Foundation
import Station

extension AbsentStores: AppointmentStore, PreReviewStore, ApprovalStore {
    func hold(_ site: String, _ counter: String, _ day: CivilDay) throws { throw Untouchable() }
    func hold(bookingsOf company: CreditCode) throws { throw Untouchable() }
    func add(_ appointment: Appointment) throws { throw Untouchable() }
    func update(_ appointment: Appointment) throws { throw Untouchable() }
    func appointment(_ id: String) throws -> Appointment? { throw Untouchable() }
    func appointments(of company: CreditCode) throws -> [Appointment] { throw Untouchable() }
    func appointments(at site: String, on day: CivilDay) throws -> [Appointment] { throw Untouchable() }
    func taken(_ site: String, _ counter: String, from first: CivilDay, to last: CivilDay) throws -> [Date: Set<Int>] {
        throw Untouchable()
    }
    func waiting(_ site: String, _ counter: String, on day: CivilDay) throws -> [Appointment] { throw Untouchable() }
    func countOpen(of company: CreditCode) throws -> Int { throw Untouchable() }
    func toLapse(at now: Date, today: CivilDay, limit: Int) throws -> [String] { throw Untouchable() }
    func toRemind(at now: Date, limit: Int) throws -> [String] { throw Untouchable() }
    func add(_ review: PreReview) throws { throw Untouchable() }
    func update(_ review: PreReview) throws { throw Untouchable() }
    func review(_ id: String) throws -> PreReview? { throw Untouchable() }
    func reviews(of company: CreditCode) throws -> [PreReview] { throw Untouchable() }
    func waiting(limit: Int) throws -> [PreReview] { throw Untouchable() }
    func add(_ review: ApprovalReview) throws { throw Untouchable() }
    func review(_ ticket: TicketNumber) throws -> ApprovalReview? { throw Untouchable() }
    func conclude(_ review: ApprovalReview) throws { throw Untouchable() }
    func reviews(isConcluded: Bool, limit: Int) throws -> [ApprovalReview] { throw Untouchable() }
    func tally() throws -> [String: [ApprovalReview.Finding?: Int]] { throw Untouchable() }
    func save(_ change: ApprovalSwitch) throws { throw Untouchable() }
    func switches() throws -> [ApprovalSwitch] { throw Untouchable() }
    func isOff(_ rule: String) throws -> Bool { throw Untouchable() }
}
