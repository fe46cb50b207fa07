import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// No double booking under load: the whole use case over a real store, many at once.
@Suite("The last place")
struct BookingRaceTests {
    private static let companies = 12

    /// A station with one counter of three places, nothing else in its catalogue.
    private static func open(_ engine: Engine) async throws -> (Station, TestStation, [Principal]) {
        let store = try engine.open()
        func text(_ text: String) -> LocalizedText { LocalizedText(zhHans: text, en: text) }
        let policy = try Fixtures.policy
        let matter = Matter(
            code: "EE02", name: text("护照"), unit: "entry-exit", group: "travel", commonRank: nil, promise: .days(7),
            limit: nil, fee: nil, channels: ["window"], papers: [text("照片")], isGreenChannel: false, keywords: [],
            basis: [])
        let counter = Counter(
            id: "c", matters: ["EE02"], minutes: 30, capacity: 3, hours: policy.calendar.hours)
        let site = ServiceSite(
            id: "hall", name: text("大厅"), address: text("路"), phone: "1", unit: "entry-exit", closed: [],
            counters: [SiteCounter(name: text("窗口"), counter: counter)])
        let routing = try #require(
            RoutingTable(
                version: "1", rules: [RoutingRule(id: "R", conditions: [], lead: .matterUnit)]))
        let catalogue = StationCatalogue(
            selfTests: [], units: [], matters: [matter], routing: routing, routingReasons: [:], policy: policy,
            notices: [],
            sites: ServiceSites(
                rules: BookingRules(horizonDays: 30, leadMinutes: 60, offer: .hours(2), openLimit: 50), sites: [site]),
            locales: Locales([:]))
        let station = Station(
            catalogue: catalogue, database: try await store.engine, settings: StationSettings(baseURL: "http://t"),
            ambient: Ambient(
                now: { Fixtures.monday }, newID: { UUID().uuidString.lowercased() }, randomBytes: { _ in [] }))
        var principals: [Principal] = []
        for index in 1...companies {
            let code = try Fixtures.code(index)
            try await store.write { try $0.companies.save(try Fixtures.company(index)) }
            principals.append(Principal(Fixtures.account("p\(index)", roles: [.company], company: code)))
        }
        return (station, store, principals)
    }

    private static func request(_ start: Date?, day: CivilDay? = nil) -> BookingRequest {
        BookingRequest(
            matter: "EE02", site: "hall", start: start, day: day, visitorName: "张三", visitorPhone: "1")
    }

    private static let start = Fixtures.after(86_400)

    @Test(
        "of many who book the last place at once one gets it, the others hear which are free next",
        arguments: Engine.allCases)
    func lastSeat(engine: Engine) async throws {
        let (station, store, people) = try await Self.open(engine)
        // Three rounds, so that luck does not hide a race.
        for round in 0..<3 {
            let start = Self.start.addingTimeInterval(Double(round) * 1800)
            for person in people.prefix(2) { _ = try await station.book(Self.request(start), by: person) }
            let outcomes = await Self.bookAtOnce(station, start, people)
            let won = outcomes.compactMap { try? $0.get() }
            #expect(won.count == 1 && won.first?.seat == 3)
            for case .failure(let error) in outcomes {
                let next = [30, 60, 90].map { start.addingTimeInterval($0 * 60) }
                #expect(error as? StationError == .slotFull(next: next))
            }
        }
        let day = try await store.read {
            try $0.visits.appointments(at: "hall", on: CivilDay("2026-03-03")!)
        }
        let seats = Dictionary(grouping: day, by: \.slot).values.map { $0.compactMap(\.seat).sorted() }
        #expect(seats == [[1, 2, 3], [1, 2, 3], [1, 2, 3]], "nobody sits on somebody else")
    }

    private static func bookAtOnce(
        _ station: Station, _ start: Date, _ people: [Principal]
    ) async -> [Result<Appointment, any Error>] {
        await withTaskGroup(of: Result<Appointment, any Error>.self) { group in
            for person in people {
                group.addTask {
                    do { return .success(try await station.book(request(start), by: person)) } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test("of many who are told that a place is free only the first in line is offered it", arguments: Engine.allCases)
    func freed(engine: Engine) async throws {
        let (station, store, people) = try await Self.open(engine)
        let day = CivilDay("2026-03-03")!
        // The day is filled: 14 half hours, three places each.
        var first: Appointment?
        for slot in try await station.slots(of: "EE02", at: "hall", from: day, limit: 1, by: people[0])[0].slots {
            for person in people.prefix(3) {
                let booked = try await station.book(Self.request(slot.slot.start), by: person)
                first = first ?? booked
            }
        }
        var waiting: [Appointment] = []
        for person in people.dropFirst(3) {
            waiting.append(try await station.waitForSlot(Self.request(nil, day: day), by: person))
        }
        await #expect(throws: StationError.invalid([FieldProblem("/day", .waitsAlready)])) {
            try await station.waitForSlot(Self.request(nil, day: day), by: people[3])
        }
        let freed = try #require(first)
        _ = try await station.cancelAppointment(freed.id, version: 1, by: people[0])
        let after = try await store.read { try $0.visits.appointments(at: "hall", on: day) }
        let offered = after.filter { $0.state == .offered }
        #expect(offered.map(\.slot) == [freed.slot] && offered.map(\.seat) == [freed.seat])
        let oldest = waiting.min { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
        #expect(offered.first?.id == oldest?.id)
        // The place is held: it can be booked by nobody else, and confirmed by the one it is for.
        let other = people.last { $0.company != offered.first?.company }
        await #expect(throws: StationError.self) {
            try await station.book(Self.request(freed.slot?.start), by: try #require(other))
        }
        let winner = try #require(people.first { $0.company == offered.first?.company })
        let confirmed = try await station.confirmAppointment(try #require(offered.first).id, version: 2, by: winner)
        #expect(confirmed.state == .booked && confirmed.slot == freed.slot)
    }
}
