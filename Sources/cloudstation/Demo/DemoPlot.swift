import Casework
import Station

/// How an ordinary ticket of the past year went: mostly well, in time and with thanks, and not always.
struct DemoPlot {
    var chance: DemoChance
    /// Working minutes of the whole promise; waits are in proportion to it.
    let promise: Double
    let isExpedited: Bool

    init(_ filed: DemoFiling, _ catalogue: StationCatalogue) {
        let urgency = filed.filing(catalogue).suggestion.urgency
        chance = DemoChance(seed: filed.seed ^ 0x5EED)
        promise = Double(
            catalogue.policy.calendar.minutes(
                catalogue.policy.handling(promise: filed.matter.promise, urgency: urgency)))
        isExpedited = urgency == .expedited
    }

    /// The steps from intake to rating.
    mutating func steps() -> [DemoStep] {
        let slowDesk = chance.happens(0.03)
        let accept = DemoStep.accept(after: slowDesk ? 140 : wait(0.004, 0.05, atMost: 90))
        switch chance.between(0...1) {
        case ..<0.04:
            return [.refuse(after: wait(0.02, 0.08, atMost: 100))] + (chance.happens(0.3) ? [.rate(3, after: 200)] : [])
        case ..<0.065: return [.withdraw(after: wait(0.005, 0.04, atMost: 100))]
        case ..<0.09: return [accept, .take(after: take()), .withdraw(after: wait(0.05, 0.3))]
        default: return [accept] + intake() + handling() + answer() + feedback()
        }
    }

    private mutating func intake() -> [DemoStep] {
        guard !isExpedited, promise > 1_000, chance.happens(0.05) else { return [.take(after: take())] }
        // Sent to the wrong unit first; the desk rules, the unit takes it.
        return [.sendBack(after: 60), .accept(after: 40), .take(after: 90)]
    }

    private mutating func handling() -> [DemoStep] {
        var steps: [DemoStep] = []
        if chance.happens(0.25) { steps.append(.note(after: wait(0.01, 0.03))) }
        if chance.happens(0.12) { steps.append(.companyWrites(after: wait(0.01, 0.04))) }
        if chance.happens(0.15) { steps.append(.unitWrites(after: wait(0.01, 0.03))) }
        if !isExpedited, chance.happens(0.06) {
            steps.append(.openLeg(chance.happens(0.5) ? "entry-exit" : "legal", after: wait(0.01, 0.05)))
        }
        if chance.happens(0.09) {
            steps.append(.ask(after: wait(0.01, 0.05)))
            // One in twelve forgets, and the ticket goes on without the papers.
            steps.append(chance.happens(0.08) ? .silence : .supply(after: chance.between(60...1_700)))
        }
        steps.append(.opinions(each: min(900, wait(0.08, 0.2))))
        return steps
    }

    private mutating func answer() -> [DemoStep] {
        if chance.happens(0.05) {
            return [.escalate(after: wait(0.1, 0.2)), .answer(share: chance.between(1.05...1.5))]
        }
        return [.answer(share: chance.between(0.08...0.72))]
    }

    private mutating func feedback() -> [DemoStep] {
        var steps: [DemoStep] = []
        if chance.happens(0.04) {
            steps += [.confirm(.notSolved, after: chance.between(60...600)), .answer(share: chance.between(0.2...0.6))]
        }
        if chance.happens(0.72) {
            let resolution: Resolution = chance.happens(0.9) ? .solved : .partlySolved
            steps.append(.confirm(resolution, after: chance.between(20...900)))
        } else {
            steps.append(.silence)
        }
        if chance.happens(0.74) { steps.append(.rate(stars(), after: chance.between(2...300))) }
        if chance.happens(0.025) {
            steps += [
                .reopen(after: chance.between(400...2_500)), .note(after: 60), .answer(share: 0.4),
                .confirm(.solved, after: 200), .rate(4, after: 10),
            ]
        }
        return steps
    }

    private mutating func stars() -> Int { [5, 4, 3, 2, 1][chance.place(in: [72, 19, 5, 2.5, 1.5])] }

    private mutating func take() -> Double { wait(0.01, 0.1, atMost: 200) }

    /// A share of the promise, in working minutes.
    private mutating func wait(_ least: Double, _ most: Double, atMost limit: Double = .infinity) -> Double {
        min(limit, promise * chance.between(least...most))
    }
}
