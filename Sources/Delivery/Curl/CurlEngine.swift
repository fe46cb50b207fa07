import Foundation

/// Runs transfers on one thread of its own, any number at a time, over connections that are kept open.
///
/// A channel has an engine of its own, since closing a connection may make curl wait for a word of farewell (SMTP), and
/// that must hold up nobody else.
final class CurlEngine: Sendable {
    private let inbox = CurlInbox()

    /// Starts the thread. `name` shows in a debugger.
    init(name: String, limits: CurlLimits = CurlLimits(), addressGuard: AddressGuard) {
        let thread = Thread { [inbox] in CurlLoop.run(inbox, limits: limits, addressGuard: addressGuard) }
        thread.name = name
        thread.start()
    }

    deinit { inbox.close() }

    /// Runs a request to its end, within `CurlLimits`. Cancelling the task ends it early, with `stopped`.
    func perform(_ request: CurlRequest) async -> CurlResult {
        let ticket = CurlTicket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { answer in
                ticket.wait(answer)
                inbox.submit(CurlInbox.Order(request: request, ticket: ticket))
            }
        } onCancel: {
            // The flag first: whichever of order and cancellation the thread meets first, it sees it.
            ticket.cancel()
            inbox.noteCancellation()
        }
    }

    /// Ends every transfer with `stopped` and waits until the thread is gone, but no longer than `limit`.
    func shutDown(within limit: Duration = .seconds(1)) async {
        inbox.close()
        let end = ContinuousClock.now + limit
        while !inbox.isFinished, ContinuousClock.now < end {
            guard (try? await Task.sleep(for: .milliseconds(5))) != nil else { return }
        }
    }
}
