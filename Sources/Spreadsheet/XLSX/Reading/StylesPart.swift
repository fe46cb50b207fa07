#if Spreadsheets
    /// Which cell styles show a number as a day or time, and which in percent.
    final class StylesPart: PartReader {
        private var codes: [Int: Bool] = [:]
        /// Formats of the workbook's own that show percent.
        private var percents: Set<Int> = []
        private var formats: [Int] = []
        private var section: Substring = ""

        /// Whether style `index` shows days; false for one that does not exist.
        func isDay(_ index: Int) -> Bool {
            guard formats.indices.contains(index) else { return false }
            let id = formats[index]
            return codes[id] ?? Self.isBuiltInDay(id)
        }

        /// Whether style `index` shows percent; false for one that does not exist.
        func isPercent(_ index: Int) -> Bool {
            guard formats.indices.contains(index) else { return false }
            let id = formats[index]
            return codes[id] == nil ? id == 9 || id == 10 : percents.contains(id)
        }

        func open(_ name: Substring, _ depth: Int, _ attributes: [String: String]) {
            if depth == 2 { section = name }
            guard depth == 3, let id = attributes["numFmtId"].map({ Int($0) ?? 0 }) ?? (name == "xf" ? 0 : nil) else {
                return
            }
            if section == "cellXfs", name == "xf" {
                formats.append(id)
            } else if section == "numFmts", name == "numFmt" {
                let code = attributes["formatCode"] ?? ""
                codes[id] = Self.isDay(code)
                if !Self.isDay(code), code.prefix(while: { $0 != ";" }).contains("%") { percents.insert(id) }
            }
        }

        func close(_ name: Substring, _ depth: Int) {}
        func text(_ text: String) {}

        /// ECMA-376 part 1, 18.8.30, with the numbers that Chinese, Japanese and Korean editions give to days.
        private static func isBuiltInDay(_ id: Int) -> Bool {
            (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id) || (50...58).contains(id)
        }

        /// Whether the code's first part has a letter of date or time outside quotes, brackets and escapes.
        private static func isDay(_ code: String) -> Bool {
            var scalars = code.lowercased().unicodeScalars.makeIterator()
            while let scalar = scalars.next() {
                switch scalar {
                case ";": return false
                case "\\", "_", "*": _ = scalars.next()
                case "\"": while let inner = scalars.next(), inner != "\"" {}
                case "[":
                    var inside = ""
                    while let inner = scalars.next(), inner != "]" { inside.unicodeScalars.append(inner) }
                    // [h], [mm], [ss]: time that has passed. Others are colours, places and conditions.
                    if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) { return true }
                case "y", "m", "d", "h", "s", "年", "月", "日": return true
                // “General” would show an e, which alone stands for a year of an era.
                case "g" where code.lowercased().hasPrefix("general"): return false
                default: break
                }
            }
            return false
        }
    }
#endif
