#if Spreadsheets
    /// The texts that cells name by number.
    final class SharedStringsPart: PartReader {
        private(set) var texts: [String] = []
        private let limits: SpreadsheetLimits
        private var item: RichText?

        init(_ limits: SpreadsheetLimits) { self.limits = limits }

        func open(_ name: Substring, _ depth: Int, _ attributes: [String: String]) {
            if depth == 2, name == "si" { item = RichText() } else { item?.open(name) }
        }

        func close(_ name: Substring, _ depth: Int) throws(SpreadsheetError) {
            if depth == 2, let done = item {
                texts.append(try done.finished(limits))
                item = nil
            } else {
                item?.close(name)
            }
        }

        func text(_ text: String) throws(SpreadsheetError) { try item?.append(text, limits) }
    }
#endif
