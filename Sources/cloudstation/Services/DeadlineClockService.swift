import Logging
import ServiceLifecycle
import Station

/// Looks every few seconds for deadlines that have passed. A round that fails is logged and tried again.
struct DeadlineClockService: Service {
    let station: Station
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let missed = try await station.runDeadlineClock()
                    if missed > 0 { logger.info("deadlines missed", metadata: ["count": .stringConvertible(missed)]) }
                } catch {
                    logger.error("deadline clock failed", metadata: ["error": .string("\(error)")])
                }
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }
}
