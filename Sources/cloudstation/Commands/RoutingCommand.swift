import ArgumentParser
import Casework
import Catalogue
import Foundation
import HealthCheck
import Station
import Storage
import Web

/// The editions of the routing rules in a store.
struct RoutingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routing", abstract: "Try, publish and list versions of the routing rules.",
        subcommands: [List.self, Try.self, Publish.self])

    /// Which edition was in force when.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which editions there are and which is in force; works beside a running station.")

        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (editions, inForce) = try await store.using(readOnly: true) { store in
                try await store.read { tx in (try tx.routing.editions(limit: 1000), try tx.routing.numberInForce()) }
            }
            for edition in editions {
                let mark = edition.number == inForce ? "*" : " "
                print(
                    "\(mark) \(edition.number)  \(edition.content.version)  \(edition.contentHash.prefix(12))  "
                        + "\(edition.broughtBy)  \(edition.note)")
            }
        }
    }

    /// Dry run of a file.
    struct Try: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what a version of the rules would change for the tickets of the last days.",
            discussion: "Changes nothing and works beside a running station. Exit 1 if the version has errors.")

        @Argument(help: ArgumentHelp("The rules, as Questionnaires/station/routing.yaml.", valueName: "file.yaml"))
        var file: String

        @Option(help: "Days to look back.")
        var days = Station.trialDays

        @Option(help: "text or json.")
        var format: OutputFormat = .text

        @OptionGroup var store: StoreOptions
        @OptionGroup var catalogue: CatalogueOptions

        func run() async throws {
            let (catalogue, _) = try catalogue.load()
            let content = try RoutingFileArgument(file).content(catalogue)
            let (days, isText) = (days, format == .text)
            let trial = try await store.using(readOnly: true) { store in
                try await Station(catalogue: catalogue, database: store, settings: StationSettings(baseURL: ""))
                    .tryRouting(content, days: days) { done, total in
                        guard isText, done % 1000 == 0 || done == total else { return }
                        FileHandle.report("\(done)/\(total)")
                    }
            }
            let dates = DateText(catalogue.policy.calendar, .zhHans)
            print(isText ? Self.text(trial, catalogue) : StationJSON.text(RoutingTrialJSON(trial, dates)))
        }

        static func text(_ trial: RoutingTrial, _ catalogue: StationCatalogue) -> String {
            func name(_ unit: UnitID) -> String { catalogue.unit(unit)?.shortName.zhHans ?? unit.rawValue }
            let found = trial.comparison
            var lines = ["\(found.changed) of \(found.looked) tickets would go another way"]
            lines += found.moves.map { "\(name($0.from)) → \(name($0.to))  \($0.count)" }
            lines += found.named.map { change in
                "\(change.ticket)  \(change.before.rule) \(name(change.before.lead)) → "
                    + "\(change.after.rule) \(name(change.after.lead))  \(change.after.matched.joined(separator: ", "))"
            }
            return lines.joined(separator: "\n")
        }
    }

    /// Brings a version into force.
    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring a version of the rules into force, or an earlier edition again.",
            discussion: """
                Writes to the store, which must not be in use by a running station; there use its page /routing or its API.
                """)

        @Argument(help: ArgumentHelp("A file, or the number of an edition.", valueName: "file.yaml|number"))
        var version: String

        @Option(help: "Who publishes it: the login of an administrator or liaison officer.")
        var by: String

        @Option(help: "Why.")
        var reason: String

        @OptionGroup var store: StoreOptions
        @OptionGroup var catalogue: CatalogueOptions

        func run() async throws {
            let (catalogue, _) = try catalogue.load()
            let source = Int(version) == nil ? try RoutingFileArgument(version).checked(catalogue) : nil
            let (version, login, reason) = (version, by, reason)
            let done = try await store.using { store in
                let station = Station(catalogue: catalogue, database: store, settings: StationSettings(baseURL: ""))
                let account = try await store.read { tx in try tx.accounts.account(login: login.lowercased()) }
                guard let account, !account.isDisabled else {
                    throw ValidationError("There is no account “\(login)”.")
                }
                let principal = Principal(account)
                do {
                    var number = Int(version) ?? 0
                    if let source {
                        number = try await station.bringRouting(source, note: reason, by: principal).number
                    }
                    return try await station.publishRouting(number, reason: reason, by: principal)
                } catch StationError.invalid(let problems) {
                    for problem in problems { FileHandle.report("error: \(station.text(problem, .en))") }
                    throw ExitCode.failure
                } catch StationError.notForRole {
                    throw ValidationError("“\(login)” is neither administrator nor liaison officer.")
                } catch StationError.notFound {
                    throw ValidationError("There is no edition \(version).")
                }
            }
            print("edition \(done.edition) is in force")
        }
    }
}

/// A file of rules on the command line; its mistakes go to standard error by line.
private struct RoutingFileArgument {
    let path: String

    init(_ path: String) { self.path = path }

    func content(_ catalogue: StationCatalogue) throws -> RoutingContent {
        let reading = catalogue.routingReader.read(try text())
        for finding in reading.findings {
            let hint = finding.hint.map { "\n    hint: \($0)" } ?? ""
            let severity = finding.isError ? "error" : "warning"
            FileHandle.report("\(path):\(finding.line):\(finding.column): \(severity): \(finding.message)\(hint)")
        }
        guard let content = reading.content else { throw ExitCode.failure }
        return content
    }

    /// The text, once it is known to have no mistakes.
    func checked(_ catalogue: StationCatalogue) throws -> String {
        _ = try content(catalogue)
        return try text()
    }

    private func text() throws -> String {
        do {
            return try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        } catch {
            throw ValidationError("\(path) cannot be read.")
        }
    }
}
