import Casework

extension Entry {
    /// The presets under which tickets run, joined with the calendar and the desk; nil after a mistake in any of them.
    func policy(calendar: WorkingCalendar?, desk: UnitID?) -> CaseworkPolicy? {
        let times = [
            "acceptance", "acceptanceExpedited", "receipt", "opinion", "materials", "confirmation",
            "expeditedHandling", "reopenWithin",
        ]
        guard let fields = fields(required: times + ["returnLimit"], optional: ["warnings", "ratingCall"]) else {
            return nil
        }
        let read = times.reduce(into: [String: WorkingTime]()) { $0[$1] = fields[$1]?.workingTime() }
        let returnLimit = fields["returnLimit"]?.whole(in: 0...20)
        let ratingCall = fields["ratingCall"].map { $0.workingTime() } ?? .days(1)
        let warnings = fields["warnings"].map { $0.warningLadder() } ?? .standard
        guard let warnings, let ratingCall, let calendar, let desk, let acceptance = read["acceptance"],
            let acceptanceExpedited = read["acceptanceExpedited"], let receipt = read["receipt"],
            let opinion = read["opinion"], let materials = read["materials"], let confirmation = read["confirmation"],
            let expeditedHandling = read["expeditedHandling"], let reopenWithin = read["reopenWithin"],
            let returnLimit
        else { return nil }
        if calendar.minutes(acceptanceExpedited) > calendar.minutes(acceptance) {
            fields["acceptanceExpedited"]?.error("expedited tickets would wait longer than others")
        }
        return CaseworkPolicy(
            calendar: calendar, desk: desk, acceptance: acceptance, acceptanceExpedited: acceptanceExpedited,
            receipt: receipt, opinion: opinion, materials: materials, confirmation: confirmation,
            expeditedHandling: expeditedHandling, reopenWithin: reopenWithin, returnLimit: returnLimit,
            warnings: warnings, ratingCall: ratingCall)
    }

    /// Rungs in percent of a deadline's time, and the hours in which nobody is written to.
    private func warningLadder() -> WarningLadder? {
        guard let fields = fields(required: ["remindAt", "climbAt", "quiet"]) else { return nil }
        let reminders = fields["remindAt"]?.items().compactMap { $0.whole(in: 1...99) } ?? []
        let climbs = fields["climbAt"]?.items().compactMap { $0.whole(in: 100...1000) } ?? []
        let quiet = fields["quiet"]?.text()?.split(separator: "-").compactMap { ClockTime.minutes($0) } ?? []
        guard quiet.count == 2 else {
            fields["quiet"]?.error("these are no quiet hours", hint: "write them as \"20:00-08:00\"")
            return nil
        }
        guard climbs.count < Level.allCases.count,
            let ladder = WarningLadder(reminders: reminders, climbs: climbs, quiet: (quiet[0], quiet[1]))
        else {
            error("the rungs must ascend, reminders below 100 and at most two climbs from 100")
            return nil
        }
        return ladder
    }
}
