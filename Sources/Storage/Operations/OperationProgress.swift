/// How far an operation over a whole store has come, for whoever waits for it.
public struct OperationProgress: Hashable, Sendable {
    /// Takes each step as it is done; what it throws ends the operation where it can be taken up again.
    public typealias Report = @Sendable (OperationProgress) throws -> Void

    /// What `done` and `total` count.
    public enum Unit: String, Hashable, Sendable {
        case rows
        case pages
        case bytes
    }

    /// A table's name, or what is being done.
    public let subject: String
    public let unit: Unit
    public let done: Int
    /// Nil while nobody knows.
    public let total: Int?
    /// Units per second since this process began with the subject.
    public let perSecond: Double

    /// Whether the subject is done.
    public var isComplete: Bool { total.map { done >= $0 } ?? false }
}

/// Measures one subject's progress.
struct ProgressMeter {
    let subject: String
    let unit: OperationProgress.Unit
    /// What was done before this process began.
    var earlier = 0
    private let start = ContinuousClock.now

    init(_ subject: String, _ unit: OperationProgress.Unit, earlier: Int = 0) {
        self.subject = subject
        self.unit = unit
        self.earlier = earlier
    }

    func progress(_ done: Int, of total: Int?) -> OperationProgress {
        let elapsed = start.duration(to: .now)
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        return OperationProgress(
            subject: subject, unit: unit, done: done, total: total,
            perSecond: seconds > 0 ? Double(done - earlier) / seconds : 0)
    }
}
