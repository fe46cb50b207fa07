#if Spreadsheets
    /// The cells of one sheet.
    final class SheetPart: PartReader {
        private(set) var cells: [CellReference: SheetValue] = [:]
        private let name: String
        private let book: CellDecoder
        private let limits: SpreadsheetLimits
        private let room: Int
        private var isInData = false
        private var row = -1
        private var column = -1
        private var cell: RawCell?
        private var field: Substring = ""

        /// `room` is how many cells the other sheets have left.
        init(_ name: String, _ book: CellDecoder, room: Int, _ limits: SpreadsheetLimits) {
            self.name = name
            self.book = book
            self.room = room
            self.limits = limits
        }

        func open(_ name: Substring, _ depth: Int, _ attributes: [String: String]) throws(SpreadsheetError) {
            if depth == 2 { isInData = name == "sheetData" }
            guard isInData else { return }
            switch depth {
            case 3 where name == "row":
                row = try attributes["r"].map { text throws(SpreadsheetError) in try number(ofRow: text) } ?? row + 1
                column = -1
            case 4 where name == "c": try begin(attributes)
            case 5:
                field = name
                if name == "f" { cell?.hasFormula = true }
            default: cell?.rich.open(name)
            }
        }

        func close(_ name: Substring, _ depth: Int) throws(SpreadsheetError) {
            guard isInData, depth >= 4 else { return }
            if depth > 5 {
                cell?.rich.close(name)
            } else if depth == 5 {
                field = ""
            } else if let done = cell {
                cell = nil
                guard let value = try book.value(done, self.name, limits) else { return }
                guard cells.updateValue(value, forKey: done.place) == nil else {
                    throw damaged("cell \(done.place) stands twice")
                }
                guard cells.count <= room else { throw .tooLarge(.cells, allowed: limits.cells) }
            }
        }

        func text(_ text: String) throws(SpreadsheetError) {
            guard cell != nil else { return }
            switch field {
            case "v":
                cell?.value += text
                guard (cell?.value.utf8.count ?? 0) <= limits.textLength * 7 else {
                    throw .tooLarge(.textLength, allowed: limits.textLength)
                }
            case "is": try cell?.rich.append(text, limits)
            default: break
            }
        }

        private func begin(_ attributes: [String: String]) throws(SpreadsheetError) {
            let place: CellReference?
            if let text = attributes["r"] {
                place = CellReference(text)
                guard let place, place.row == row else { throw damaged("“\(text.prefix(20))” is no cell of its row") }
            } else {
                place = CellReference(row: row, column: column + 1)
            }
            guard let place else { throw damaged("a cell lies outside of the sheet") }
            column = place.column
            cell = RawCell(
                place: place, type: attributes["t"] ?? "n", style: attributes["s"].flatMap { Int($0) } ?? 0)
        }

        private func number(ofRow text: String) throws(SpreadsheetError) -> Int {
            guard let number = Int(text), (1...CellReference.rows).contains(number) else {
                throw damaged("“\(text.prefix(20))” is no row")
            }
            return number - 1
        }

        private func damaged(_ reason: String) -> SpreadsheetError { .damaged(part: name, reason: reason) }
    }
#endif
