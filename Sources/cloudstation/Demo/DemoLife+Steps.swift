import Casework
import Station

/// What each step of a story does, in words that fit the matter.
extension DemoLife {
    /// Plays `steps` in order.
    mutating func play(_ steps: [DemoStep]) throws(TicketError) {
        for step in steps { try play(step) }
    }

    private mutating func play(_ step: DemoStep) throws(TicketError) {
        switch step {
        case .accept(let minutes):
            try wait(minutes)
            let suggestion = ticket.filing.suggestion
            try act(
                .accept(lead: suggestion.lead, assisting: suggestion.assisting, rule: suggestion.rule), by: .desk)
        case .refuse(let minutes): try after(minutes, .refuse(reason: chance.oneOf(DemoPhrases.refusals)), by: .desk)
        case .take(let minutes): try after(minutes, .take, by: lead)
        case .sendBack(let minutes):
            try after(minutes, .sendBack(reason: chance.oneOf(DemoPhrases.returns)), by: lead)
        case .openLeg(let unit, let minutes):
            guard ticket.lead != unit, !ticket.openLegs.contains(where: { $0.unit == unit }) else { return }
            try after(minutes, .openLeg(unit: unit, question: chance.oneOf(DemoPhrases.legQuestions)), by: lead)
        case .opinions(let minutes):
            for _ in ticket.openLegs { try giveOpinion(after: minutes) }
        case .opinion(let minutes): try giveOpinion(after: minutes)
        case .ask(let minutes): try after(minutes, .requestMaterials(text: filed.topic.ask), by: lead)
        case .supply(let minutes):
            try after(minutes, .supplyMaterials(text: chance.oneOf(DemoPhrases.supplies)), by: .company)
        case .escalate(let minutes):
            try after(minutes, .escalate(reason: chance.oneOf(DemoPhrases.escalations)), by: lead)
        case .note(let minutes): try after(minutes, .note(text: chance.oneOf(DemoPhrases.notes)), by: lead)
        case .companyWrites(let minutes):
            try after(minutes, .message(text: chance.oneOf(DemoPhrases.companyMessages)), by: .company)
        case .unitWrites(let minutes):
            try after(minutes, .message(text: chance.oneOf(DemoPhrases.unitMessages)), by: lead)
        case .answer(let share):
            // An answer waits for every opinion, whatever the story says.
            while !ticket.openLegs.isEmpty, try giveOpinion(after: 5) {}
            try after(max(3, share * minutesLeft), .answer(text: chance.oneOf(filed.topic.answers)), by: lead)
        case .confirm, .silence, .rate, .reopen, .withdraw: try close(step)
        }
    }

    private mutating func close(_ step: DemoStep) throws(TicketError) {
        switch step {
        case .confirm(let resolution, let minutes): try after(minutes, .confirm(resolution), by: .company)
        case .silence: try waitOutDeadline()
        case .rate(let stars, let minutes):
            guard !ticket.isRated else { return }
            try after(
                minutes, .rate(stars: stars, comment: chance.oneOf(DemoPhrases.praise(stars))), by: .company)
            // Whom one star did not get called in time is called all the same.
            if ticket.owedCall != nil {
                try after(stars == 1 ? 600 : 180, .callBack(text: DemoPhrases.afterPoorRating), by: lead)
            }
        case .reopen(let minutes):
            try after(minutes, .reopen(reason: chance.oneOf(DemoPhrases.reopenings)), by: .company)
        case .withdraw(let minutes):
            try after(minutes, .withdraw(reason: chance.oneOf(DemoPhrases.withdrawals)), by: .company)
        default: return
        }
    }

    private mutating func after(
        _ minutes: Double, _ action: TicketAction, by party: Party
    ) throws(TicketError) {
        try wait(minutes)
        try act(action, by: party)
    }

    /// The first open leg's opinion; false if none was given.
    @discardableResult private mutating func giveOpinion(after minutes: Double) throws(TicketError) -> Bool {
        try wait(minutes)
        guard let leg = ticket.openLegs.first else { return false }
        let party: Party = leg.unit == policy.desk ? .desk : .unit(leg.unit)
        let isConditional = chance.happens(0.15)
        let text = isConditional ? chance.oneOf(DemoPhrases.conditions) : filed.topic.opinion
        let before = ticket.version
        try act(.giveOpinion(leg: leg.id, stance: isConditional ? .conditional : .agree, text: text), by: party)
        return ticket.version > before
    }
}
