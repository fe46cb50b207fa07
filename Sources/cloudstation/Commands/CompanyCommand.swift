import ArgumentParser
import Casework
import Foundation
import HealthCheck
import Station
import Storage
import SwiftCSV

/// Companies, brought in from a list.
struct CompanyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "company", abstract: "Bring in companies.", subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add or replace companies from a CSV file, all rows or none.",
            discussion: """
                The first row names the columns: code, name, industry, size, contactName, contactPhone, contactEmail \
                and optionally language (zh-Hans or en) and affiliation (the group it belongs to).
                """)

        @Argument(help: ArgumentHelp("CSV file, UTF-8.", valueName: "file.csv"))
        var file: String

        @OptionGroup var store: StoreOptions

        func run() async throws {
            let rows: [[String: String]]
            do {
                rows = try NamedCSV(url: URL(fileURLWithPath: file)).rows
            } catch {
                throw ValidationError("\(file) cannot be read as CSV: \(error).")
            }
            var companies: [Company] = []
            var problems: [String] = []
            for (index, row) in rows.enumerated() {
                do {
                    companies.append(try CompanyRow(row).company())
                } catch let problem as CompanyRow.Problem {
                    problems.append("\(file):\(index + 2): error: \(problem)")
                }
            }
            for problem in problems { FileHandle.report(problem) }
            guard problems.isEmpty else { throw ExitCode.failure }
            let found = companies
            try await store.using { store in
                try await store.write { tx in
                    for company in found { try tx.companies.save(company) }
                }
            }
            print("\(found.count) companies.")
        }
    }
}

/// One row of the list, checked.
struct CompanyRow {
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    let row: [String: String]

    init(_ row: [String: String]) { self.row = row }

    func company() throws -> Company {
        let code: CreditCode
        do {
            code = try CreditCode(try value("code"))
        } catch let mistake as CreditCode.Mistake {
            throw Problem(description: "code: \(mistake)")
        }
        return Company(
            code: code, name: try value("name"), industry: try value("industry", among: Company.industries),
            size: try value("size", among: ["small", "medium", "large"]), contactName: try value("contactName"),
            contactPhone: try value("contactPhone"), contactEmail: try value("contactEmail"),
            language: try language(), affiliation: row["affiliation"]?.trimmingCharacters(in: .whitespaces) ?? "")
    }

    private func language() throws -> Language {
        guard let text = row["language"], !text.trimmingCharacters(in: .whitespaces).isEmpty else { return .zhHans }
        return Language(rawValue: try value("language", among: Language.allCases.map(\.rawValue))) ?? .zhHans
    }

    private func value(_ name: String) throws -> String {
        guard let value = row[name]?.trimmingCharacters(in: .whitespaces), !value.isEmpty else {
            throw Problem(description: "\(name) is missing")
        }
        return value
    }

    private func value(_ name: String, among values: [String]) throws -> String {
        let value = try value(name)
        guard values.contains(value) else {
            throw Problem(description: "\(name) is “\(value)”, not one of \(values.joined(separator: ", "))")
        }
        return value
    }
}
