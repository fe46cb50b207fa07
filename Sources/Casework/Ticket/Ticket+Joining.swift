import Foundation

/// Merging, and cases of several parts (一件事联办).
extension Ticket {
    mutating func merge(into other: TicketNumber, at now: Date) throws(TicketError) -> [Notice] {
        guard other != number else { throw .mergesWithItself }
        guard !parts.contains(where: { $0.number == other }) else { throw .mergesWithPart(other) }
        guard openParts.isEmpty else { throw .partsOpen(openParts.map(\.number)) }
        setAside = SetAside(state: state, deadline: deadline, legs: openLegs.map(\.id))
        mergedInto = other
        end(.merged, at: now)
        return [Notice(.ticketMerged, to: .company)]
    }

    /// Goes on where it stood; its clocks never stopped.
    mutating func unmerge(at now: Date, policy: CaseworkPolicy) throws(TicketError) -> [Notice] {
        if let ends = reopeningEnds(policy), now > ends { throw .reopeningWindowPassed(ends) }
        // Merged before merges could be undone: the desk takes it in anew.
        let before = setAside
        state = before?.state ?? .submitted
        if before == nil { lead = policy.desk }
        deadline =
            before?.deadline
            ?? policy.deadline(.acceptance, .unit(policy.desk), from: now, for: policy.acceptance(urgency: urgency))
        for index in legs.indices where before?.legs.contains(legs[index].id) == true { legs[index].state = .open }
        (mergedInto, setAside, endedAt) = (nil, nil, nil)
        return [Notice(.ticketUnmerged, to: .company), Notice(.ticketUnmerged, to: ownerOfWork(policy))]
            + openLegs.map { Notice(.legOpened, to: .assisting($0.unit)) }
    }

    mutating func join(_ other: TicketNumber) throws(TicketError) -> [Notice] {
        guard other != number else { throw .partOfItself }
        if let parent { throw .partAlready(parent) }
        // One level: what has parts is not a part.
        guard parts.isEmpty else { throw .partAlready(number) }
        parent = other
        return []
    }

    mutating func addPart(_ other: TicketNumber) throws(TicketError) -> [Notice] {
        guard other != number else { throw .partOfItself }
        if let parent { throw .partAlready(parent) }
        guard !parts.contains(where: { $0.number == other }) else { throw .partAlready(number) }
        parts.append(Part(number: other, state: .submitted))
        return []
    }

    mutating func notePart(
        _ other: TicketNumber, _ state: TicketState, policy: CaseworkPolicy
    ) throws(TicketError) -> [Notice] {
        guard let index = parts.firstIndex(where: { $0.number == other }) else { throw .noSuchPart(other) }
        let waited = !openParts.isEmpty
        parts[index].state = state
        return waited && openParts.isEmpty && !self.state.isEnded ? [Notice(.partsEnded, to: ownerOfWork(policy))] : []
    }
}
