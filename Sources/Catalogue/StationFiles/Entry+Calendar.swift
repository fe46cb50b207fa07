import Casework

extension Entry {
    /// Opening hours and the published plans of holidays and make-up workdays. A missing year warns loudly.
    func calendar() -> WorkingCalendar? {
        guard let fields = fields(required: ["utcOffset", "workingHours", "years"]) else { return nil }
        let offset = fields["utcOffset"]?.offset()
        let hours = fields["workingHours"]?.hours()
        var years: [Int: WorkingCalendar.Year] = [:]
        if let plans = fields["years"]?.anyFields() {
            for key in plans.keys {
                guard let number = Int(key), (2000...2100).contains(number), String(number) == key else {
                    proof.error("“\(key)” is no year", at: plans.keyPlace(key), hint: "write it as 2026")
                    continue
                }
                years[number] = plans[key]?.year(number)
            }
            for year in [proof.today.year, proof.today.year + 1] where plans[String(year)] == nil {
                proof.warning(
                    "THE HOLIDAYS OF \(year) ARE MISSING: deadlines reaching into it count plain weekends",
                    at: fields.keyPlace("years"),
                    hint: "add \(year) as soon as the State Council has published its notice (usually in November)")
            }
        }
        guard let offset, let hours else { return nil }
        return WorkingCalendar(hours: hours, years: years, utcOffset: offset)
    }

    private func year(_ year: Int) -> WorkingCalendar.Year? {
        guard let fields = fields(required: ["source", "published", "holidays", "makeupWorkdays"]) else { return nil }
        _ = fields["source"]?.localized()
        _ = fields["published"]?.day()
        var holidays: Set<CivilDay> = []
        for item in fields["holidays"]?.items(atLeast: 1) ?? [] {
            holidays.formUnion(item.holiday(in: year, besides: holidays))
        }
        var makeUpWorkdays: Set<CivilDay> = []
        for item in fields["makeupWorkdays"]?.items() ?? [] {
            guard let day = item.dayInYear(year) else { continue }
            if !day.isWeekend {
                item.error("\(day) is no weekend day, so it cannot be a make-up workday")
            } else if holidays.contains(day) {
                item.error("\(day) is a holiday and a make-up workday at once")
            }
            if !makeUpWorkdays.insert(day).inserted { item.error("\(day) is given twice") }
        }
        return WorkingCalendar.Year(holidays: holidays, makeUpWorkdays: makeUpWorkdays)
    }

    private func holiday(in year: Int, besides known: Set<CivilDay>) -> Set<CivilDay> {
        guard let fields = fields(required: ["name", "from", "to"]) else { return [] }
        _ = fields["name"]?.localized()
        let from = fields["from"]?.dayInYear(year)
        let to = fields["to"]?.dayInYear(year)
        guard let from, let to else { return [] }
        guard from <= to else {
            fields["to"]?.error("the holiday ends on \(to), before it begins on \(from)")
            return []
        }
        guard to.number - from.number < 31 else {
            fields["to"]?.error("a holiday of more than a month")
            return []
        }
        let days = Set((from.number...to.number).map(CivilDay.init(number:)))
        if let day = days.intersection(known).min() { error("\(day) already belongs to another holiday") }
        return days
    }

    private func dayInYear(_ year: Int) -> CivilDay? {
        guard let day = day() else { return nil }
        guard day.year == year else {
            error("\(day) lies outside \(year)", hint: "write it under its own year")
            return nil
        }
        return day
    }

    /// Openings of a day, in order and apart: `["09:00-12:00", "13:30-17:30"]`.
    func hours() -> [Range<Int>]? {
        var hours: [Range<Int>] = []
        let items = items(atLeast: 1)
        for item in items {
            guard let text = item.text() else { continue }
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { ClockTime.minutes($0) }
            guard ends.count == 2, text.utf8.count == 11, ends[0] < ends[1] else {
                item.error("“\(text)” are no opening hours", hint: "write them as \"09:00-12:00\"")
                continue
            }
            if let last = hours.last, last.upperBound >= ends[0] {
                item.error("the hours \(text) overlap or touch the ones before", hint: "in order, with a break between")
                continue
            }
            hours.append(ends[0]..<ends[1])
        }
        return hours.isEmpty || hours.count != items.count ? nil : hours
    }

    private func offset() -> Int? {
        guard let text = text() else { return nil }
        guard let seconds = ClockTime.offset(text[...]) else {
            error("“\(text)” is no offset from UTC", hint: "write it as \"+08:00\"")
            return nil
        }
        return seconds
    }
}
