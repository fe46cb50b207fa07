import Casework

/// One thing that happens in a story, after so many working minutes of waiting.
enum DemoStep: Sendable {
    case accept(after: Double)
    case refuse(after: Double)
    case take(after: Double)
    case sendBack(after: Double)
    case openLeg(UnitID, after: Double)
    /// The assisting units give their opinions one after the other, each after this time.
    case opinions(each: Double)
    /// The first open leg only.
    case opinion(after: Double)
    case ask(after: Double)
    case supply(after: Double)
    case escalate(after: Double)
    case note(after: Double)
    case companyWrites(after: Double)
    case unitWrites(after: Double)
    /// After this share of the time that is left to the promise; above 1 is late.
    case answer(share: Double)
    case confirm(Resolution, after: Double)
    /// The company says nothing until the clock closes the ticket.
    case silence
    case rate(Int, after: Double)
    case reopen(after: Double)
    case withdraw(after: Double)
}

/// One ticket's story before it is played.
struct DemoStory: Sendable {
    let filed: DemoFiling
    let steps: [DemoStep]
}
