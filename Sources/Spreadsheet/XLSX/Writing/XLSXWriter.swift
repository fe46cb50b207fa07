#if Spreadsheets
    import CXlsxWriter
    import Foundation

    /// Writes one workbook through libxlsxwriter, which writes to files only: into a folder of its own, then removed.
    struct XLSXWriter {
        let book: UnsafeMutablePointer<lxw_workbook>
        let styles: XLSXStyles
        let strings = CStrings()

        /// `workbook` has passed its checks; nothing stays behind in `parent`.
        static func data(
            of workbook: Workbook, in parent: URL = FileManager.default.temporaryDirectory
        ) throws(SpreadsheetError) -> Data {
            let folder = try PrivateFolder(in: parent)
            defer { folder.remove() }
            let file = folder.path + "/workbook.xlsx"
            let strings = CStrings()
            var options = lxw_workbook_options()
            options.tmpdir = strings.copy(folder.path)
            guard let book = workbook_new_opt(file, &options) else { throw .writing(reason: "out of memory") }
            let writer = XLSXWriter(book: book, styles: XLSXStyles(book: book, font: workbook.font))
            let failure = writer.fill(workbook)
            // Frees the workbook as well, so it comes before any throw.
            let closing = workbook_close(book)
            if let failure { throw failure }
            try check(closing)
            do {
                return try Data(contentsOf: URL(fileURLWithPath: file))
            } catch {
                throw .writing(reason: "the file that was written cannot be read: \(error)")
            }
        }

        static func check(_ code: lxw_error) throws(SpreadsheetError) {
            guard code != LXW_NO_ERROR else { return }
            throw .writing(reason: lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)")
        }

        private func fill(_ workbook: Workbook) -> SpreadsheetError? {
            do throws(SpreadsheetError) {
                try describe(workbook.properties)
                var lists = ChoiceLists(names: workbook.sheets.map(\.name))
                for sheet in workbook.sheets { try add(sheet, &lists) }
                try add(lists)
                return nil
            } catch {
                return error
            }
        }

        private func describe(_ properties: Workbook.Properties) throws(SpreadsheetError) {
            var found = lxw_doc_properties()
            found.title = strings.copy(SheetText.storable(properties.title))
            found.author = strings.copy(SheetText.storable(properties.author))
            // 0 would mean now.
            found.created = time_t(max(1, min(properties.created.timeIntervalSince1970, 253_402_300_799)))
            try Self.check(workbook_set_properties(book, &found))
            guard !properties.language.isEmpty else { return }
            try Self.check(
                workbook_set_custom_property_string(
                    book, "Language", strings.copy(SheetText.storable(properties.language))))
        }
    }
#endif
