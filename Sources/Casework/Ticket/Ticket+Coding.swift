import Foundation

/// Tickets as stored; what older stores do not hold reads as never having happened.
extension Ticket {
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        number = try values.decode(TicketNumber.self, forKey: .number)
        filing = try values.decode(Filing.self, forKey: .filing)
        filedAt = try values.decode(Date.self, forKey: .filedAt)
        version = try values.decode(Int.self, forKey: .version)
        state = try values.decode(TicketState.self, forKey: .state)
        urgency = try values.decode(Urgency.self, forKey: .urgency)
        lead = try values.decode(UnitID.self, forKey: .lead)
        legs = try values.decode([Leg].self, forKey: .legs)
        deadline = try values.decodeIfPresent(Deadline.self, forKey: .deadline)
        promisedBy = try values.decode(Date.self, forKey: .promisedBy)
        pausedMinutes = try values.decodeIfPresent(Double.self, forKey: .pausedMinutes)
        returns = try values.decode(Int.self, forKey: .returns)
        tier = try values.decode(Tier.self, forKey: .tier)
        reply = try values.decodeIfPresent(Reply.self, forKey: .reply)
        resolution = try values.decodeIfPresent(Resolution.self, forKey: .resolution)
        rating = try values.decodeIfPresent(Rating.self, forKey: .rating)
        links = try values.decode([TicketNumber].self, forKey: .links)
        mergedInto = try values.decodeIfPresent(TicketNumber.self, forKey: .mergedInto)
        reopenings = try values.decode(Int.self, forKey: .reopenings)
        endedAt = try values.decodeIfPresent(Date.self, forKey: .endedAt)
        level = try values.decodeIfPresent(Level.self, forKey: .level) ?? .unit
        ruling = try values.decodeIfPresent(Ruling.self, forKey: .ruling)
        handovers = try values.decodeIfPresent(Int.self, forKey: .handovers) ?? 0
        pauses = try values.decodeIfPresent([Pause].self, forKey: .pauses) ?? []
        papers = try values.decodeIfPresent([FollowingPaper].self, forKey: .papers) ?? []
        supervisions = try values.decodeIfPresent(Int.self, forKey: .supervisions) ?? 0
        parent = try values.decodeIfPresent(TicketNumber.self, forKey: .parent)
        parts = try values.decodeIfPresent([Part].self, forKey: .parts) ?? []
        setAside = try values.decodeIfPresent(SetAside.self, forKey: .setAside)
        approval = try values.decodeIfPresent(Approval.self, forKey: .approval)
        roundStart = try values.decodeIfPresent(Date.self, forKey: .roundStart)
        callBack = try values.decodeIfPresent(CallBack.self, forKey: .callBack)
    }
}
