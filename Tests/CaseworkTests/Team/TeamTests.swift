import Testing

@testable import Casework

/// Absences, deputies and who gets a ticket.
@Suite("A unit's team")
struct TeamTests {
    private static func absence(_ officer: String, _ deputy: String, _ first: Int, _ last: Int) -> Absence {
        Absence(
            id: "\(officer)-\(first)", officer: officer, deputy: deputy, first: CivilDay(number: first),
            last: CivilDay(number: last))
    }

    private static let today = CivilDay(number: 10)

    @Test("an absence that overlaps, ends too soon, lies in the past or names oneself is refused by name")
    func flaws() {
        let known = Absences([Self.absence("a", "b", 10, 12)])
        let cases: [(Absence, [AbsenceFlaw])] = [
            (Self.absence("c", "b", 10, 10), []), (Self.absence("a", "b", 13, 13), []),
            (Self.absence("c", "b", 12, 11), [.endsBeforeItBegins]), (Self.absence("c", "b", 9, 11), [.dayPassed]),
            (Self.absence("c", "c", 10, 11), [.deputyIsSelf]),
            (Self.absence("a", "c", 12, 14), [.overlaps(Self.absence("a", "b", 10, 12))]),
            (Self.absence("c", "a", 12, 14), [.deputyAway(Self.absence("a", "b", 10, 12))]),
            (Self.absence("b", "a", 11, 11), [.circle(["a", "b"])]),
            (Self.absence("b", "a", 13, 13), []),
        ]
        for (absence, expected) in cases {
            #expect(known.flaws(of: absence, today: Self.today) == expected, "\(absence)")
        }
    }

    @Test("a deputy who goes away later is deputised for in turn")
    func chain() {
        let absences = Absences([Self.absence("a", "b", 10, 20), Self.absence("b", "c", 15, 16)])
        #expect(absences.standIn(for: "a", on: CivilDay(number: 14)) == "b")
        #expect(absences.standIn(for: "a", on: CivilDay(number: 15)) == "c")
        #expect(absences.standIn(for: "c", on: CivilDay(number: 15)) == "c")
        #expect(absences.deputised(by: "c", on: CivilDay(number: 15)) == ["a", "b"])
        #expect(absences.deputised(by: "c", on: CivilDay(number: 17)) == [])
    }

    @Test("whatever absences are let in, on every day everybody's work is done by somebody who is here")
    func alwaysSomebody() {
        var chance = SplitMix64(seed: 29)
        let officers = ["a", "b", "c", "d", "e"]
        var (taken, refused) = (0, 0)
        for _ in 0..<500 {
            var known: [Absence] = []
            for _ in 0..<12 {
                let first = Int.random(in: 10..<20, using: &chance)
                let new = Self.absence(
                    officers.randomElement(using: &chance) ?? "a", officers.randomElement(using: &chance) ?? "b", first,
                    first + Int.random(in: 0..<5, using: &chance))
                if Absences(known).flaws(of: new, today: Self.today).isEmpty {
                    known.append(new)
                    taken += 1
                } else {
                    refused += 1
                }
            }
            let absences = Absences(known)
            for day in 10..<25 {
                for officer in officers {
                    let standIn = absences.standIn(for: officer, on: CivilDay(number: day))
                    #expect(standIn.map { absences.isHere($0, on: CivilDay(number: day)) } == true, "\(known)")
                }
            }
        }
        #expect(taken > 1_000 && refused > 1_000)
    }

    @Test("the least open work of those who are here gets it; equal ones go by login; the order does not matter")
    func leastOpen() {
        let team = [
            OfficerLoad(officer: "3", login: "c", open: 1, isHere: true),
            OfficerLoad(officer: "1", login: "a", open: 0, isHere: false),
            OfficerLoad(officer: "2", login: "b", open: 1, isHere: true),
        ]
        let expected = HolderChoice(officer: "2", reason: .leastOpen(open: 1, here: 2))
        #expect(LoadBalance.leastOpen.choose(from: team) == expected)
        #expect(LoadBalance.leastOpen.choose(from: team.reversed()) == expected)
        #expect(LoadBalance.leastOpen.choose(from: team, previous: "3")?.reason == .hadItBefore)
        #expect(LoadBalance.leastOpen.choose(from: team, previous: "1") == expected)
        #expect(LoadBalance.oneQueue.choose(from: team) == nil)
        #expect(LoadBalance.leastOpen.choose(from: [team[1]]) == nil)
    }

    @Test("a hundred tickets spread evenly over those who are here")
    func spread() {
        var open = ["a": 0, "b": 0, "c": 7]
        for _ in 0..<100 {
            let team = open.map { OfficerLoad(officer: $0.key, login: $0.key, open: $0.value, isHere: true) }
            if let choice = LoadBalance.leastOpen.choose(from: team) { open[choice.officer, default: 0] += 1 }
        }
        #expect(open.values.sorted() == [35, 36, 36])
    }
}
