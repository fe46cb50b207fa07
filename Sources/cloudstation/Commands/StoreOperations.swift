import ArgumentParser
import Foundation
import Storage
import Synchronization

/// What the commands over a whole store share.
enum StoreOperations {
    /// Runs a step; an error goes to standard error and ends the command: status 1 where a file or store holds what it
    /// should not, status 2 where a store or file cannot be used.
    static func telling<Value>(_ step: () async throws(OperationError) -> Value) async throws -> Value {
        do {
            return try await step()
        } catch {
            FileHandle.report("error: \(error)")
            throw ExitCode(error.isAboutContent ? 1 : 2)
        }
    }

    /// `1 table`, `2 tables`
    static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}

/// Shows on standard error how far an operation has come: a moving line on a terminal, else a line for each subject that
/// is done.
final class ProgressLine: Sendable {
    private struct State {
        var shownAt: ContinuousClock.Instant?
        var subject = ""
        var isDone = true
    }

    private let state = Mutex(State())
    private let isTerminal = isatty(STDERR_FILENO) == 1
    /// Whether subjects that are done stay on the screen and are told where there is none.
    private let keepsSubjects: Bool

    init(keepsSubjects: Bool = false) { self.keepsSubjects = keepsSubjects }

    var report: OperationProgress.Report { { [self] progress in show(progress) } }

    /// Leaves an empty line to write on.
    func end() {
        if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }

    private func show(_ progress: OperationProgress) {
        let isDue = state.withLock { state in
            let now = ContinuousClock.now
            let isNew = state.subject != progress.subject || state.isDone
            // Some subjects tell their end twice.
            if isNew, state.subject == progress.subject, progress.isComplete { return false }
            let isDue = isNew || progress.isComplete || state.shownAt.map { now - $0 > .milliseconds(100) } ?? true
            if isDue { state = State(shownAt: now, subject: progress.subject, isDone: progress.isComplete) }
            return isDue
        }
        guard isDue else { return }
        let stays = keepsSubjects && progress.isComplete
        if isTerminal {
            FileHandle.standardError.write(Data("\r\u{1B}[K\(Self.text(progress))\(stays ? "\n" : "")".utf8))
        } else if stays {
            FileHandle.report(Self.text(progress))
        }
    }

    private static func text(_ progress: OperationProgress) -> String {
        let total = progress.total.map { progress.isComplete ? "" : " of \($0)" } ?? ""
        let rate = progress.perSecond > 0 ? ", \(Int(progress.perSecond.rounded())) \(progress.unit.rawValue)/s" : ""
        return "\(progress.subject): \(progress.done)\(total) \(progress.unit.rawValue)\(rate)"
    }
}
