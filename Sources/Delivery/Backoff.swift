/// When to try again: a table, so that it can be read.
struct Backoff: Sendable {
    /// Waits after the first, second, … failed attempt, before jitter.
    let waits: [Duration]
    /// Each wait is changed by up to this share, up or down, evenly over the whole of it, so that what failed together does
    /// not return together; why not from zero stands in decision 025.
    let jitter: Double

    /// Thirteen attempts over 94 h 42 min; with all the jitter against us still more than 75 h.
    static let standard = Backoff(
        waits: [
            .seconds(5), .seconds(30), .seconds(2 * 60), .seconds(10 * 60), .seconds(30 * 60),
            .seconds(1 * 3600), .seconds(2 * 3600), .seconds(5 * 3600), .seconds(10 * 3600),
            .seconds(16 * 3600), .seconds(24 * 3600), .seconds(36 * 3600),
        ],
        jitter: 0.2)

    /// The wait after attempt number `attempt` (from 1), in seconds; nil when there is no further attempt. `random` is in 0..<1.
    func wait(after attempt: Int, random: Double) -> Double? {
        guard attempt >= 1, attempt <= waits.count else { return nil }
        let share = 1 + jitter * (2 * min(max(random, 0), 1) - 1)
        return waits[attempt - 1] / .seconds(1) * share
    }
}
