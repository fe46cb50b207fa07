import ArgumentParser
import Foundation
import Spreadsheet
import Station
import Storage

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
            let list: CompanyList
            do {
                list = try CompanyList(try Data(contentsOf: URL(fileURLWithPath: file)))
            } catch SpreadsheetError.quoting(let line) {
                FileHandle.report(
                    "\(file):\(line): error: a quotation mark is missing or stands in the wrong place")
                throw ExitCode.failure
            } catch {
                throw ValidationError("\(file) cannot be read as CSV: \(error)")
            }
            for problem in list.problems { FileHandle.report("\(file):\(problem.line): error: \(problem.text)") }
            guard list.problems.isEmpty else { throw ExitCode.failure }
            let found = list.companies
            try await store.using { store in
                try await store.write { tx in
                    for company in found { try tx.companies.save(company) }
                }
            }
            print("\(found.count) companies.")
        }
    }
}
