#if Spreadsheets
    import CXlsxWriter

    extension XLSXWriter {
        func add(_ sheet: Sheet, _ lists: inout ChoiceLists) throws(SpreadsheetError) {
            guard let target = workbook_add_worksheet(book, sheet.name) else {
                throw .writing(reason: "sheet “\(sheet.name)” was refused")
            }
            try layOut(sheet, target)
            for (row, cells) in sheet.rows.enumerated() {
                for (column, cell) in cells.enumerated() {
                    try Self.check(write(cell, target, lxw_row_t(row), lxw_col_t(column)))
                }
            }
            for rule in sheet.rules { try add(rule, target, &lists) }
            if sheet.isProtected {
                var allowed = lxw_protection()
                allowed.format_columns = 1
                allowed.format_rows = 1
                worksheet_protect(target, nil, &allowed)
            }
        }

        private func layOut(
            _ sheet: Sheet, _ target: UnsafeMutablePointer<lxw_worksheet>
        ) throws(SpreadsheetError) {
            let plain = styles.format(Cell())
            for (column, width) in sheet.columns.enumerated() {
                let column = lxw_col_t(column)
                try Self.check(worksheet_set_column(target, column, column, width, plain))
            }
            if sheet.frozenRows > 0 { worksheet_freeze_panes(target, lxw_row_t(sheet.frozenRows), 0) }
            if sheet.repeatedRows > 0 {
                try Self.check(worksheet_repeat_rows(target, 0, lxw_row_t(sheet.repeatedRows - 1)))
            }
            switch sheet.orientation {
            case .portrait: worksheet_set_portrait(target)
            case .landscape: worksheet_set_landscape(target)
            }
            worksheet_set_paper(target, 9)  // A4
            worksheet_fit_to_pages(target, 1, 0)
            try Self.check(worksheet_set_footer(target, "&C&P / &N"))
        }

        private func write(
            _ cell: Cell, _ target: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t
        ) -> lxw_error {
            let format = styles.format(cell)
            switch cell.value {
            case .empty: return worksheet_write_blank(target, row, column, format)
            // An empty string needs a style to be written at all.
            case .text(""): return worksheet_write_blank(target, row, column, format)
            case .text(let text): return worksheet_write_string(target, row, column, SheetText.escaped(text), format)
            case .number(let number): return worksheet_write_number(target, row, column, number, format)
            case .day(let date):
                let serial = SerialDay(date)?.serial.rounded(.down) ?? 0
                return worksheet_write_number(target, row, column, serial, format)
            case .boolean(let value): return worksheet_write_boolean(target, row, column, value ? 1 : 0, format)
            }
        }
    }
#endif
