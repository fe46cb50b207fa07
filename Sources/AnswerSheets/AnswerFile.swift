public import Foundation
public import HealthCheck
public import Spreadsheet
public import Station

/// What an answer sheet that came in holds, as answers to the current version. Nothing is stored by reading it.
public struct AnswerFile: Sendable {
    /// The version the sheet was made for.
    public let version: String
    /// Whether that is an older version, whose answers were carried over.
    public let isCarriedOver: Bool
    /// As written on the sheet; empty where it says nothing.
    public let company: String
    /// The day the sheet says its answers are given for.
    public let answeredOn: AnswerDay?
    /// By question id; those that do not fit are there as they were typed.
    public let answers: [String: AnswerValue]
    /// Where each answer stands.
    public let places: [String: SheetPlace]
    /// From top to bottom.
    public let problems: [SheetProblem]
    /// Answers of an older version that are asked for no more.
    public let dropped: [DroppedAnswer]
    /// Answered, but not asked under the other answers; in the order of the questionnaire.
    public let notAsked: [String]

    /// How large a file may be, and how much work it may make.
    public static var limits: SpreadsheetLimits {
        var limits = SpreadsheetLimits.standard
        limits.fileBytes = 5 << 20
        limits.unpackedBytes = 32 << 20
        limits.cells = 50_000
        limits.elements = 1_000_000
        return limits
    }

    /// Reads `data`, XLSX or CSV by its content, as answers to `questionnaire`.
    ///
    /// `context` gives the day that dates count to where the sheet says none. Throws only where the whole file is not to
    /// be used; what is wrong with single cells is in `problems`.
    public init(
        _ data: Data, for questionnaire: Questionnaire, in catalogue: StationCatalogue, _ context: AnswerContext,
        limits: SpreadsheetLimits = AnswerFile.limits
    ) throws(AnswerFileError) {
        let words = SheetWords(catalogue.locales, .zhHans)
        let clock = WorkClock(limits)
        let sheets = try Self.sheets(data, limits)
        let raw = try Self.inTime { () throws(SpreadsheetError) in try RawAnswers(sheets, words, clock) }
        guard raw.hasTable else { throw .foreign }
        let selfTest = raw.facts[.selfTest]?.value.text ?? questionnaire.id
        guard selfTest == questionnaire.id else { throw .otherSelfTest(String(selfTest.prefix(60))) }
        let asked = try Self.version(raw, questionnaire, catalogue)
        var reading = AnswerReading(asked, raw, words, context.countries)
        try Self.inTime { () throws(SpreadsheetError) in try reading.read(clock) }
        let day = raw.facts[.answeredOn].flatMap { $0.value.text }.flatMap { AnswerDay(typed: $0) }
        if day == nil, let entry = raw.facts[.answeredOn], let text = entry.value.text {
            reading.add(.notDay, at: entry.place, question: "", typed: text)
        }
        let carried = CarriedAnswers(reading, from: asked, to: questionnaire, catalogue)
        let context = AnswerContext(day: day ?? context.day, countries: context.countries)
        version = asked.version
        isCarriedOver = asked.version != questionnaire.version
        company = String((raw.facts[.company]?.value.text ?? "").prefix(200))
        answeredOn = day
        answers = carried.answers
        places = carried.places
        dropped = carried.dropped
        problems = carried.problems(in: context)
        let hidden = AnswerSheet(fitting: carried.answers, for: questionnaire, in: context).hidden
        notAsked = questionnaire.questions.map(\.id).filter { hidden.contains($0) && carried.answers[$0] != nil }
    }

    private static func inTime<Value>(
        _ work: () throws(SpreadsheetError) -> Value
    ) throws(AnswerFileError) -> Value {
        do { return try work() } catch { throw .unreadable(error) }
    }

    /// Whether these bytes are text: then they are CSV, else only a workbook can be meant.
    private static func sheets(
        _ data: Data, _ limits: SpreadsheetLimits
    ) throws(AnswerFileError) -> [SheetContent] {
        do {
            guard data.count <= limits.fileBytes else {
                throw SpreadsheetError.tooLarge(.fileBytes, allowed: limits.fileBytes)
            }
            switch FileKind(data) {
            case .text: return [try CSVTable.read(data, limits: limits)]
            case .archive: return try XLSXFile.read(data, limits: limits)
            case .unknown:
                // A text in GB 18030 has bytes that look like nothing; every other unknown file has a NUL.
                guard !data.contains(0) else { throw SpreadsheetError.otherKind(.unknown) }
                return [try CSVTable.read(data, limits: limits)]
            case let kind: throw SpreadsheetError.otherKind(kind)
            }
        } catch let error as SpreadsheetError {
            throw .unreadable(error)
        } catch {
            throw .unreadable(.encoding)
        }
    }

    /// The version a sheet was made for: by its content hash, else by its name; without either the current one.
    private static func version(
        _ raw: RawAnswers, _ questionnaire: Questionnaire, _ catalogue: StationCatalogue
    ) throws(AnswerFileError) -> Questionnaire {
        let versions = [questionnaire] + (catalogue.pastVersions[questionnaire.id] ?? []).reversed()
        let hash = raw.facts[.contentHash]?.value.text
        if let hash, let found = versions.first(where: { $0.contentHash == hash }) { return found }
        guard let name = raw.facts[.version]?.value.text else { return questionnaire }
        guard let found = versions.first(where: { $0.version == name }) else {
            throw .unknownVersion(String(name.prefix(60)))
        }
        return found
    }
}
