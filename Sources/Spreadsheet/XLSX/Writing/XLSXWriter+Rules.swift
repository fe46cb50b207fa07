#if Spreadsheets
    import CXlsxWriter

    extension XLSXWriter {
        func add(
            _ rule: CellRule, _ target: UnsafeMutablePointer<lxw_worksheet>, _ lists: inout ChoiceLists
        ) throws(SpreadsheetError) {
            var validation = lxw_data_validation()
            validation.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
            if rule.isAdvice { validation.show_error = UInt8(LXW_VALIDATION_OFF.rawValue) }
            validation.input_title = clipped(rule.promptTitle, 32)
            validation.input_message = clipped(rule.prompt, 255)
            validation.error_title = clipped(rule.errorTitle, 32)
            validation.error_message = clipped(rule.error, 255)
            var inline: [UnsafeMutablePointer<CChar>?] = []
            switch rule.allowed {
            case .choices(let choices) where ChoiceLists.fitsCell(choices):
                validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
                inline = choices.map { strings.copy(SheetText.storable($0)) } + [nil]
            case .choices(let choices):
                validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
                validation.value_formula = strings.copy(try lists.formula(choices))
            case .number(let range):
                validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
                validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
                validation.minimum_number = range.lowerBound
                validation.maximum_number = range.upperBound
            case .day:
                validation.validate = UInt8(LXW_VALIDATION_TYPE_DATE_NUMBER.rawValue)
                validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
                validation.minimum_number = SerialDay.range.lowerBound
                validation.maximum_number = SerialDay.range.upperBound - 1
            }
            let code = inline.withUnsafeMutableBufferPointer { list in
                if rule.allowed.isInline { validation.value_list = list.baseAddress }
                return worksheet_data_validation_range(
                    target, lxw_row_t(rule.range.first.row), lxw_col_t(rule.range.first.column),
                    lxw_row_t(rule.range.last.row), lxw_col_t(rule.range.last.column), &validation)
            }
            try Self.check(code)
        }

        /// The choices that no cell could hold, a column each, on a hidden sheet behind the others.
        func add(_ lists: ChoiceLists) throws(SpreadsheetError) {
            guard !lists.columns.isEmpty else { return }
            guard let target = workbook_add_worksheet(book, lists.name) else {
                throw .writing(reason: "the sheet of choices was refused")
            }
            let format = styles.format(Cell())
            for (column, choices) in lists.columns.enumerated() {
                for (row, choice) in choices.enumerated() {
                    let text = SheetText.escaped(choice)
                    try Self.check(
                        worksheet_write_string(target, lxw_row_t(row), lxw_col_t(column), text, format))
                }
            }
            worksheet_hide(target)
        }

        /// Nil for an empty text. Counts UTF-16, as Excel does.
        private func clipped(_ text: String, _ length: Int) -> UnsafeMutablePointer<CChar>? {
            guard !text.isEmpty else { return nil }
            var kept = SheetText.storable(text)
            if kept.utf16.count > length {
                while kept.utf16.count > length - 1 { kept.removeLast() }
                kept += "…"
            }
            return strings.copy(kept)
        }
    }

    extension CellRule.Allowed {
        fileprivate var isInline: Bool {
            if case .choices(let choices) = self { ChoiceLists.fitsCell(choices) } else { false }
        }
    }
#endif
