import AnswerSheets
import ArgumentParser
import Foundation
import HealthCheck
import Spreadsheet
import Station

/// Writes the sheet that a company fills in.
struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a self-test as a spreadsheet to fill in.",
        discussion: "Filled in, it is what `cloudstation score` reads and what the self-test's page imports.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case xlsx
        case csv
    }

    @Argument(help: ArgumentHelp("tax, supply-chain or staff.", valueName: "self-test"))
    var selfTest: String

    @Option(help: "xlsx or csv.")
    var format: Format = XLSXFile.isAvailable ? .xlsx : .csv

    @Option(help: "zh-Hans or en.")
    var language: LanguageOption = .zhHans

    @Option(help: ArgumentHelp("File to write. (default: cloudstation-SELF-TEST-VERSION.FORMAT)", valueName: "file"))
    var output: String?

    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        guard format == .csv || XLSXFile.isAvailable else {
            throw ValidationError(SpreadsheetError.notBuilt.description)
        }
        let (loaded, _) = try catalogue.load()
        guard let questionnaire = loaded.selfTest(selfTest) else {
            throw ValidationError(
                "There is no self-test “\(selfTest)”; there are \(loaded.selfTests.map(\.id).joined(separator: ", ")).")
        }
        let book = AnswerWorkbook(questionnaire, loaded.countries, SheetWords(loaded.locales, language.language))
        let data = format == .csv ? book.csv() : try book.xlsx(created: Date())
        let file = URL(fileURLWithPath: output ?? "\(book.fileName).\(format.rawValue)")
        try data.write(to: file, options: .atomic)
        FileHandle.report("Wrote \(output ?? file.lastPathComponent).")
    }
}
