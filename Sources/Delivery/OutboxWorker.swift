public import Foundation
public import Logging
public import ServiceLifecycle
public import Station

/// Sends what the outbox holds: each message at least once, each destination apart from the others.
///
/// A turn of the loop is one transaction that records what finished and leases what is due; sending happens outside of
/// it. Slow sends stay in flight while further turns go on. On graceful shutdown nothing new is leased; what is not
/// finished in time keeps its lease, which runs out, and is sent again by whoever works then.
public struct OutboxWorker: Service {
    let database: any StationDatabase
    let channels: [OutboxMessage.Channel: any Channel]
    let signal: OutboxSignal
    let pace: Pace
    let followUp: (any DeliveryFollowUp)?
    let logger: Logger
    let now: @Sendable () -> Date
    let newID: @Sendable () -> String
    let random: @Sendable () -> Double

    /// The limits of the loop.
    struct Pace: Sendable {
        var backoff = Backoff.standard
        /// Between two looks at the outbox when nobody rings.
        var poll: Duration = .milliseconds(500)
        /// Longer than any attempt (`CurlLimits.total`) and its recording.
        var lease: TimeInterval = 60
        /// Between two looks at a message whose channel is not set up.
        var unequipped: TimeInterval = 600
        /// All lanes together; each has its own width (`DeliveryLane`).
        var inFlight = 256
        /// How long a graceful shutdown waits for what is in flight; the whole stays under ten seconds.
        var farewell: Duration = .seconds(8)
    }

    /// Makes the worker with its channels. `signal` is rung after every transaction that adds a message; `followUp` acts
    /// on what did not arrive; `newID` gives unguessable ids. Throws when the settings make no sense.
    public init(
        database: any StationDatabase, configuration: DeliveryConfiguration, signal: OutboxSignal,
        followUp: (any DeliveryFollowUp)? = nil,
        logger: Logger = Logger(label: "cloudstation.delivery"),
        now: @escaping @Sendable () -> Date = { Date() },
        newID: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() }
    ) throws(DeliveryConfiguration.Mistake) {
        let sender = configuration.stationURL
        guard sender.hasPrefix("http"), sender.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw .stationURL(sender)
        }
        var limits = CurlLimits()
        limits.authorities = configuration.authorities
        let guarding = AddressGuard(allowed: configuration.allowedNetworks)
        let webhooks = CurlEngine(name: "webhooks", limits: limits, addressGuard: guarding)
        var channels: [OutboxMessage.Channel: any Channel] = [
            .webhook: WebhookChannel(
                database: database, engine: webhooks, sender: sender, now: now)
        ]
        if let mail = configuration.mail {
            limits.connectionsPerHost = 8
            let engine = CurlEngine(name: "mails", limits: limits, addressGuard: guarding)
            channels[.mail] = try MailChannel(mail, engine: engine)
        }
        for (channel, dialect) in Self.dialects {
            let robots = configuration.robots.filter { $0.value.channel == channel }
            guard !robots.isEmpty else { continue }
            let engine = CurlEngine(name: channel.rawValue, limits: limits, addressGuard: guarding)
            channels[channel] = RobotChannel(dialect: dialect, robots: robots, engine: engine, now: now)
        }
        if !configuration.smsGateways.isEmpty {
            let engine = CurlEngine(name: "sms", limits: limits, addressGuard: guarding)
            channels[.sms] = SMSChannel(
                gateways: configuration.smsGateways, signature: configuration.smsSignature, engine: engine, now: now)
        }
        self.init(
            database: database, channels: channels, signal: signal, pace: Pace(), followUp: followUp,
            logger: logger, now: now, newID: newID, random: { Double.random(in: 0..<1) })
    }

    /// How the robots of each chat service are spoken to.
    private static let dialects: [OutboxMessage.Channel: any RobotDialect] = [
        .dingtalk: DingTalkDialect(), .wecom: WeComDialect(), .feishu: FeishuDialect(),
    ]

    init(
        database: any StationDatabase, channels: [OutboxMessage.Channel: any Channel], signal: OutboxSignal,
        pace: Pace, followUp: (any DeliveryFollowUp)? = nil, logger: Logger, now: @escaping @Sendable () -> Date,
        newID: @escaping @Sendable () -> String,
        random: @escaping @Sendable () -> Double
    ) {
        self.database = database
        self.channels = channels
        self.signal = signal
        self.pace = pace
        self.followUp = followUp
        self.logger = logger
        self.now = now
        self.newID = newID
        self.random = random
    }

    /// Works until shut down or cancelled. Store errors are logged and tried again, never thrown. Run it once.
    public func run() async throws {
        let finished = FinishedSends(signal)
        var round = OutboxRound()
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { [signal, pace] in
                    while (try? await Task.sleep(for: pace.poll)) != nil { signal.ring() }
                }
                while !Task.isShuttingDownGracefully, !Task.isCancelled {
                    for leased in await turn(&round, finished, isLeasing: true) {
                        group.addTask { finished.add(await attempt(leased)) }
                    }
                    await signal.wait()
                }
                let end = ContinuousClock.now + pace.farewell
                while round.inFlight > 0, !Task.isCancelled, ContinuousClock.now < end {
                    _ = await turn(&round, finished, isLeasing: false)
                    if round.inFlight > 0 { await signal.wait() }
                }
                group.cancelAll()
            }
            _ = await turn(&round, finished, isLeasing: false)
            for channel in channels.values { await channel.shutDown() }
        } onGracefulShutdown: {
            signal.ring()
        }
        logger.info("outbox worker ended", metadata: ["unfinished": "\(round.abandoned)"])
    }
}
