/// Why a spreadsheet cannot be read or written.
public enum SpreadsheetError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The program was built without the trait `Spreadsheets`.
    case notBuilt
    /// The file is none of the kind that was asked for.
    case otherKind(FileKind)
    /// A password is needed to read it.
    case encrypted
    /// Its end is missing.
    case truncated
    /// The package or a part of it (`xl/workbook.xml`) is not what the format demands.
    case damaged(part: String, reason: String)
    /// A part declares a document type or entities, which no spreadsheet does.
    case declaresEntities(part: String)
    /// More than `allowed` of something.
    case tooLarge(Measure, allowed: Int)
    /// The reading did not end in time.
    case tooSlow
    /// Text that is neither UTF-8, UTF-16 nor GB 18030.
    case encoding
    /// A quoted field that never ends, or goes on after its closing quote; `line` counts from 1.
    case quoting(line: Int)
    /// Something that no spreadsheet could hold, found before writing.
    case invalid(sheet: String, cell: CellReference?, reason: String)
    /// The file could not be written.
    case writing(reason: String)

    /// What there was too much of.
    public enum Measure: String, Sendable {
        case fileBytes, unpackedBytes, entries, cells, elements, depth, tagBytes, textLength, rows, columns
    }

    /// A sentence that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .notBuilt:
            "This program was built without spreadsheets; build it with “swift build --traits Spreadsheets” "
                + "(needs libxlsxwriter-dev and libarchive-dev), or use CSV."
        case .otherKind(let kind): "The file is \(kind.description); save it as \(kind.remedy)."
        case .encrypted: "The file is protected with a password; save it without one."
        case .truncated: "The end of the file is missing; copy or send it again."
        case .damaged(let part, let reason):
            part.isEmpty ? "The file is damaged: \(reason)." : "The file is damaged: \(part): \(reason)."
        case .declaresEntities(let part): "The file is refused: \(part) declares a document type."
        case .tooLarge(let measure, let allowed): "The file is too large: \(measure.words), at most \(allowed)."
        case .tooSlow: "The file is too large to be read in time."
        case .encoding: "The characters cannot be read; save the file as CSV UTF-8."
        case .quoting(let line): "Line \(line): a quotation mark is missing or stands in the wrong place."
        case .invalid(let sheet, let cell, let reason):
            "Sheet “\(sheet)”\(cell.map { ", cell \($0)" } ?? ""): \(reason)."
        case .writing(let reason): "The spreadsheet cannot be written: \(reason)."
        }
    }
}

extension SpreadsheetError.Measure {
    fileprivate var words: String {
        switch self {
        case .fileBytes: "bytes"
        case .unpackedBytes: "bytes when unpacked"
        case .entries: "parts"
        case .cells: "filled cells"
        case .elements: "XML elements in a part"
        case .depth: "XML elements within one another"
        case .tagBytes: "bytes in an XML tag"
        case .textLength: "characters in a cell"
        case .rows: "rows"
        case .columns: "columns"
        }
    }
}
