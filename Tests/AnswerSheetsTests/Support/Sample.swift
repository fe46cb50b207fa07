import AnswerSheets
import Casework
import Catalogue
import Foundation
import HealthCheck
import Spreadsheet
import Station
import Testing

/// The station's own self-tests and their worked examples, as sheets.
enum Sample {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Questionnaires").standardizedFileURL

    static let loader = CatalogueLoader(folder: folder, today: CivilDay(number: 20_779), runExamples: false)

    private static let loaded: StationCatalogue? = loader.load().catalogue

    static func catalogue() throws -> StationCatalogue { try #require(loaded) }

    static func test(_ id: String) throws -> Questionnaire { try #require(try catalogue().selfTest(id)) }

    /// 2026-11-22, the day the examples are given for.
    static func context() throws -> AnswerContext {
        AnswerContext(day: try #require(AnswerDay("2026-11-22")), countries: try catalogue().countries)
    }

    /// Every worked example of a self-test's current version.
    static func examples(_ id: String) throws -> [[String: AnswerValue]] {
        let examples = folder.appending(path: "self-tests/\(id)/examples")
        return try FileManager.default.contentsOfDirectory(atPath: examples.path).sorted().map {
            try #require(loader.readAnswers(examples.appending(path: $0)).value).answers
        }
    }

    static func words(_ language: Language = .zhHans) throws -> SheetWords {
        SheetWords(try catalogue().locales, language)
    }

    static func book(
        _ questionnaire: Questionnaire, _ answers: [String: AnswerValue] = [:], _ language: Language = .zhHans
    ) throws -> AnswerWorkbook {
        AnswerWorkbook(questionnaire, try catalogue().countries, try words(language), answers: answers)
    }

    static func read(_ data: Data, _ questionnaire: Questionnaire) throws -> AnswerFile {
        try AnswerFile(data, for: questionnaire, in: try catalogue(), try context())
    }

    /// A table of ids and answers, nothing else.
    static func table(_ rows: [[String]]) -> Data { Data(CSVTable.text([["题号", "回答"]] + rows).utf8) }

    /// A version of a self-test that was published before.
    static func past(_ id: String) throws -> Questionnaire { try #require(try catalogue().pastVersions[id]?.last) }
}
