import ArgumentParser
import Casework
import Foundation
import HealthCheck
import Station
import Web

/// Accounts, managed by whoever holds the database.
struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add, disable or reset accounts.", subcommands: [Add.self, Disable.self, Reset.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account.",
            discussion: "The password is read from CLOUDSTATION_PASSWORD, else from one line of standard input.")

        @Argument(help: "What is typed at sign-in.")
        var login: String

        @Option(help: "Name people see.")
        var name: String

        @Option(help: "company, liaison, unit, expert, manager, administrator or auditor; may be repeated.")
        var role: [String]

        @Option(help: "Unit of a unit officer.")
        var unit: String?

        @Option(help: "Credit code of a company's staff.")
        var company: String?

        @Option(help: "Mail address for notices.")
        var email: String

        @OptionGroup var store: StoreOptions
        @OptionGroup var catalogue: CatalogueOptions

        func run() async throws {
            let roles = try role.map { name in
                guard let role = Role(rawValue: name) else {
                    throw ValidationError(
                        "There is no role “\(name)”; there are \(Role.allCases.map(\.rawValue).joined(separator: ", "))."
                    )
                }
                return role
            }
            let code: CreditCode?
            do {
                code = try company.map { try CreditCode($0) }
            } catch let mistake as CreditCode.Mistake {
                throw ValidationError("--company is not a credit code: \(mistake).")
            }
            try await UserCommands.run(store, catalogue) { station in
                try await station.addAccount(
                    NewAccount(
                        login: login, displayName: name, roles: Set(roles), unit: unit.map(UnitID.init(rawValue:)),
                        company: code, email: email, password: try UserCommands.password()),
                    hashing: ScryptHasher())
            }
            print("Added \(login).")
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Disable an account and end its sessions.")

        @Argument(help: "What is typed at sign-in.")
        var login: String

        @OptionGroup var store: StoreOptions
        @OptionGroup var catalogue: CatalogueOptions

        func run() async throws {
            try await UserCommands.run(store, catalogue) { station in try await station.disableAccount(login) }
            print("Disabled \(login).")
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a new password, enable the account and end its sessions.",
            discussion: "The password is read from CLOUDSTATION_PASSWORD, else from one line of standard input.")

        @Argument(help: "What is typed at sign-in.")
        var login: String

        @OptionGroup var store: StoreOptions
        @OptionGroup var catalogue: CatalogueOptions

        func run() async throws {
            try await UserCommands.run(store, catalogue) { station in
                try await station.resetPassword(login, to: try UserCommands.password(), hashing: ScryptHasher())
            }
            print("Reset \(login).")
        }
    }
}

/// What the account commands share.
enum UserCommands {
    /// Runs `work` with the station; a use case's refusal becomes sentences and status 1.
    static func run(
        _ store: StoreOptions, _ catalogue: CatalogueOptions, _ work: (Station) async throws -> Void
    ) async throws {
        let (loaded, _) = try catalogue.load()
        try await store.using { store in
            let station = Station(catalogue: loaded, database: store, settings: StationSettings(baseURL: ""))
            try await telling(station) { try await work(station) }
        }
    }

    static func password() throws -> String {
        if let given = Settings().string("password") { return given }
        FileHandle.report("Password (at least \(NewAccount.passwordMinimum) characters):")
        guard let line = readLine(strippingNewline: true), !line.isEmpty else {
            throw ValidationError("No password was given.")
        }
        return line
    }

    private static func telling(_ station: Station, _ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch StationError.invalid(let problems) {
            for problem in problems {
                FileHandle.report("error: \(problem.pointer.dropFirst()): \(station.text(problem, .en))")
            }
            throw ExitCode.failure
        } catch StationError.notFound {
            FileHandle.report("error: there is no such account.")
            throw ExitCode.failure
        }
    }
}
