import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// Booking, one decision after the other: which matter, which site, which day and time.
struct BookingPage {
    let title: String
    let lead: String?
    let back: String
    let search: String
    let groups: [Group]
    let asksMatter: Bool
    let noneFound: Bool
    let sites: [SiteCard]
    let asksSite: Bool
    let choice: Choice?
    let errors: ErrorSummary?

    struct Group {
        let heading: String
        let matters: [Link]
    }

    struct Link {
        let href: String
        let text: String
        let note: String
    }

    struct SiteCard {
        let href: String
        let name: String
        let address: String
        let first: String
    }

    /// The last step: a day, a time, who comes.
    struct Choice {
        let action: String
        let matter: String
        let site: String
        let siteName: String
        let address: String
        let papers: [String]
        /// The next ten, or all of them when a later one is asked for.
        let days: [Day]
        let later: String?
        let hasDays: Bool
        let day: String
        let dayText: String
        let isProvisional: Bool
        let times: [Time]
        let isFull: Bool
        let waiting: String
        let isMove: Bool
        let isOfficer: Bool
        let version: Int
        let fields: Fields
        let idempotencyKey: String
    }

    struct Day {
        let href: String
        let text: String
        let weekday: String
        let free: String
        let isFull: Bool
        let isHere: Bool
    }

    struct Time {
        let value: String
        let text: String
        let note: String
        let isChosen: Bool
    }

    /// What was typed, with what is wrong with it.
    struct Fields {
        let company: String
        let companyError: String?
        let visitorName: String
        let nameError: String?
        let visitorPhone: String
        let phoneError: String?
        let note: String
        let noteError: String?
        let startError: String?
    }
}

/// What the booking form sends.
struct BookingForm: Decodable {
    var matter: String?
    var site: String?
    var day: String?
    var start: String?
    var visitorName: String?
    var visitorPhone: String?
    var note: String?
    var company: String?
    var waiting: String?
    var version: Int?
    var idempotencyKey: String?
}

extension BookingPage.Choice {
    /// - Parameter days: what can be booked, from today on.
    init(
        _ site: ServiceSite, matter: Matter, days: [DayOfSlots], form: BookingForm, errors: ErrorSummary?,
        isOfficer: Bool, moving: Appointment?, key: String, _ wording: Wording
    ) {
        let calendar = wording.station.catalogue.policy.calendar
        let language = wording.language
        let asked = form.day.flatMap { CivilDay($0) } ?? form.start.flatMap(Self.date).map(calendar.day)
        let shown = days.first { $0.day == asked } ?? days.first { $0.free > 0 } ?? days.first
        let base =
            moving.map { "/appointments/\($0.id)/time?" } ?? "/appointments/new?matter=\(matter.code)&site=\(site.id)&"
        action = moving.map { "/appointments/\($0.id)/move" } ?? "/appointments"
        self.matter = matter.code
        self.site = site.id
        siteName = site.name[language]
        address = site.address[language]
        papers = matter.papers.map { $0[language] }
        let near = days.prefix(Self.nearDays)
        let isFar = shown.map { shown in !near.contains { $0.day == shown.day } } ?? false
        later =
            isFar || days.count <= near.count
            ? nil : days.dropFirst(near.count).first.map { "\(base)day=\($0.day)#day" }
        self.days = (isFar ? days[...] : near).map { day in
            BookingPage.Day(
                href: "\(base)day=\(day.day)#times", text: wording.dates.day(day.day),
                weekday: wording.weekday(day.day),
                free: day.free == 0
                    ? wording.say("booking.full") : wording.say("booking.free", ["count": "\(day.free)"]),
                isFull: day.free == 0, isHere: day.day == shown?.day)
        }
        hasDays = !days.isEmpty
        day = shown?.day.description ?? ""
        dayText = shown.map { wording.dayText($0.day) } ?? ""
        isProvisional = shown.map { calendar.years[$0.day.year] == nil } ?? false
        times = (shown?.slots ?? []).filter { $0.free > 0 }.map { free in
            let value = wording.dates.rfc3339(free.slot.start)
            return BookingPage.Time(
                value: value, text: "\(wording.dates.time(free.slot.start))–\(wording.dates.time(free.slot.end))",
                note: free.capacity > 1 ? wording.say("booking.places", ["count": "\(free.free)"]) : "",
                isChosen: form.start == value)
        }
        isFull = shown.map { $0.free == 0 } ?? false
        waiting = wording.say("booking.waiting-now", ["count": "\(shown?.waiting ?? 0)"])
        isMove = moving != nil
        self.isOfficer = isOfficer
        version = moving?.version ?? 0
        fields = BookingPage.Fields(
            company: form.company ?? "", companyError: errors?.message("company"),
            visitorName: form.visitorName ?? "", nameError: errors?.message("visitorName"),
            visitorPhone: form.visitorPhone ?? "", phoneError: errors?.message("visitorPhone"), note: form.note ?? "",
            noteError: errors?.message("note"), startError: errors?.message("start") ?? errors?.message("day"))
        idempotencyKey = key
    }

    private static let nearDays = 10

    private static func date(_ text: String) -> Date? { try? Date(text, strategy: .iso8601) }
}

extension Wording {
    /// `周二`, `Tue`.
    func weekday(_ day: CivilDay) -> String { say("weekday.\(day.weekday)") }

    /// `2026年11月24日（周二）`, `Tue, 24 Nov 2026`.
    func dayText(_ day: CivilDay) -> String {
        say("booking.date-of", ["date": dates.fullDay(day), "weekday": weekday(day)])
    }
}
