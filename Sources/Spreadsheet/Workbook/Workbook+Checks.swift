extension Workbook {
    /// Throws `invalid` with the place of the first thing that no spreadsheet could hold.
    func check() throws(SpreadsheetError) {
        guard !sheets.isEmpty else { throw .invalid(sheet: "", cell: nil, reason: "a workbook needs a sheet") }
        var names: Set<String> = []
        for sheet in sheets {
            if let reason = sheet.nameFault { throw .invalid(sheet: sheet.name, cell: nil, reason: reason) }
            guard names.insert(sheet.name.lowercased()).inserted else {
                throw .invalid(sheet: sheet.name, cell: nil, reason: "two sheets have this name")
            }
            try sheet.check()
        }
    }
}

extension Sheet {
    fileprivate var nameFault: String? {
        if name.isEmpty || name.utf16.count > 31 { return "a sheet's name has 1 to 31 characters" }
        if name.unicodeScalars.contains(where: {
            "[]:*?/\\".unicodeScalars.contains($0) || $0.value < 0x20 || [0xFFFE, 0xFFFF].contains($0.value)
        }) {
            return "a sheet's name has none of [ ] : * ? / \\"
        }
        if name.lowercased() == "history" { return "Excel keeps the name History for itself" }
        if name.hasPrefix("'") || name.hasSuffix("'") { return "a sheet's name has no apostrophe at its ends" }
        return nil
    }

    fileprivate func check() throws(SpreadsheetError) {
        func fault(_ reason: String, _ cell: CellReference? = nil) -> SpreadsheetError {
            .invalid(sheet: name, cell: cell, reason: reason)
        }
        guard columns.count <= CellReference.columns, columns.allSatisfy({ (0...255).contains($0) }) else {
            throw fault("a column is 0 to 255 characters wide")
        }
        guard (0...CellReference.rows - 1).contains(frozenRows), (0...CellReference.rows).contains(repeatedRows) else {
            throw fault("more rows are frozen or repeated than a sheet has")
        }
        for (row, cells) in rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                guard let place = CellReference(row: row, column: column) else { throw fault("the sheet is too large") }
                if let reason = cell.fault { throw fault(reason, place) }
            }
        }
        for rule in rules {
            if let reason = rule.allowed.fault { throw fault(reason, rule.range.first) }
        }
    }
}

extension Cell {
    fileprivate var fault: String? {
        if case .decimals(let places) = format, !(0...10).contains(places) { return "0 to 10 places can be shown" }
        switch value {
        case .empty, .boolean: return nil
        case .text(let text): return text.utf16.count > 32_767 ? "the text is longer than 32,767 characters" : nil
        case .number(let number): return number.isFinite ? nil : "the number is not finite"
        case .day(let date): return SerialDay(date) == nil ? "the day is before 1900 or after 9999" : nil
        }
    }
}

extension CellRule.Allowed {
    fileprivate var fault: String? {
        switch self {
        case .choices(let choices):
            if choices.isEmpty || choices.contains("") { return "a list needs choices, none of them empty" }
            if choices.contains(where: { $0.utf16.count > 32_767 }) { return "a choice is longer than a cell holds" }
            return choices.count > CellReference.rows ? "the list is longer than a sheet" : nil
        case .number(let range):
            return range.lowerBound.isFinite && range.upperBound.isFinite ? nil : "a bound is not finite"
        case .day: return nil
        }
    }
}
