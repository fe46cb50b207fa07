import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// The real rules over every kind of ticket: nobody is sent nowhere.
@Suite("Where tickets land")
struct RoutingProofTests {
    @Test("every matter, by every door, urgent or not, with and without a grade, reaches a unit that exists")
    func everyTicketLands() throws {
        let catalogue = try World.catalogue
        let units = Set(catalogue.units.map(\.id))
        let known = Set(catalogue.routing.rules.map(\.id))
        var decided = 0
        for matter in catalogue.matters {
            for origin in Origin.allCases {
                for urgency in Urgency.allCases {
                    for grade in [nil, "A", "B", "C", "D", "E"] {
                        let decision = catalogue.routing.decide(
                            RoutingFacts(
                                matter: matter.code, matterUnit: matter.unit, title: matter.name.zhHans, body: "",
                                urgency: urgency, origin: origin, industry: nil, grade: grade))
                        decided += 1
                        #expect(units.contains(decision.lead), "\(matter.code)")
                        #expect(units.isSuperset(of: decision.assisting) && !decision.assisting.contains(decision.lead))
                        #expect(known.contains(decision.rule) && decision.urgency >= urgency)
                    }
                }
            }
        }
        #expect(decided == catalogue.matters.count * Origin.allCases.count * 12)
    }

    @Test("no ticket goes round for ever: units hand on and back a few times, then only the desk's word moves it")
    func noLoop() throws {
        let catalogue = try World.catalogue
        let policy = catalogue.policy
        let filing = Filing(
            company: try World.code(1), matter: "TX05", title: "一", body: "二", origin: .portal, warning: nil,
            promise: .days(5),
            suggestion: RoutingDecision(rule: "R99", lead: "tax", assisting: [], urgency: .normal, matched: []))
        var now = MovableClock.monday
        let number = try #require(TicketNumber(year: 2026, sequence: 1))
        var ticket = try Ticket.opening(filing, number: number, by: .company, at: now, policy: policy).ticket
        var moves = 0
        /// Every unit pushes the ticket away whenever it may; the desk only takes in what comes back to it.
        func push() -> Bool {
            now += 60
            let party: Party = ticket.lead == policy.desk ? .desk : .unit(ticket.lead)
            let other: UnitID = ticket.lead == "tax" ? "customs" : "tax"
            let tries: [TicketAction] =
                party == .desk
                ? [.accept(lead: other, assisting: [], rule: nil)]
                : [.transfer(to: other, reason: "推"), .sendBack(reason: "推")]
            for action in tries {
                if let step = try? ticket.applying(action, by: party, at: now, policy: policy) {
                    ticket = step.ticket
                    return true
                }
            }
            if let step = try? ticket.applying(.take, by: party, at: now, policy: policy) {
                ticket = step.ticket
                return true
            }
            return false
        }
        while moves < 100, push() { moves += 1 }
        #expect(moves < 20, "it came to rest with \(ticket.lead.rawValue) after \(moves) moves")
        #expect(ticket.ruling?.unit == ticket.lead && ticket.state == .inProgress)
    }
}
