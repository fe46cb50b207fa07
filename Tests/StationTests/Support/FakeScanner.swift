import Foundation
import Station
import Synchronization

/// A scanner that says what a test wants.
final class FakeScanner: VirusScanner {
    private let answer: Mutex<Result<ScanVerdict, ScanFailure>>
    private let count = Mutex(0)

    init(_ answer: Result<ScanVerdict, ScanFailure> = .success(.clean)) { self.answer = Mutex(answer) }

    var asked: Int { count.withLock { $0 } }

    func say(_ next: Result<ScanVerdict, ScanFailure>) { answer.withLock { $0 = next } }

    func scan(_ bytes: Data) async throws(ScanFailure) -> ScanVerdict {
        count.withLock { $0 += 1 }
        return try answer.withLock { $0 }.get()
    }
}
