/// The presets under which tickets run; data of the catalogue.
public struct CaseworkPolicy: Hashable, Sendable {
    public let calendar: WorkingCalendar
    /// The unit that takes tickets in and coordinates.
    public let desk: UnitID
    public let acceptance: WorkingTime
    public let acceptanceExpedited: WorkingTime
    public let receipt: WorkingTime
    public let opinion: WorkingTime
    public let materials: WorkingTime
    public let confirmation: WorkingTime
    public let expeditedHandling: WorkingTime
    public let reopenWithin: WorkingTime
    /// How often a ticket may be returned to the desk before the desk's ruling binds.
    public let returnLimit: Int
    public let warnings: WarningLadder
    /// How soon somebody who rated poorly is called.
    public let ratingCall: WorkingTime

    public init(
        calendar: WorkingCalendar, desk: UnitID, acceptance: WorkingTime, acceptanceExpedited: WorkingTime,
        receipt: WorkingTime, opinion: WorkingTime, materials: WorkingTime, confirmation: WorkingTime,
        expeditedHandling: WorkingTime, reopenWithin: WorkingTime, returnLimit: Int,
        warnings: WarningLadder = .standard,
        ratingCall: WorkingTime = .days(1)
    ) {
        self.calendar = calendar
        self.desk = desk
        self.acceptance = acceptance
        self.acceptanceExpedited = acceptanceExpedited
        self.receipt = receipt
        self.opinion = opinion
        self.materials = materials
        self.confirmation = confirmation
        self.expeditedHandling = expeditedHandling
        self.reopenWithin = reopenWithin
        self.returnLimit = returnLimit
        self.warnings = warnings
        self.ratingCall = ratingCall
    }

    /// How long the lead has from filing to its answer.
    public func handling(promise: WorkingTime, urgency: Urgency) -> WorkingTime {
        guard urgency == .expedited else { return promise }
        return calendar.minutes(expeditedHandling) < calendar.minutes(promise) ? expeditedHandling : promise
    }

    /// How long the desk has to take a ticket in.
    public func acceptance(urgency: Urgency) -> WorkingTime {
        urgency == .expedited ? acceptanceExpedited : acceptance
    }
}
