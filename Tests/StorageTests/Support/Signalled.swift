import Dispatch
import Foundation

extension DispatchSemaphore {
    /// Waits on a thread of its own, so that no other test stands still.
    func signalled() async {
        await withCheckedContinuation { continuation in
            Thread {
                self.wait()
                continuation.resume()
            }.start()
        }
    }
}
