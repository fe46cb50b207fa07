import Logging
import ServiceLifecycle
import Station

/// Refreshes with whom companies are compared, once a day, while no other process on the store does. A refresh that fails
/// is logged and tried again.
struct CohortService: Service {
    let station: Station
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            let watch = CohortWatch(station: station)
            while !Task.isCancelled {
                do {
                    if let count = try await watch.look() {
                        logger.info("cohorts refreshed", metadata: ["scores": .stringConvertible(count)])
                    }
                } catch {
                    logger.error("cohorts not refreshed", metadata: ["error": .string("\(error)")])
                }
                try? await Task.sleep(for: CohortWatch.pause)
            }
        }
    }
}
