public import Foundation

/// What a file is by its first bytes, whatever its name says.
public enum FileKind: String, Sendable, CustomStringConvertible {
    case empty
    /// A ZIP archive: XLSX, but also many other things.
    case archive
    /// OpenDocument (`.ods`).
    case openDocument
    /// Excel's binary workbook (`.xlsb`).
    case binaryWorkbook
    /// A compound file: Excel up to 2003 (`.xls`), or a workbook behind a password.
    case compound
    case pdf, html, xml, text, unknown

    /// Looks at the first bytes only; `openDocument` and `binaryWorkbook` show as `archive` here.
    public init(_ data: Data) {
        let start = data.prefix(4096)
        let words = start.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }.prefix(14)
        let lower = String(decoding: words, as: UTF8.self).lowercased()
        if start.isEmpty {
            self = .empty
        } else if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .archive
        } else if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = .compound
        } else if lower.hasPrefix("%pdf-") {
            self = .pdf
        } else if lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html") {
            self = .html
        } else if lower.hasPrefix("<?xml") {
            self = .xml
        } else if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
            || start.allSatisfy({ $0 >= 0x20 || (0x09...0x0D).contains($0) })
        {
            self = .text
        } else {
            self = .unknown
        }
    }

    /// In a sentence: “The file is …”.
    public var description: String {
        switch self {
        case .empty: "empty"
        case .archive: "a ZIP archive, but no XLSX workbook"
        case .openDocument: "an OpenDocument file"
        case .binaryWorkbook: "a binary workbook (.xlsb)"
        case .compound: "a workbook of the old format (.xls)"
        case .pdf: "a PDF document"
        case .html: "a web page"
        case .xml: "an XML file"
        case .text: "a text file, perhaps CSV"
        case .unknown: "of an unknown kind"
        }
    }

    /// In a sentence: “save it as …”.
    var remedy: String { self == .text ? "XLSX, or hand it in as CSV" : "XLSX (Excel workbook) or CSV UTF-8" }
}
