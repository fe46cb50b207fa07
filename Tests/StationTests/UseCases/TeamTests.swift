import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Whose hands a ticket comes into, absences, deputies, and what is learned.
@Suite("Teams and deputies, as use cases")
struct TeamTests {
    /// A world whose tax unit has three officers.
    private static func world() async throws -> (World, [Principal]) {
        let world = try await World()
        for login in ["tax-2", "tax-3"] {
            try await world.station.addAccount(
                NewAccount(
                    login: login, displayName: "测试\(login)", roles: [.unit], unit: "tax", company: nil,
                    email: "\(login)@example.com", password: Person.password), hashing: world.hashing)
        }
        let team = try await world.station.database.read { tx in
            try ["tax", "tax-2", "tax-3"].map { Principal(try #require(try tx.accounts.account(login: $0))) }
        }
        return (world, team)
    }

    private static let day = 1_795_397_400 / 86_400

    private static func days(_ first: Int, _ last: Int) -> (CivilDay, CivilDay) {
        (CivilDay(number: day + first), CivilDay(number: day + last))
    }

    private static func accepted(_ world: World, _ title: String = "退税申报被退回") async throws -> TicketNumber {
        let number = try await world.file(title)
        try await world.act(.accept(lead: "tax", assisting: [], rule: nil), on: number, as: .liaison)
        return number
    }

    @Test("tickets spread over those who are here; the desk's stay in its queue; an ended one weighs nothing")
    func spread() async throws {
        let (world, team) = try await Self.world()
        let numbers = try await [
            Self.accepted(world), Self.accepted(world), Self.accepted(world), Self.accepted(world),
        ]
        let view = try await world.station.team(nil, by: team[0])
        #expect(view.officers.map(\.open) == [2, 1, 1] && view.unit == "tax")
        let holder = try #require(
            try await world.station.holder(of: try await world.ticket(numbers[0]), by: team[0]))
        #expect(holder.officer.login == "tax" && holder.reason == .leastOpen(open: 0, here: 3))
        let fresh = try await world.ticket(try await world.file())
        #expect(try await world.station.holder(of: fresh, by: try await world.principal(.liaison)) == nil)
        try await world.act(.withdraw(reason: "不用了"), on: numbers[0], as: .owner)
        #expect(try await world.station.team(nil, by: team[0]).officers.map(\.open) == [1, 1, 1])
    }

    @Test(
        "whoever is away gets nothing new, the deputy sees their tickets and hears the notices; taking it back undoes it"
    )
    func deputy() async throws {
        let (world, team) = try await Self.world()
        let number = try await Self.accepted(world)
        let (first, last) = Self.days(0, 2)
        let entered = try await world.station.enterAbsence(
            NewAbsence(deputy: team[1].account.id, first: first, last: last), by: team[0])
        let seen = try await world.station.team(nil, by: team[1])
        #expect(seen.own.map(\.row.ticket.number) == [number] && seen.own.first?.instead?.login == "tax")
        #expect(seen.officers[0].standIn?.login == "tax-2" && seen.officers[1].deputises.map(\.login) == ["tax"])
        _ = try await (Self.accepted(world), Self.accepted(world))
        #expect(try await world.station.team(nil, by: team[0]).officers.map(\.open) == [1, 1, 1])

        let inbox = try await world.station.inbox(limit: 50, cursor: nil, by: team[0]).items.count
        try await world.act(.message(text: "在吗"), on: number, as: .owner)
        #expect(try await world.station.inbox(limit: 50, cursor: nil, by: team[0]).items.count == inbox)

        try await world.station.withdrawAbsence(entered.id, by: team[0])
        #expect(try await world.station.team(nil, by: team[1]).own.allSatisfy { $0.instead == nil })
        try await world.station.restoreAbsence(entered.id, by: try await world.principal(.manager))
        #expect(try await world.station.team(nil, by: team[0]).officers[0].absence != nil)
    }

    @Test("overlapping, cyclic and foreign deputies are refused at their field, with names and days")
    func refusals() async throws {
        let (world, team) = try await Self.world()
        let (first, last) = Self.days(1, 3)
        func enter(
            _ who: Int, _ deputy: String?, _ span: (CivilDay, CivilDay)
        ) async throws -> [FieldProblem] {
            do {
                try await world.station.enterAbsence(
                    NewAbsence(deputy: deputy ?? "", first: span.0, last: span.1), by: team[who])
                return []
            } catch StationError.invalid(let problems) { return problems }
        }
        #expect(try await enter(0, team[1].account.id, (first, last)) == [])
        #expect(
            try await enter(0, team[2].account.id, Self.days(3, 4))
                == [FieldProblem("/from", .absenceOverlaps(from: first, to: last))])
        #expect(
            try await enter(1, team[0].account.id, Self.days(2, 2))
                == [FieldProblem("/deputy", .deputiesInCircle(names: ["测试tax", "测试tax-2"]))])
        #expect(
            try await enter(2, team[0].account.id, Self.days(2, 2))
                == [FieldProblem("/deputy", .deputyAway(name: "测试tax", from: first, to: last))])
        #expect(try await enter(2, team[2].account.id, Self.days(2, 2)) == [FieldProblem("/deputy", .deputyIsSelf)])
        #expect(
            try await enter(2, try await world.principal(.entryExit).account.id, Self.days(2, 2))
                == [FieldProblem("/deputy", .notAColleague)])
        #expect(try await enter(2, nil, Self.days(2, 2)) == [FieldProblem("/deputy", .missing)])
        #expect(try await enter(2, team[1].account.id, Self.days(3, 2)) == [FieldProblem("/to", .endsBeforeItBegins)])
        #expect(try await enter(2, team[1].account.id, Self.days(-1, 2)) == [FieldProblem("/from", .dayPassed)])
        #expect(
            try await enter(2, "", Self.days(3, 2)) == [
                FieldProblem("/to", .endsBeforeItBegins), FieldProblem("/deputy", .missing),
            ])
    }

    @Test("managers enter for others, officers only for themselves, and a unit sees only its own team")
    func access() async throws {
        let (world, team) = try await Self.world()
        let (first, last) = Self.days(0, 0)
        let new = NewAbsence(
            officer: team[0].account.id, deputy: team[1].account.id, first: first, last: last)
        await #expect(throws: StationError.notFound) { try await world.station.enterAbsence(new, by: team[2]) }
        let manager = try await world.principal(.manager)
        let entered = try await world.station.enterAbsence(new, by: manager)
        await #expect(throws: StationError.notFound) {
            try await world.station.withdrawAbsence(entered.id, by: team[2])
        }
        #expect(try await world.station.team("tax", by: manager).mayEnterForOthers)
        await #expect(throws: StationError.notFound) { try await world.station.team("entry-exit", by: team[0]) }
        for person in [Person.owner, .expert, .auditor, .administrator] {
            let principal = try await world.principal(person)
            await #expect(throws: StationError.notForRole) { try await world.station.team("tax", by: principal) }
        }
    }

    @Test("a colleague takes over and gives back; somebody of another unit cannot be given a ticket")
    func handing() async throws {
        let (world, team) = try await Self.world()
        let number = try await Self.accepted(world)
        for colleague in [1, 0] {
            try await world.station.hand(number, to: team[colleague].account.id, by: team[0])
            let holder = try await world.station.holder(of: try await world.ticket(number), by: team[0])
            #expect(holder?.officer.id == team[colleague].account.id && holder?.reason == .handed)
        }
        let stranger = try await world.principal(.entryExit)
        await #expect(throws: StationError.invalid([FieldProblem("/officer", .notAColleague)])) {
            try await world.station.hand(number, to: stranger.account.id, by: team[0])
        }
        await #expect(throws: StationError.notFound) {
            try await world.station.hand(number, to: team[1].account.id, by: stranger)
        }
        let owner = try await world.principal(.owner)
        await #expect(throws: StationError.notForRole) {
            try await world.station.hand(number, to: team[1].account.id, by: owner)
        }
    }

    @Test("a correction is learned: the words speak for where the tickets are in the end, and taking back unlearns")
    func learning() async throws {
        let (world, _) = try await Self.world()
        let desk = try await world.principal(.liaison)
        var numbers: [TicketNumber] = []
        for _ in 0..<4 { numbers.append(try await Self.accepted(world, "退税申报被退回")) }
        #expect(try await world.station.learned(from: "退税", by: desk).unit?.place == "tax")
        #expect(
            try await world.station.learned(from: "退税", by: desk).unit?.evidence == [.init(word: "退税", here: 4, all: 4)]
        )
        for number in numbers {
            try await world.act(.transfer(to: "customs", reason: "海关的事", code: .competence), on: number, as: .liaison)
        }
        #expect(try await world.station.learned(from: "退税", by: desk).unit?.place == "customs")
        #expect(
            try await world.station.learned(from: "退税", by: desk).unit?.evidence == [.init(word: "退税", here: 4, all: 4)]
        )
        try await world.act(.withdraw(reason: "不用了"), on: numbers[0], as: .owner)
        #expect(
            try await world.station.learned(from: "退税", by: desk).unit?.evidence == [.init(word: "退税", here: 3, all: 3)]
        )
        #expect(try await world.station.learned(from: "护照", by: desk).unit == nil)
        let owner = try await world.principal(.owner)
        await #expect(throws: StationError.notForRole) { try await world.station.learned(from: "退税", by: owner) }
    }

    @Test("another matter is learned as well: what the words say of the matter is what it turned out to be")
    func learnsMatter() async throws {
        let (world, _) = try await Self.world()
        let desk = try await world.principal(.liaison)
        var numbers: [TicketNumber] = []
        for _ in 0..<4 { numbers.append(try await Self.accepted(world, "退税申报被退回")) }
        #expect(try await world.station.learned(from: "退税", by: desk).matter?.place == "TX05")
        for number in numbers {
            let suggestion = try await world.ticket(number).filing.suggestion
            try await world.act(
                .reclassify(matter: "EE05", suggestion: suggestion, reason: "其实是签注"), on: number, as: .liaison)
        }
        let learned = try await world.station.learned(from: "退税", by: desk)
        #expect(learned.matter?.place == "EE05" && learned.unit?.place == "tax")
        #expect(learned.matter?.evidence == [.init(word: "退税", here: 4, all: 4)])
    }

    @Test("after any drawn history of handing on and back, words count exactly the tickets that stand somewhere now")
    func learnedEqualsRecount() async throws {
        let (world, _) = try await Self.world()
        var chance = SplitMix64(seed: 29)
        var numbers: [TicketNumber] = []
        for title in ["退税被退", "护照加急", "退税加急"] + Array(repeating: "护照退税", count: 5) {
            numbers.append(try await world.file(title))
        }
        for _ in 0..<60 {
            guard let number = numbers.randomElement(using: &chance) else { continue }
            let units: [UnitID] = ["tax", "customs", "entry-exit"]
            let unit = units.randomElement(using: &chance) ?? "tax"
            let tries: [(TicketAction, Person)] = [
                (.accept(lead: unit, assisting: [], rule: nil), .liaison),
                (.transfer(to: unit, reason: "换", code: .competence), .liaison), (.recall(reason: "错了"), .liaison),
                (.withdraw(reason: "不用了"), .owner), (.rule(lead: unit, reason: "裁定"), .liaison),
            ]
            // Most are not allowed at the moment; those change nothing.
            if let (action, person) = tries.randomElement(using: &chance) {
                _ = try? await world.act(action, on: number, as: person)
            }
        }
        var expected: [String: Int] = [:]
        for number in numbers {
            let ticket = try await world.ticket(number)
            guard !ticket.state.isEnded, ticket.lead != world.station.catalogue.policy.desk else { continue }
            for word in Words.of(ticket.filing.title) { expected["\(word) \(ticket.lead.rawValue)", default: 0] += 1 }
        }
        let words = ["退税", "护照", "加急", "税被", "被退", "照加", "税加", "照退"]
        let counts = try await world.station.database.read { try $0.lessons.counts(of: words) }
        #expect(
            Dictionary(uniqueKeysWithValues: counts.map { ("\($0.word) \($0.unit.rawValue)", $0.tickets) }) == expected)
        #expect(!expected.isEmpty)
    }
}
