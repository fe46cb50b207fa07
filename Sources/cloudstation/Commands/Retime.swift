import ArgumentParser
import Casework
import Foundation
import HealthCheck
import Station
import Storage
import Web

/// Changed presets and promises, applied to the tickets that are open.
struct Retime: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Count the running deadlines of open tickets anew by today's presets and promises.",
        discussion: """
            Without --apply it changes nothing, says what would move and works beside a running station.

            With --apply every ticket that would move is counted anew, each by itself with its own event; the company \
            and the unit that leads are told. The store must not be in use by a running station; there use its page \
            /retiming. Interrupted, the same command goes on with what is left. Exit 1 if a ticket could not be \
            counted anew.
            """)

    @Flag(help: "Count anew; otherwise only say what would move.")
    var apply = false

    @Option(help: "With --apply: who says so, the login of a liaison officer or manager.")
    var by: String?

    @Option(help: "With --apply: why; the company reads it.")
    var reason: String?

    @Option(
        name: .customLong("base-url"),
        help: ArgumentHelp("With --apply: where people reach the station; messages link to it.", valueName: "url"))
    var baseURL: String?

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @OptionGroup var store: StoreOptions
    @OptionGroup var catalogue: CatalogueOptions

    private var address: String? { baseURL ?? Settings().string("base-url") }

    func validate() throws {
        guard apply else {
            if by != nil || reason != nil { throw ValidationError("--by and --reason are for --apply.") }
            return
        }
        for (option, value) in [("--by", by), ("--reason", reason), ("--base-url", address)] where value == nil {
            throw ValidationError("--apply needs \(option).")
        }
    }

    func run() async throws {
        let (loaded, _) = try catalogue.load()
        let dates = DateText(loaded.policy.calendar, .en)
        if apply {
            try await count(loaded, dates)
        } else {
            try await look(loaded, dates)
        }
    }

    private func look(_ catalogue: StationCatalogue, _ dates: DateText) async throws {
        let isText = format == .text
        let found = try await store.using(readOnly: true) { store in
            try await Station(catalogue: catalogue, database: store, settings: StationSettings(baseURL: ""))
                .retiming { looked in if isText { FileHandle.report("\(looked) looked at") } }
        }
        print(isText ? RetimeText(dates).preview(found) : StationJSON.text(RetimingJSON(found, dates)))
    }

    private func count(_ catalogue: StationCatalogue, _ dates: DateText) async throws {
        let (login, reason, isText) = (by ?? "", reason ?? "", format == .text)
        let settings = StationSettings(baseURL: address ?? "")
        let result = try await store.using { store in
            let station = Station(catalogue: catalogue, database: store, settings: settings)
            let account = try await store.read { tx in try tx.accounts.account(login: login.lowercased()) }
            guard let account, !account.isDisabled else { throw ValidationError("There is no account “\(login)”.") }
            let text = RetimeText(dates)
            var rows: [RetimedRow] = []
            do {
                let counts = try await station.retimeAll(
                    reason: reason, by: Principal(account),
                    progress: { looked in if isText { FileHandle.report("\(looked) looked at") } },
                    each: { outcome, before in
                        let row = RetimedRow(outcome, before, dates) { station.sentence(of: $0) }
                        if isText { print(text.line(row)) } else { rows.append(row) }
                    })
                return RetimedJSON(moved: counts.moved, refused: counts.refused, items: rows)
            } catch StationError.invalid(let problems) {
                for problem in problems { FileHandle.report("error: --reason: \(station.text(problem, .en))") }
                throw ExitCode.failure
            } catch StationError.notForRole {
                throw ValidationError("“\(login)” is neither liaison officer nor manager.")
            }
        }
        print(
            isText
                ? "\(StoreOperations.count(result.moved, "ticket")) counted anew, \(result.refused) could not be"
                : StationJSON.text(result))
        guard result.refused == 0 else { throw ExitCode.failure }
    }
}

extension Station {
    /// Why a ticket could not be counted anew.
    fileprivate func sentence(of error: StationError) -> String {
        guard case .invalid(let problems) = error else { return "\(error)" }
        return problems.map { text($0, .en) }.joined(separator: "; ")
    }
}
