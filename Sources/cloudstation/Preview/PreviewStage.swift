import Catalogue
import Foundation
import HealthCheck
import Hummingbird
import Logging
import Station
import Storage
import Synchronization
import Web

/// The pages of a preview as the files now are; after a mistake as they were before it.
final class PreviewStage: Sendable {
    typealias Respond = @Sendable (Request, StationContext) async throws -> Response

    private struct State {
        /// How often the files were read.
        var generation = 0
        var findings = PreviewFindings(errors: [], warnings: [])
        /// Nil until the content was once without a mistake.
        var respond: Respond?
        /// Of the invented company's session.
        var token: String?
    }

    private let folder: URL
    private let store: any OpenedStore
    private let address: String
    private let templates: URL
    private let logger: Logger
    private let state = Mutex(State())

    /// Longer than anybody edits.
    private static let sessionLength: TimeInterval = 30 * 86_400

    init(folder: URL, store: any OpenedStore, address: String, templates: URL, logger: Logger) {
        self.folder = folder
        self.store = store
        self.address = address
        self.templates = templates
        self.logger = logger
    }

    /// What is wrong with the files as they now are.
    var findings: PreviewFindings { state.withLock(\.findings) }

    /// Answers with the last content that was without a mistake; nil while there was none.
    var respond: Respond? { state.withLock(\.respond) }

    /// Reads the files anew. Examples that come out otherwise are told, but keep nothing from being shown.
    func reload() async {
        let outcome = CatalogueLoader(folder: folder, today: CatalogueOptions.today, runExamples: false).load()
        var diagnostics = outcome.diagnostics
        if let catalogue = outcome.catalogue {
            diagnostics += ExampleRunner(folder: folder, catalogue: catalogue).run()
            do {
                let respond = try await pages(catalogue)
                state.withLock { $0.respond = respond }
            } catch {
                diagnostics.append(
                    Diagnostic(
                        severity: .error, file: templates.lastPathComponent, line: 1, column: 1, message: "\(error)"))
            }
        }
        let findings = PreviewFindings(
            errors: diagnostics.filter { $0.severity == .error }.map(\.description),
            warnings: diagnostics.filter { $0.severity == .warning }.map(\.description))
        state.withLock {
            $0.findings = findings
            $0.generation += 1
        }
        for error in findings.errors { FileHandle.report(error) }
    }

    private func pages(_ catalogue: StationCatalogue) async throws -> Respond {
        let station = Station(
            catalogue: catalogue, database: store,
            settings: StationSettings(baseURL: address, sessionLength: Self.sessionLength))
        let token = try await signIn(station)
        let preview = PreviewMode(
            token: token, generation: { [self] in state.withLock(\.generation) }, findings: { [self] in findings })
        let router = try WebFace.router(
            station: station,
            configuration: WebConfiguration(
                baseURL: address, reportTemplates: templates, heartbeat: .milliseconds(700), preview: preview),
            hashing: ScryptHasher(), logger: logger)
        let responder = router.buildResponder()
        return { try await responder.respond(to: $0, context: $1) }
    }

    /// The session of an invented company's only account, made once.
    private func signIn(_ station: Station) async throws -> String {
        if let token = state.withLock(\.token) { return token }
        let company = try DemoCompanies.all()[0]
        let hasher = ScryptHasher()
        let password = UUID().uuidString
        let account = Account(
            id: station.ambient.newID(), login: "preview", displayName: company.contactName, roles: [.company],
            unit: nil, company: company.code, email: company.contactEmail, language: .zhHans,
            passwordHash: try await hasher.hash(password), isDisabled: false)
        try await store.write { tx in
            try tx.companies.save(company)
            try tx.accounts.add(account)
        }
        let session = try await station.signIn(
            login: account.login, password: password, address: "127.0.0.1", hashing: hasher)
        state.withLock { $0.token = session.token }
        return session.token
    }
}
