#if Spreadsheets
    import Foundation
    import Spreadsheet

    /// The parts of a small workbook as XML, each of which a test can replace by something else.
    struct WorkbookParts {
        static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

        var parts: [(name: String, text: String)]

        /// One sheet with these rows, and shared texts.
        init(rows: String = "", texts: String = "<si><t>甲</t></si>", styles: String = "", book: String = "") {
            parts = [
                ("[Content_Types].xml", "<Types/>"),
                ("_rels/.rels", Self.links([("a", "officeDocument", "xl/workbook.xml")])),
                (
                    "xl/workbook.xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<workbook xmlns='\(Self.main)' xmlns:r='\(Self.office)'>\(book)"
                        + "<sheets><sheet name='答卷' sheetId='1' r:id='s1'/></sheets></workbook>"
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    Self.links([
                        ("s1", "worksheet", "worksheets/sheet1.xml"), ("t", "sharedStrings", "/xl/sharedStrings.xml"),
                        ("y", "styles", "../xl/styles.xml"),
                    ])
                ),
                ("xl/sharedStrings.xml", "<sst xmlns='\(Self.main)'>\(texts)</sst>"),
                ("xl/styles.xml", "<styleSheet xmlns='\(Self.main)'>\(styles)</styleSheet>"),
                (
                    "xl/worksheets/sheet1.xml",
                    "<worksheet xmlns='\(Self.main)'><sheetData>\(rows)</sheetData></worksheet>"
                ),
            ]
        }

        /// A part of relationships: id, kind, target.
        static func links(_ links: [(String, String, String)]) -> String {
            let found = links.map { "<Relationship Id='\($0.0)' Type='\(office)/\($0.1)' Target='\($0.2)'/>" }
            return "<Relationships>\(found.joined())</Relationships>"
        }

        /// Replaces a part, or adds it.
        func with(_ name: String, _ text: String) -> WorkbookParts {
            var copy = self
            copy.parts.removeAll { $0.name == name }
            copy.parts.append((name, text))
            return copy
        }

        func without(_ name: String) -> WorkbookParts {
            var copy = self
            copy.parts.removeAll { $0.name == name }
            return copy
        }

        var zip: ZIPFile { ZIPFile(parts.map { ($0.name, $0.text) }) }
        var data: Data { zip.data }
        var deflated: Data { ZIPFile.deflated(parts.map { ($0.name, Data($0.text.utf8)) }) }

        func read() throws(SpreadsheetError) -> [SheetContent] { try XLSXFile.read(data) }
        func sheet() throws -> SheetContent? { try read().first }
    }
#endif
