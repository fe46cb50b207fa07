import Logging
import ServiceLifecycle
import Station

/// Looks every minute for companies that are to be reminded of a self-test. A round that fails is logged and tried again.
struct RetestReminderService: Service {
    let station: Station
    let logger: Logger

    /// How often to look: a reminder names a day, not a minute.
    private static let pause: Duration = .seconds(60)

    func run() async throws {
        let holder = station.ambient.randomBytes(16).hexadecimal
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let sent = try await station.remindOfRetests(holder: holder)
                    if sent > 0 { logger.info("retests reminded", metadata: ["count": .stringConvertible(sent)]) }
                } catch {
                    logger.error("retest reminders failed", metadata: ["error": .string("\(error)")])
                }
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}
