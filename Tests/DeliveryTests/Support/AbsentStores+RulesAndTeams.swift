import Casework
import Foundation
import Station

extension AbsentStores: RoutingStore, TeamStore, LessonStore {
    func numberInForce() throws -> Int? { throw Untouchable() }
    func edition(_ number: Int) throws -> RoutingEdition? { throw Untouchable() }
    func edition(contentHash: String) throws -> RoutingEdition? { throw Untouchable() }
    func editions(limit: Int) throws -> [RoutingEdition] { throw Untouchable() }
    func publications(limit: Int) throws -> [RoutingPublication] { throw Untouchable() }
    func hold() throws { throw Untouchable() }
    func nextNumber() throws -> Int { throw Untouchable() }
    func add(_ edition: RoutingEdition) throws { throw Untouchable() }
    func publish(_ edition: Int, at now: Date, by login: String, reason: String) throws { throw Untouchable() }
    func countFiled(from start: Date, to end: Date) throws -> Int { throw Untouchable() }
    func hold(_ unit: UnitID) throws { throw Untouchable() }
    func absences(of officers: [String], endingFrom day: CivilDay) throws -> [EnteredAbsence] { throw Untouchable() }
    func absence(_ id: String) throws -> EnteredAbsence? { throw Untouchable() }
    func add(_ absence: EnteredAbsence) throws { throw Untouchable() }
    func setWithdrawn(_ id: String, at moment: Date?) throws { throw Untouchable() }
    func holder(of ticket: TicketNumber) throws -> Holding? { throw Untouchable() }
    func holdings(of ticket: TicketNumber) throws -> [Holding] { throw Untouchable() }
    func assign(_ holding: Holding) throws { throw Untouchable() }
    func release(_ ticket: TicketNumber) throws { throw Untouchable() }
    func load(of unit: UnitID) throws -> [String: Int] { throw Untouchable() }
    func held(by officers: [String], limit: Int) throws -> [(ticket: Ticket, officer: String)] { throw Untouchable() }
    func lesson(of ticket: TicketNumber) throws -> Lesson? { throw Untouchable() }
    func set(_ lesson: Lesson?, of ticket: TicketNumber) throws { throw Untouchable() }
    func counts(of words: [String]) throws -> [WordCount] { throw Untouchable() }
    func count(_ words: [String], _ lesson: Lesson, up: Bool, limit: Int) throws { throw Untouchable() }
}
