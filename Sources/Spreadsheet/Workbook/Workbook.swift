public import Foundation

/// What a spreadsheet file is to hold; `XLSXFile.data(of:)` writes it.
public struct Workbook: Sendable, Equatable {
    /// At least one; names differ whatever their case.
    public var sheets: [Sheet]
    public var properties: Properties
    /// The font of every cell. Where it is absent, spreadsheets take one that has the characters.
    public var font: String

    public init(sheets: [Sheet], properties: Properties, font: String = "Microsoft YaHei") {
        self.sheets = sheets
        self.properties = properties
        self.font = font
    }

    /// What the file says of itself.
    public struct Properties: Sendable, Equatable {
        public var title: String
        public var author: String
        /// BCP 47, `zh-Hans`.
        public var language: String
        /// Stands in the file to the second; the same workbook with the same instant gives the same bytes.
        public var created: Date

        public init(title: String, author: String, language: String, created: Date) {
            self.title = title
            self.author = author
            self.language = language
            self.created = created
        }
    }
}
