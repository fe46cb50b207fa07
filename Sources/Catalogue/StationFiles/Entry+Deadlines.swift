import Casework

extension Entry {
    /// The presets under which tickets run, joined with the calendar and the desk; nil after a mistake in any of them.
    func policy(calendar: WorkingCalendar?, desk: UnitID?) -> CaseworkPolicy? {
        let times = [
            "acceptance", "acceptanceExpedited", "receipt", "opinion", "materials", "confirmation",
            "expeditedHandling", "reopenWithin",
        ]
        guard let fields = fields(required: times + ["returnLimit"]) else { return nil }
        let read = times.reduce(into: [String: WorkingTime]()) { $0[$1] = fields[$1]?.workingTime() }
        let returnLimit = fields["returnLimit"]?.whole(in: 0...20)
        guard let calendar, let desk, let acceptance = read["acceptance"],
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
            expeditedHandling: expeditedHandling, reopenWithin: reopenWithin, returnLimit: returnLimit)
    }
}
