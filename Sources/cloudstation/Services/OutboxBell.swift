import Delivery
import ServiceLifecycle
import Station

/// Wakes the outbox worker when any node has committed something to send.
struct OutboxBell: Service {
    let changes: AsyncStream<StationChange>
    let signal: OutboxSignal

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await change in changes where change == .outbox { signal.ring() }
        }
    }
}
