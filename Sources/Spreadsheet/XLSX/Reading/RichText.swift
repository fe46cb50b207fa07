#if Spreadsheets
    /// Puts together the runs of a string item, without the reading aid (`rPh`) that East Asian text may carry.
    struct RichText {
        private(set) var text = ""
        private var isAid = false
        private var collects = false

        /// An element within the string item opens.
        mutating func open(_ name: Substring) {
            if name == "rPh" { isAid = true }
            collects = name == "t" && !isAid
        }

        /// It closes.
        mutating func close(_ name: Substring) {
            if name == "rPh" { isAid = false }
            collects = false
        }

        /// Characters within it; throws past the length a cell has, escapes (`_x000D_`) not yet taken together.
        mutating func append(_ more: String, _ limits: SpreadsheetLimits) throws(SpreadsheetError) {
            guard collects else { return }
            text += more
            guard text.utf8.count <= limits.textLength * 7 else {
                throw .tooLarge(.textLength, allowed: limits.textLength)
            }
        }

        /// The text with escapes resolved.
        func finished(_ limits: SpreadsheetLimits) throws(SpreadsheetError) -> String {
            let result = SheetText.decoded(text)
            guard result.utf16.count <= limits.textLength else {
                throw .tooLarge(.textLength, allowed: limits.textLength)
            }
            return result
        }
    }
#endif
