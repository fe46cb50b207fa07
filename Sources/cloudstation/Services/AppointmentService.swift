import Logging
import ServiceLifecycle
import Station

/// Looks every half minute for visits to remind of, offers that ran out and waiting lists whose day is over.
struct AppointmentService: Service {
    let station: Station
    let logger: Logger

    private static let pause: Duration = .seconds(30)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    _ = try await station.runAppointmentClock()
                } catch {
                    logger.error("appointment clock failed", metadata: ["error": .string("\(error)")])
                }
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}
