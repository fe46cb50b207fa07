#if Spreadsheets
    import Foundation
    import Spreadsheet
    import Testing

    struct ReadingTests {
        @Test("shared, inline, rich and escaped texts are read, reading aids left out")
        func texts() throws {
            let sheet = try #require(
                try WorkbookParts(
                    rows: """
                        <row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>
                        <c r='C1' t='s'><v> 2 </v></c>
                        <c r='D1' t='inlineStr'><is><t>直接</t></is></c>
                        <c r='E1' t='inlineStr'><is><r><rPr><b/></rPr><t>甲</t></r>
                        <r><t xml:space='preserve'> 乙</t></r></is></c>
                        <c r='F1' t='str'><f>A1</f><v>算_x000D_出</v></c><c r='G1' t='s'><v>3</v></c></row>
                        """,
                    texts: """
                        <si><t>甲</t></si><si><r><t>一</t></r>
                        <r><rPr/><t>&amp;二</t></r><rPh sb='0' eb='1'><t>yi</t></rPh></si>
                        <si><t><![CDATA[<!DOCTYPE x>]]></t></si><si><t/></si>
                        """
                ).sheet())
            #expect(sheet["A1"] == .text("甲"))
            #expect(sheet["B1"] == .text("一&二"))
            #expect(sheet["C1"] == .text("<!DOCTYPE x>"))
            #expect(sheet["D1"] == .text("直接"))
            #expect(sheet["E1"] == .text("甲 乙"))
            #expect(sheet["F1"] == .text("算\r出"))
            #expect(sheet["G1"] == nil)
        }

        @Test("formulas are never computed: their stored value counts, or the cell is uncomputed")
        func formulas() throws {
            let sheet = try #require(
                try WorkbookParts(
                    rows: """
                        <row><c><f>1+1</f><v>7</v></c><c><f>1+1</f></c><c><f>1+1</f><v/></c>
                        <c t='str'><f>""</f><v></v></c>
                        <c t='e'><f>1/0</f><v>#DIV/0!</v></c><c t='b'><f>TRUE()</f><v>1</v></c><c/></row>
                        """
                ).sheet())
            #expect(sheet["A1"] == .number(7))
            #expect(sheet["B1"] == .uncomputed)
            #expect(sheet["C1"] == .uncomputed)
            #expect(sheet["D1"] == .text(""))
            #expect(sheet["E1"] == .error("#DIV/0!"))
            #expect(sheet["F1"] == .boolean(true))
            #expect(sheet.cells.count == 6)
        }

        @Test("a number is a day by its style: built-in, own code, but no colour, text or unit")
        func days() throws {
            let codes = [
                "yyyy\\-mm\\-dd", "[Red]0.0", "0 \"days\"", "[h]:mm", "General", "[$-804]yyyy\"年\"m\"月\"", "0;yyyy",
            ]
            let own = codes.enumerated().map { "<numFmt numFmtId='\(164 + $0.offset)' formatCode='\($0.element)'/>" }
            let ids = [0, 14, 31, 57, 10] + codes.indices.map { 164 + $0 }
            let styles =
                "<numFmts>\(own.joined())</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
                + "<cellXfs>\(ids.map { "<xf numFmtId='\($0)'/>" }.joined())</cellXfs>"
            let cells = ids.indices.map { "<c s='\($0)'><v>46082</v></c>" }.joined() + "<c s='99'><v>1</v></c>"
            let row = try #require(
                try WorkbookParts(rows: "<row>\(cells)</row>", styles: styles.replacing("\"", with: "&quot;")).sheet())
            let isDay = ids.indices.map { index in
                if case .day? = row[row: 0, column: index] { true } else { false }
            }
            #expect(isDay == [false, true, true, true, false, true, false, false, true, false, true, false])
        }

        @Test("days of a workbook that counts from 1904 are the same days")
        func from1904() throws {
            let sheet = try #require(
                try WorkbookParts(
                    rows: "<row><c s='0'><v>44620</v></c><c t='d'><v>2026-03-01</v></c></row>",
                    styles: "<cellXfs><xf numFmtId='14'/></cellXfs>", book: "<workbookPr date1904='1'/>"
                ).sheet())
            #expect(sheet["A1"]?.text == "2026-03-01")
            #expect(sheet["A1"] == sheet["B1"])
        }

        @Test("prefixes, missing references, links and extensions do not matter")
        func tolerant() throws {
            let parts = WorkbookParts().with(
                "xl/worksheets/sheet1.xml",
                """
                \u{FEFF}<?xml version='1.0' encoding='utf-8' standalone='yes'?>
                <!-- ' > --><x:worksheet xmlns:x='\(WorkbookParts.main)'>
                <x:dimension ref='A1:XFD1048576'/><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>
                <x:c r='D1'><x:v>2</x:v></x:c>
                <x:c><x:v>3</x:v></x:c></x:row><x:row r='9'/><x:row><x:c a='>'><x:v>4</x:v></x:c></x:row></x:sheetData>
                <x:extLst><x:ext><y><z><c><v>5</v></c></z></y></x:ext></x:extLst></x:worksheet>
                """)
            let sheet = try #require(try parts.sheet())
            #expect(sheet.cells.count == 4)
            #expect(sheet["A1"] == .number(1))
            #expect(sheet["D1"] == .number(2))
            #expect(sheet["E1"] == .number(3))
            #expect(sheet["A10"] == .number(4))
            #expect(sheet.filledRows == [0, 9])
        }

        @Test("names of parts may differ in case, and deflated parts read like stored ones")
        func packages() throws {
            let parts = WorkbookParts(rows: "<row><c><v>1</v></c></row>")
            var upper = parts.zip
            for index in upper.entries.indices { upper.entries[index].name = upper.entries[index].name.uppercased() }
            let expected = try parts.read()
            #expect(try XLSXFile.read(upper.data) == expected)
            #expect(try XLSXFile.read(parts.deflated) == expected)
            #expect(try XLSXFile.read((Data([0]) + parts.data).dropFirst()) == expected)
        }
    }
#endif
