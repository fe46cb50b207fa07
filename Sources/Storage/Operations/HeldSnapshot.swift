import Dispatch
import Station
import Synchronization

/// One reading transaction that answers several questions, so that all the answers are of the same moment.
///
/// The transaction's own thread waits between two questions; the asking tasks do not block.
final class HeldSnapshot: Sendable {
    private struct Question: Sendable {
        let answer: @Sendable (any SQLConnection) -> Void
        let refuse: @Sendable (any Error) -> Void
    }

    private struct State {
        var questions: [Question] = []
        var hasBegun = false
        /// Why no question is answered any more.
        var end: (any Error)?
    }

    private let state = Mutex(State())
    private let asked = DispatchSemaphore(value: 0)

    private init() {}

    /// Runs `body` with a snapshot of `engine` that ends when `body` does.
    static func over<Value: Sendable>(
        _ engine: any SQLEngine, _ body: @Sendable (HeldSnapshot) async throws -> Value
    ) async throws -> Value {
        let snapshot = HeldSnapshot()
        async let held: Void = snapshot.hold(engine)
        do {
            let value = try await body(snapshot)
            snapshot.end(StoreError.unavailable("the snapshot has ended"))
            await held
            return value
        } catch {
            snapshot.end(error)
            await held
            throw error
        }
    }

    /// Runs `body` over the snapshot, after the questions before it.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let question = Question(
                answer: { connection in continuation.resume(with: Result { try body(connection) }) },
                refuse: { continuation.resume(throwing: $0) })
            let end = state.withLock { state in
                if state.end == nil { state.questions.append(question) }
                return state.end
            }
            if let end { question.refuse(end) } else { asked.signal() }
        }
    }

    private func hold(_ engine: any SQLEngine) async {
        do {
            try await engine.transaction(.reading) { [self] connection in
                // Begun anew by the engine it would be another moment.
                let isSecond = state.withLock { state in
                    defer { state.hasBegun = true }
                    return state.hasBegun
                }
                guard !isSecond else { throw StoreError.unavailable("the connection was lost in the middle") }
                while let question = next() { question.answer(connection) }
            }
        } catch {
            end(error)
        }
    }

    /// Waits for a question; nil when there will be none.
    private func next() -> Question? {
        asked.wait()
        return state.withLock { $0.questions.isEmpty ? nil : $0.questions.removeFirst() }
    }

    private func end(_ reason: any Error) {
        let left = state.withLock { state in
            state.end = state.end ?? reason
            defer { state.questions = [] }
            return state.questions
        }
        for question in left { question.refuse(reason) }
        asked.signal()
    }
}
