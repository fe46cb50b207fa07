#if !Spreadsheets
    import Foundation
    import Spreadsheet
    import Testing

    struct NotBuiltTests {
        @Test("without the trait, workbooks are refused with how to build them")
        func refused() {
            let created = Date(timeIntervalSince1970: 1)
            let properties = Workbook.Properties(title: "", author: "", language: "", created: created)
            #expect(!XLSXFile.isAvailable)
            #expect(throws: SpreadsheetError.notBuilt) {
                try XLSXFile.data(of: Workbook(sheets: [Sheet(name: "a")], properties: properties))
            }
            #expect(throws: SpreadsheetError.notBuilt) { try XLSXFile.read(Data()) }
            #expect(SpreadsheetError.notBuilt.description.contains("swift build --traits Spreadsheets"))
        }
    }
#endif
