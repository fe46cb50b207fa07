/// Lets so many in at a time and the others wait in line.
actor Turns {
    private var free: Int
    private let maxWaiting: Int
    private var line: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    private var nextID = 0

    /// `count` turns, for which at most `waiting` wait.
    init(_ count: Int, waiting: Int) {
        free = count
        maxWaiting = waiting
    }

    /// Returns when it is the caller's turn, which is to be given back; throws `.busy` if the line is full and
    /// `.cancelled` if the task is cancelled before.
    func take() async throws(PDFProblem) {
        if Task.isCancelled { throw .cancelled }
        if free > 0 {
            free -= 1
            return
        }
        guard line.count < maxWaiting else { throw .busy }
        nextID += 1
        let id = nextID
        let isTaken = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(returning: false)
                } else {
                    line.append((id, continuation))
                }
            }
        } onCancel: {
            Task { await leave(id) }
        }
        guard isTaken else { throw .cancelled }
    }

    /// Hands the turn to whoever waits longest.
    func giveBack() {
        if line.isEmpty {
            free += 1
        } else {
            line.removeFirst().continuation.resume(returning: true)
        }
    }

    private func leave(_ id: Int) {
        guard let place = line.firstIndex(where: { $0.id == id }) else { return }
        line.remove(at: place).continuation.resume(returning: false)
    }
}
