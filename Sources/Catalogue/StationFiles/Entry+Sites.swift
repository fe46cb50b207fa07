import Casework
import HealthCheck
import Station

/// `station/sites.yaml`: where companies come, at which counters, and how far ahead they can book.
extension Entry {
    /// Counters open within the working hours of `calendar`, so that lunch, weekends and holidays are respected.
    func sites(calendar: WorkingCalendar?, matters: [Matter]) -> ServiceSites? {
        guard let fields = fields(required: ["booking", "sites"]) else { return nil }
        let rules = fields["booking"]?.bookingRules()
        var used = UsedOnce("site", "办事点")
        let sites = fields["sites"]?.items().compactMap { $0.site(calendar, matters, &used) } ?? []
        return rules.map { ServiceSites(rules: $0, sites: sites) }
    }

    private func bookingRules() -> BookingRules? {
        guard let fields = fields(required: ["horizonDays", "leadMinutes", "offer", "openLimit"]) else { return nil }
        guard let horizon = fields["horizonDays"]?.whole(in: 1...120),
            let lead = fields["leadMinutes"]?.whole(in: 0...2880), let offer = fields["offer"]?.workingTime(),
            let limit = fields["openLimit"]?.whole(in: 1...100)
        else { return nil }
        return BookingRules(horizonDays: horizon, leadMinutes: lead, offer: offer, openLimit: limit)
    }

    private func site(_ calendar: WorkingCalendar?, _ matters: [Matter], _ used: inout UsedOnce) -> ServiceSite? {
        let keys = ["id", "name", "address", "phone", "unit", "counters"]
        guard let fields = fields(required: keys, optional: ["closed"]) else { return nil }
        let id = fields["id"]?.identifier()
        if let id, let entry = fields["id"] { used.claim(id, at: entry) }
        let name = fields["name"]?.localized()
        let address = fields["address"]?.localized()
        let phone = fields["phone"]?.text()
        let unit = fields["unit"]?.unitReference()
        let closed = fields["closed"]?.items().compactMap { $0.day() } ?? []
        var counters = UsedOnce("counter", "窗口")
        var served = UsedOnce("matter", "事项")
        let read = (fields["counters"]?.items(atLeast: 1) ?? []).compactMap {
            $0.counter(calendar, matters, &counters, &served)
        }
        guard let id, let name, let address, let phone, let unit else { return nil }
        return ServiceSite(
            id: id, name: name, address: address, phone: phone, unit: unit, closed: Set(closed), counters: read)
    }

    private func counter(
        _ calendar: WorkingCalendar?, _ matters: [Matter], _ used: inout UsedOnce, _ served: inout UsedOnce
    ) -> SiteCounter? {
        guard let fields = fields(required: ["id", "name", "matters", "minutes", "capacity", "hours"]) else {
            return nil
        }
        let id = fields["id"]?.identifier()
        if let id, let entry = fields["id"] { used.claim(id, at: entry) }
        let name = fields["name"]?.localized()
        let codes = (fields["matters"]?.items(atLeast: 1) ?? []).compactMap { $0.bookableMatter(matters, &served) }
        let minutes = fields["minutes"]?.whole(in: 5...240)
        let capacity = fields["capacity"]?.whole(in: 1...50)
        let hours = fields["hours"]?.hours()
        if let minutes, let hours { fields["hours"]?.check(hours, fit: minutes, within: calendar) }
        guard let id, let name, let minutes, let capacity, let hours else { return nil }
        return SiteCounter(
            name: name, counter: Counter(id: id, matters: codes, minutes: minutes, capacity: capacity, hours: hours))
    }

    private func bookableMatter(_ matters: [Matter], _ served: inout UsedOnce) -> String? {
        guard let code = matterReference() else { return nil }
        // Two counters for one matter at one site: nobody could say which of them is meant.
        served.claim(code, at: self)
        if let matter = matters.first(where: { $0.code == code }), matter.channels.allSatisfy({ $0 != "window" }) {
            error("\(code) is not done at a window", hint: "its channels: \(Spelling.list(matter.channels))")
        }
        return code
    }

    private func check(_ hours: [Range<Int>], fit minutes: Int, within calendar: WorkingCalendar?) {
        for range in hours {
            if range.count < minutes { error("a visit of \(minutes) minutes does not fit into every opening") }
            guard let calendar,
                !calendar.hours.contains(where: {
                    $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound
                })
            else { continue }
            error(
                "the counter would be open outside the working hours of calendar.yaml",
                hint: "lunch and evenings are nobody’s working time")
        }
    }
}
