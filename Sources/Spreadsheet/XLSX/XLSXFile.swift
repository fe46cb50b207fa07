public import Foundation

/// Workbooks as Office Open XML (`.xlsx`, ECMA-376); needs the trait `Spreadsheets`.
public enum XLSXFile {
    #if Spreadsheets
        /// Whether this program can read and write workbooks.
        public static let isAvailable = true
    #else
        /// Whether this program can read and write workbooks.
        public static let isAvailable = false
    #endif

    /// The workbook as a file; the same workbook gives the same bytes.
    ///
    /// Text is never a formula. Characters that XML cannot hold become U+FFFD.
    /// Throws `invalid` with sheet and cell for what no spreadsheet can hold, `writing`, or `notBuilt`.
    public static func data(of workbook: Workbook) throws(SpreadsheetError) -> Data {
        #if Spreadsheets
            try workbook.check()
            return try XLSXWriter.data(of: workbook)
        #else
            throw .notBuilt
        #endif
    }

    /// The sheets in their order, hidden ones too, without charts.
    ///
    /// Safe on hostile files: nothing is written to disk, no formula computed, no entity resolved, no link followed;
    /// time and memory are bounded by `limits`. Of a formula the value that the file holds is taken.
    public static func read(
        _ data: Data, limits: SpreadsheetLimits = .standard
    ) throws(SpreadsheetError) -> [SheetContent] {
        #if Spreadsheets
            return try XLSXReader(data, limits).sheets()
        #else
            throw .notBuilt
        #endif
    }
}
