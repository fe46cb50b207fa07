import Logging
import ServiceLifecycle
import Station

/// Asks the virus scanner again about files it has not answered for. A round that fails is logged and tried again.
struct QuarantineService: Service {
    let station: Station
    let logger: Logger
    var pause: Duration = .seconds(10)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let round = try await station.lookAtWaitingFiles()
                    if round.settled > 0 {
                        logger.info("files scanned", metadata: ["count": .stringConvertible(round.settled)])
                    }
                    if let failure = round.failure {
                        logger.warning("files wait for the scanner", metadata: ["reason": .string("\(failure)")])
                    }
                } catch {
                    logger.error("files not scanned", metadata: ["error": .string("\(error)")])
                }
                try? await Task.sleep(for: pause)
            }
        }
    }
}
