#if Spreadsheets
    /// Choices of drop-down lists that are too long for the cell's own rule: they stand on a sheet of their own.
    struct ChoiceLists {
        /// A name that no other sheet has.
        let name: String
        private(set) var columns: [[String]] = []

        init(names: [String]) {
            let taken = Set(names.map { $0.lowercased() })
            name = (1...).lazy.map { "_lists\($0)" }.first { !taken.contains($0) } ?? "_lists"
        }

        /// A rule holds 255 characters, commas between them; a quote or comma within a choice would part it. Counted in
        /// bytes: libxlsxwriter 1.1.4 counts characters, but copies into a buffer of 257 bytes.
        static func fitsCell(_ choices: [String]) -> Bool {
            choices.reduce(choices.count - 1) { $0 + $1.utf8.count } <= 255
                && !choices.contains { $0.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) } }
                // Spreadsheets trim what stands in a rule.
                && !choices.contains { $0.first?.isWhitespace == true || $0.last?.isWhitespace == true }
        }

        /// The place of `choices`; the same list is kept once.
        mutating func formula(_ choices: [String]) throws(SpreadsheetError) -> String {
            let column: Int
            if let known = columns.firstIndex(of: choices) {
                column = known
            } else {
                column = columns.count
                columns.append(choices)
            }
            guard let place = CellReference(row: 0, column: column) else {
                throw .tooLarge(.columns, allowed: CellReference.columns)
            }
            return "='\(name)'!$\(place.letters)$1:$\(place.letters)$\(choices.count)"
        }
    }
#endif
