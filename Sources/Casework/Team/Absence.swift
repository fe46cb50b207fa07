/// An officer is away, and a colleague stands in.
public struct Absence: Codable, Hashable, Sendable, Identifiable {
    public let id: String
    /// Account ids.
    public let officer: String
    public let deputy: String
    /// First and last day away, both included.
    public let first: CivilDay
    public let last: CivilDay

    public init(id: String, officer: String, deputy: String, first: CivilDay, last: CivilDay) {
        self.id = id
        self.officer = officer
        self.deputy = deputy
        self.first = first
        self.last = last
    }

    public func covers(_ day: CivilDay) -> Bool { first <= day && day <= last }

    func overlaps(_ other: Absence) -> Bool { first <= other.last && other.first <= last }
}

/// Why an absence cannot be entered as it is.
public enum AbsenceFlaw: Error, Hashable, Sendable {
    case endsBeforeItBegins
    /// It begins before today.
    case dayPassed
    case deputyIsSelf
    /// Away on one of those days already.
    case overlaps(Absence)
    /// The deputy is away on one of those days.
    case deputyAway(Absence)
    /// Following the deputies leads back to the officer; ids from the deputy on.
    case circle([String])

    /// What is wrong with the days alone, whoever stands in.
    public static func ofDays(from first: CivilDay, to last: CivilDay, today: CivilDay) -> AbsenceFlaw? {
        if last < first { return .endsBeforeItBegins }
        return first < today ? .dayPassed : nil
    }
}

/// Who is away when, and who stands in for whom.
///
/// A deputy is never away on the days they are named for, so whoever is looked for, somebody is found: the last of a
/// circle of deputies could not have been entered.
public struct Absences: Hashable, Sendable {
    private let byOfficer: [String: [Absence]]

    public init(_ absences: [Absence]) {
        byOfficer = Dictionary(grouping: absences, by: \.officer)
    }

    /// The absence of `officer` on `day`; nil while they are here.
    public func absence(of officer: String, on day: CivilDay) -> Absence? {
        byOfficer[officer]?.first { $0.covers(day) }
    }

    public func isHere(_ officer: String, on day: CivilDay) -> Bool { absence(of: officer, on: day) == nil }

    /// Who does the work of `officer` on `day`: themselves, their deputy, or the deputy's deputy where that one went away
    /// later. Nil if all of them are away.
    public func standIn(for officer: String, on day: CivilDay) -> String? {
        var (here, seen) = (officer, Set<String>())
        while let absence = absence(of: here, on: day) {
            guard seen.insert(here).inserted else { return nil }
            here = absence.deputy
        }
        return here
    }

    /// Those of `officers` whose work `deputy` does on `day`, besides their own.
    public func deputised(by deputy: String, on day: CivilDay) -> [String] {
        byOfficer.keys.filter { $0 != deputy && standIn(for: $0, on: day) == deputy }.sorted()
    }

    /// What keeps `new` from being entered on `today`.
    public func flaws(of new: Absence, today: CivilDay) -> [AbsenceFlaw] {
        var flaws = AbsenceFlaw.ofDays(from: new.first, to: new.last, today: today).map { [$0] } ?? []
        // Days in the wrong order overlap with nothing.
        guard new.first <= new.last else { return flaws }
        if let own = byOfficer[new.officer]?.first(where: { $0.id != new.id && $0.overlaps(new) }) {
            flaws.append(.overlaps(own))
        }
        if new.deputy == new.officer {
            flaws.append(.deputyIsSelf)
        } else if let circle = circle(closedBy: new) {
            flaws.append(.circle(circle))
        } else if let away = byOfficer[new.deputy]?.first(where: { $0.overlaps(new) }) {
            flaws.append(.deputyAway(away))
        }
        return flaws
    }

    /// The deputies that lead from `new.deputy` back to `new.officer` on one of its days.
    private func circle(closedBy new: Absence) -> [String]? {
        var paths = [[new.deputy]]
        var seen = Set<String>()
        while let path = paths.popLast(), let here = path.last {
            guard seen.insert(here).inserted else { continue }
            for absence in byOfficer[here] ?? [] where absence.overlaps(new) {
                if absence.deputy == new.officer { return path + [new.officer] }
                paths.append(path + [absence.deputy])
            }
        }
        return nil
    }
}
