import ArgumentParser
import Catalogue
import Delivery
import Foundation
import HealthCheck
import Hummingbird
import Logging
import ServiceLifecycle
import Station
import Storage
import Web

/// Runs the station: pages, API, outbox worker and deadline clock in one process.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the station.")

    @Option(help: ArgumentHelp("Address to listen on. (default: 127.0.0.1)", valueName: "host"))
    var host: String?

    @Option(help: ArgumentHelp("Port to listen on. (default: 8080)", valueName: "port"))
    var port: Int?

    @OptionGroup var store: StoreOptions
    @OptionGroup var catalogue: CatalogueOptions

    @Option(help: ArgumentHelp("Folder with report templates. (default: Reports)", valueName: "dir"))
    var reports: String?

    @Option(
        name: .customLong("base-url"),
        help: ArgumentHelp("Where people reach the station. (default: http://HOST:PORT)", valueName: "url"))
    var baseURL: String?

    @Flag(help: "Fill an empty store with fictional companies and accounts; loopback only.")
    var demo = false

    func run() async throws {
        let settings = Settings()
        let host = host ?? settings.string("host") ?? "127.0.0.1"
        let port = port ?? settings.int("port") ?? 8080
        let isDemo = demo || settings.isOn("demo", else: false)
        guard !isDemo || ["127.0.0.1", "::1", "localhost"].contains(host) else {
            throw ValidationError("--demo serves on loopback only: its passwords are public.")
        }
        let (catalogue, diagnostics) = try catalogue.load()
        for diagnostic in diagnostics { FileHandle.report(diagnostic.description) }
        guard isDemo || catalogue.drafts.isEmpty else {
            for id in catalogue.drafts.sorted() {
                let version = catalogue.selfTest(id)?.version ?? ""
                FileHandle.report("error: version \(version) of “\(id)” is not published: cloudstation publish \(id)")
            }
            FileHandle.report("Companies answer published versions only; to look at drafts use cloudstation preview.")
            throw ExitCode.failure
        }
        let store = try await store.open()
        let address = baseURL ?? settings.string("base-url") ?? "http://\(host):\(port)"
        for warning in store.warnings { FileHandle.report("warning: \(warning)") }
        let signal = OutboxSignal()
        let station = Station(
            catalogue: catalogue, database: store,
            settings: StationSettings(baseURL: address, sendsSMS: settings.string("sms-url") != nil),
            scanner: try scanner(settings))
        let hasher = ScryptHasher()
        try await station.adoptRouting()
        if isDemo { try await fill(station, hasher, address) }
        try await station.catchUp()
        let logger = Self.logger(settings)
        let worker = try OutboxWorker(
            database: store, configuration: try delivery(settings, address, catalogue, isDemo: isDemo), signal: signal,
            followUp: station, logger: logger)
        let router = try WebFace.router(
            station: station,
            configuration: WebConfiguration(
                baseURL: address, reportTemplates: reportTemplates(settings),
                demoAccounts: isDemo ? DemoAccounts.shown : [], gatewayToken: settings.string("gateway-token")),
            hashing: hasher, logger: logger)
        var app = Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { _ in FileHandle.report("助企云站 CloudStation: \(address)") }, logger: logger)
        app.addServices(
            worker, OutboxBell(changes: store.changes(), signal: signal),
            DeadlineClockService(station: station, logger: logger), CohortService(station: station, logger: logger),
            RetestReminderService(station: station, logger: logger),
            QuarantineService(station: station, logger: logger),
            AppointmentService(station: station, logger: logger), StoreWatch(store: store))
        try await app.runService()
        await store.close()
    }

    /// ClamAV, where `CLOUDSTATION_CLAMD` says where it listens.
    private func scanner(_ settings: Settings) throws -> ClamdScanner? {
        guard let text = settings.string("clamd") else { return nil }
        guard let address = ClamdAddress(text) else {
            throw ValidationError("CLOUDSTATION_CLAMD: “\(text)” is neither unix:/PATH nor tcp:HOST:PORT.")
        }
        return ClamdScanner(address)
    }

    private func reportTemplates(_ settings: Settings) -> URL {
        URL(fileURLWithPath: reports ?? settings.string("reports") ?? "Reports").appendingPathComponent("templates")
    }

    private func fill(_ station: Station, _ hasher: ScryptHasher, _ address: String) async throws {
        if try await DemoStation(station: station, hashing: hasher).fill() {
            FileHandle.report("Demonstration data is in place.")
        }
        FileHandle.report("Accounts: \(DemoAccounts.shown.map(\.login).joined(separator: ", "))")
        FileHandle.report("Password of all of them: \(DemoAccounts.password)")
    }

    private static func logger(_ settings: Settings) -> Logger {
        var logger = Logger(label: "cloudstation")
        logger.logLevel = settings.string("log-level").flatMap(Logger.Level.init(rawValue:)) ?? .warning
        return logger
    }

    /// A demonstration without a mail server puts its mails into a folder, where a newcomer can open them.
    private func delivery(
        _ settings: Settings, _ address: String, _ catalogue: StationCatalogue, isDemo: Bool
    ) throws -> DeliveryConfiguration {
        let outbox = store.folder.appendingPathComponent("mail", isDirectory: true).absoluteString
        let url = settings.string("mail-url") ?? (isDemo ? outbox : nil)
        let mail = url.map { url in
            DeliveryConfiguration.Mail(
                url: url, user: settings.string("mail-user"), password: settings.string("mail-password"),
                from: settings.string("mail-from") ?? "station@station.example",
                name: settings.string("mail-name") ?? "助企云站", demandsTLS: settings.isOn("mail-tls", else: true))
        }
        let networks = settings.string("allowed-networks") ?? (isDemo ? "127.0.0.0/8" : "")
        var configuration = DeliveryConfiguration(
            mail: mail,
            allowedNetworks: try networks.split(separator: ",").map { text in
                guard let network = AllowedNetwork(text.trimmingCharacters(in: .whitespaces)) else {
                    throw ValidationError(
                        "CLOUDSTATION_ALLOWED_NETWORKS: “\(text)” is no network such as 10.20.0.0/16.")
                }
                return network
            },
            stationURL: address, authorities: settings.string("authorities"))
        configuration.robots = ChatSettings.robots(catalogue.noticeTable.robots, settings)
        configuration.smsSignature = settings.string("sms-signature") ?? ""
        configuration.smsGateways = try ChatSettings.gateways(settings)
        return configuration
    }
}
