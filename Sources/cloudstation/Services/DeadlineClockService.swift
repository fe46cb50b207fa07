import Logging
import ServiceLifecycle
import Station

/// Looks every few seconds for deadlines that have passed, while no other process on the store does. A round that fails
/// is logged and tried again.
struct DeadlineClockService: Service {
    let station: Station
    let logger: Logger

    func run() async throws {
        let watch = await cancelWhenGracefulShutdown {
            var watch = DeadlineWatch(station: station)
            while !Task.isCancelled {
                do {
                    let missed = try await watch.look()
                    if missed > 0 { logger.info("deadlines missed", metadata: ["count": .stringConvertible(missed)]) }
                } catch {
                    logger.error("deadline clock failed", metadata: ["error": .string("\(error)")])
                }
                try? await Task.sleep(for: DeadlineWatch.pause)
            }
            return watch
        }
        await release(watch)
    }

    /// Another process takes over at once; if even this fails, the lease runs out by itself.
    private func release(_ watch: DeadlineWatch) async {
        var watch = watch
        do {
            try await watch.release()
        } catch {
            logger.warning("deadline clock not released", metadata: ["error": .string("\(error)")])
        }
    }
}
