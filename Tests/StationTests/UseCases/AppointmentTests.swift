import Casework
import Foundation
import HealthCheck
import Station
import Testing

@Suite("Appointments")
struct AppointmentTests {
    private static let hall = "service-centre"

    private static func at(_ text: String) throws -> Date {
        let parts = text.split(separator: " ")
        let clock = parts[1].split(separator: ":").compactMap { Int($0) }
        let day = try #require(CivilDay(String(parts[0])))
        return try World.catalogue.policy.calendar.date(day, minute: clock[0] * 60 + clock[1])
    }

    private static func request(
        _ start: String, _ matter: String = "EE02", site: String = hall, company: CreditCode? = nil
    ) throws -> BookingRequest {
        BookingRequest(
            matter: matter, site: site, start: try at(start), visitorName: "王晓", visitorPhone: "0571-1",
            company: company)
    }

    private static func mails(_ world: World) async throws -> [String] {
        try await world.entries(to: "owner@company.example").map(\.message.kind)
    }

    @Test("booked, moved and cancelled: the company is told each time, and the file follows")
    func life() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let booked = try await world.station.book(try Self.request("2026-11-25 09:20"), by: owner)
        #expect(booked.state == .booked && booked.seat == 1)
        let moved = try await world.station.moveAppointment(
            booked.id, version: 1, to: try Self.at("2026-11-26 14:10"), by: owner)
        let file = try await world.station.invitation(booked.id, by: owner, language: .zhHans)
        #expect(file.contains("METHOD:REQUEST") && file.contains("SEQUENCE:1"))
        #expect(file.contains("DTSTART;TZID=Asia/Shanghai:20261126T141000"))
        let cancelled = try await world.station.cancelAppointment(booked.id, version: moved.version, by: owner)
        let last = try await world.station.invitation(booked.id, by: owner, language: .en)
        #expect(cancelled.state == .cancelled && last.contains("METHOD:CANCEL") && last.contains("SEQUENCE:2"))
        #expect(last.contains("UID:\(booked.id)@cloudstation") && file.contains("UID:\(booked.id)@cloudstation"))
        #expect(
            try await Self.mails(world) == [
                "appointment-booked.company", "appointment-moved.company", "appointment-cancelled.company",
            ])
        let invitations = try await world.entries(to: "owner@company.example").map(\.message.payload.invitation)
        #expect(invitations.map { $0?.method } == [.request, .request, .cancel])
        for (sequence, invitation) in invitations.enumerated() {
            let file = try #require(invitation?.file)
            #expect(file.contains("UID:\(booked.id)@cloudstation") && file.contains("SEQUENCE:\(sequence)"))
        }
        await #expect(throws: StationError.appointment(.notPossible(in: .cancelled))) {
            try await world.station.cancelAppointment(booked.id, version: nil, by: owner)
        }
    }

    @Test("only the version that was seen can be changed")
    func stale() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let booked = try await world.station.book(try Self.request("2026-11-25 09:20"), by: owner)
        _ = try await world.station.moveAppointment(
            booked.id, version: 1, to: try Self.at("2026-11-26 14:10"), by: owner)
        await #expect(throws: StationError.stale(version: 2)) {
            try await world.station.cancelAppointment(booked.id, version: 1, by: owner)
        }
    }

    @Test("the desk books for a company; nobody else's is to be seen, and a unit sees its own site only")
    func access() async throws {
        let world = try await World()
        let desk = try await world.principal(.liaison)
        let code = try world.code(.owner)
        let booked = try await world.station.book(try Self.request("2026-11-25 09:20", company: code), by: desk)
        #expect(booked.company == code && booked.bookedBy == "liaison")
        #expect(try await world.station.appointment(booked.id, by: try await world.principal(.owner)).id == booked.id)
        for person in [Person.stranger, .tax, .entryExit, .expert, .auditor] {
            let principal = try await world.principal(person)
            await #expect(throws: StationError.notFound, "\(person)") {
                try await world.station.appointment(booked.id, by: principal)
            }
        }
        let own = try await world.station.book(
            try Self.request("2026-11-25 09:15", site: "exit-entry-hall", company: code), by: desk)
        let officer = try await world.principal(.entryExit)
        #expect(try await world.station.visitors(at: "exit-entry-hall", on: own.day, by: officer).count == 1)
        await #expect(throws: StationError.notFound) {
            try await world.station.visitors(at: Self.hall, on: own.day, by: officer)
        }
        await #expect(throws: StationError.notForRole) {
            try await world.station.cancelAppointment(own.id, version: nil, by: officer)
        }
    }

    @Test("whoever waits is offered what becomes free, and the next one when the first does not answer")
    func waitingList() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let stranger = try await world.principal(.stranger)
        let desk = try await world.principal(.liaison)
        let day = try #require(CivilDay("2026-11-25"))
        // One window, half an hour each: fourteen visits fill the day, eight are what one company may hold.
        let extra = try World.code(9)
        try await world.save(
            Company(
                code: extra, name: "虚构丙有限公司", industry: "trade", size: "small", contactName: "李四",
                contactPhone: "0571-2", contactEmail: "c@company.example", language: .zhHans))
        let slots = try await world.station.slots(of: "EC01", at: Self.hall, from: day, limit: 1, by: desk)[0].slots
        var booked: [Appointment] = []
        for (index, slot) in slots.enumerated() {
            let code = index < 7 ? extra : try world.code(.stranger)
            booked.append(
                try await world.station.book(
                    BookingRequest(
                        matter: "EC01", site: Self.hall, start: slot.slot.start, visitorName: "王", visitorPhone: "1",
                        company: code), by: desk))
        }
        let wait = BookingRequest(
            matter: "EC01", site: Self.hall, start: nil, day: day, visitorName: "王晓", visitorPhone: "1")
        let first = try await world.station.waitForSlot(wait, by: owner)
        world.clock.move(60)
        let second = try await world.station.waitForSlot(wait, by: stranger)
        _ = try await world.station.cancelAppointment(booked[0].id, version: 1, by: desk)
        let offered = try await world.station.appointment(first.id, by: owner)
        #expect(offered.state == .offered && offered.slot == booked[0].slot)
        #expect(try await Self.mails(world).last == "appointment-offered.company")
        // Two working hours pass without an answer.
        world.clock.set(try #require(offered.offerEnds).addingTimeInterval(1))
        #expect(try await world.station.runAppointmentClock() == 1)
        #expect(try await world.station.appointment(first.id, by: owner).state == .lapsed)
        let next = try await world.station.appointment(second.id, by: stranger)
        #expect(next.state == .offered && next.slot == booked[0].slot)
        #expect(try await Self.mails(world).last == "appointment-lapsed.company")
        await #expect(throws: StationError.appointment(.notPossible(in: .lapsed))) {
            try await world.station.confirmAppointment(first.id, version: nil, by: owner)
        }
    }

    @Test("a day with room has no waiting list")
    func room() async throws {
        let world = try await World()
        let wait = BookingRequest(
            matter: "EC01", site: Self.hall, start: nil, day: CivilDay("2026-11-25"), visitorName: "王",
            visitorPhone: "1")
        await #expect(throws: StationError.invalid([FieldProblem("/day", .dayHasRoom)])) {
            try await world.station.waitForSlot(wait, by: try await world.principal(.owner))
        }
    }

    @Test("the reminder goes out once, on the day before, and none for what was cancelled")
    func reminder() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        _ = try await world.station.book(try Self.request("2026-11-25 09:20"), by: owner)
        let other = try await world.station.book(try Self.request("2026-11-25 10:00"), by: owner)
        _ = try await world.station.cancelAppointment(other.id, version: 1, by: owner)
        world.clock.set(try Self.at("2026-11-24 08:59"))
        #expect(try await world.station.runAppointmentClock() == 0)
        world.clock.set(try Self.at("2026-11-24 09:00"))
        #expect(try await world.station.runAppointmentClock() == 1)
        #expect(try await world.station.runAppointmentClock() == 0)
        #expect(try await Self.mails(world).filter { $0 == "appointment-due.company" }.count == 1)
    }

    @Test("a visit becomes a ticket by appointment, once")
    func intake() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let desk = try await world.principal(.liaison)
        let booked = try await world.station.book(try Self.request("2026-11-25 09:20"), by: owner)
        await #expect(throws: StationError.appointment(.notYet(try Self.at("2026-11-25 00:00")))) {
            try await world.station.takeInVisit(booked.id, version: 1, by: desk)
        }
        world.clock.set(try Self.at("2026-11-25 09:25"))
        await #expect(throws: StationError.notForRole) {
            try await world.station.takeInVisit(booked.id, version: 1, by: owner)
        }
        let (arrived, number) = try await world.station.takeInVisit(booked.id, version: 1, by: desk)
        #expect(arrived.state == .arrived && arrived.ticket == number)
        let ticket = try await world.station.ticket(number, by: desk).ticket
        #expect(ticket.filing.origin == .appointment && ticket.filing.matter == "EE02")
        #expect(ticket.filing.caller?.name == "王晓")
        #expect(try await world.station.takeInVisit(booked.id, version: nil, by: desk).ticket == number)
    }

    @Test("a company holds only so many appointments at a time")
    func limit() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        for minute in 0..<8 {
            _ = try await world.station.book(
                try Self.request("2026-11-\(24 + minute / 4) \(9 + minute % 3):\(minute % 2 == 0 ? "00" : "20")"),
                by: owner)
        }
        await #expect(throws: StationError.invalid([FieldProblem("/start", .bookingLimit(8))])) {
            try await world.station.book(try Self.request("2026-11-27 09:00"), by: owner)
        }
    }
}
