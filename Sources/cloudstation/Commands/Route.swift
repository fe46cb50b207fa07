import ArgumentParser
import Casework
import Catalogue
import Foundation
import HealthCheck
import Station

/// Says where a ticket would go, by which rule, by when, and why; stores nothing.
struct Route: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say where a ticket would go, by when, and why.")

    @Argument(help: ArgumentHelp("YAML file with a map `ticket:`.", valueName: "ticket.yaml"))
    var ticket: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @Flag(help: "Decide by the edition in force in the store instead of the file; works beside a running station.")
    var inForce = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        let (loaded, _) = try catalogue.load()
        let outcome = catalogue.loader.readTicket(URL(fileURLWithPath: ticket), in: loaded)
        for diagnostic in outcome.diagnostics { FileHandle.report(diagnostic.description) }
        guard let facts = outcome.value, let matter = loaded.matter(facts.matter) else { throw ExitCode.failure }
        let result = RouteResult(facts, matter, inForce ? try await rulesInForce(loaded) : loaded.rules, loaded)
        print(format == .json ? StationJSON.text(result) : result.text(loaded))
    }

    private func rulesInForce(_ catalogue: StationCatalogue) async throws -> RoutingInForce {
        try await store.using(readOnly: true) { store in
            try await Station(catalogue: catalogue, database: store, settings: StationSettings(baseURL: ""))
                .rulesInForce()
        }
    }
}

/// A routing decision as programs read it.
struct RouteResult: Encodable {
    let rule: String
    let reason: LocalizedText?
    let lead: String
    let assisting: [String]
    let urgency: String
    let matched: [String]
    let acceptanceDue: String
    let promiseDue: String
    /// The promised date lies in a year whose holidays are not announced yet.
    let provisional: Bool
    /// The edition that decided, and what it calls itself; nil where a file did.
    let edition: Int?
    let version: String?

    init(
        _ facts: RoutingExample.TicketFacts, _ matter: Matter, _ rules: RoutingInForce, _ catalogue: StationCatalogue
    ) {
        let decision = rules.table.decide(
            facts.routingFacts(
                matterUnit: matter.unit, catalogue.countries, offset: catalogue.policy.calendar.utcOffset))
        let policy = catalogue.policy
        let dates = DateText(policy.calendar, .zhHans)
        let promise = policy.calendar.date(
            adding: policy.handling(promise: matter.promise, urgency: decision.urgency), to: facts.filedAt)
        rule = decision.rule
        reason = rules.reasons[decision.rule]
        lead = decision.lead.rawValue
        assisting = decision.assisting.map(\.rawValue)
        urgency = decision.urgency.rawValue
        matched = decision.matched
        acceptanceDue = dates.rfc3339(
            policy.calendar.date(adding: policy.acceptance(urgency: decision.urgency), to: facts.filedAt))
        promiseDue = dates.rfc3339(promise)
        provisional = policy.calendar.isProvisional(promise)
        edition = rules.edition
        version = rules.edition.map { _ in rules.version }
    }

    func text(_ catalogue: StationCatalogue) -> String {
        func name(_ id: String) -> String { catalogue.unit(UnitID(rawValue: id))?.name.zhHans ?? id }
        var lines = ["\(rule) → \(name(lead))"]
        if !assisting.isEmpty { lines.append("协办：\(assisting.map(name).joined(separator: "、"))") }
        if let reason { lines.append(reason.zhHans) }
        if !matched.isEmpty { lines.append("命中：\(matched.joined(separator: "、"))") }
        lines.append("受理时限 \(acceptanceDue)")
        lines.append("承诺答复 \(promiseDue)\(provisional ? "（暂定）" : "")")
        if let edition, let version { lines.append("规则 第 \(edition) 版（\(version)）") }
        return lines.joined(separator: "\n")
    }
}
