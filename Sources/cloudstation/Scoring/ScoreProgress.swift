import Foundation
import Synchronization

/// Shows on standard error how many files are scored: a moving bar on a terminal, else a plain line every few seconds.
final class ScoreProgress: Sendable {
    private struct State {
        var done = 0
        var reading = ""
        var shownAt: ContinuousClock.Instant
    }

    private let total: Int
    private let start = ContinuousClock.now
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let state: Mutex<State>

    /// Columns of the bar.
    private static let width = 24

    init(total: Int) {
        self.total = total
        state = Mutex(State(shownAt: start))
    }

    /// Called as each file is opened.
    func begin(_ file: String) {
        state.withLock { $0.reading = file }
        show()
    }

    func end() { state.withLock { $0.done += 1 } }

    /// Leaves an empty line to write on.
    func finish() {
        if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }

    private func show() {
        let line = state.withLock { state -> String? in
            let now = ContinuousClock.now
            guard now - state.shownAt > (isTerminal ? .milliseconds(100) : .seconds(5)) else { return nil }
            state.shownAt = now
            return text(state, now)
        }
        guard let line else { return }
        FileHandle.standardError.write(Data((isTerminal ? "\r\u{1B}[K\(line)" : "\(line)\n").utf8))
    }

    private func text(_ state: State, _ now: ContinuousClock.Instant) -> String {
        let elapsed = (now - start).components
        let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        let rate = seconds > 0 ? Int((Double(state.done) / seconds).rounded()) : 0
        let filled = total > 0 ? Self.width * state.done / total : 0
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        return "\(isTerminal ? bar + " " : "")\(state.done)/\(total), \(rate)/s, \(state.reading)"
    }
}
