#if Spreadsheets
    /// The list of sheets, and from which year days count.
    final class WorkbookPart: PartReader {
        /// A sheet as the workbook lists it.
        struct Entry {
            let name: String
            let link: String
            let isHidden: Bool
        }

        private(set) var sheets: [Entry] = []
        /// Days count from 1904, as old Macintosh workbooks do.
        private(set) var countsFrom1904 = false
        /// Whether the root is that of a workbook.
        private(set) var isWorkbook = false
        private var section: Substring = ""

        func open(_ name: Substring, _ depth: Int, _ attributes: [String: String]) {
            switch depth {
            case 1: isWorkbook = name == "workbook"
            case 2:
                section = name
                if name == "workbookPr" {
                    countsFrom1904 = ["1", "true", "on"].contains(attributes["date1904"] ?? "")
                }
            case 3 where section == "sheets" && name == "sheet":
                guard let link = attributes.prefixed("id") else { return }
                let isHidden = ["hidden", "veryHidden"].contains(attributes["state"] ?? "")
                sheets.append(Entry(name: attributes["name"] ?? "", link: link, isHidden: isHidden))
            default: break
            }
        }

        func close(_ name: Substring, _ depth: Int) {}
        func text(_ text: String) {}
    }
#endif
