#if Spreadsheets
    import Foundation

    /// A cell as its part spells it.
    struct RawCell {
        let place: CellReference
        let type: String
        let style: Int
        var value = ""
        var hasFormula = false
        var rich = RichText()
    }

    /// Turns the spelling of cells into values, with the workbook's texts and styles.
    struct CellDecoder {
        let texts: [String]
        let styles: StylesPart
        let countsFrom1904: Bool

        /// Days between 1900-01-00 and 1904-01-01.
        private static let from1904 = 1462.0

        /// Nil for a cell that holds nothing.
        func value(
            _ cell: RawCell, _ part: String, _ limits: SpreadsheetLimits
        ) throws(SpreadsheetError) -> SheetValue? {
            if cell.type == "inlineStr" {
                let text = try cell.rich.finished(limits)
                return text.isEmpty ? nil : .text(text)
            }
            if cell.type == "str" {
                let text = SheetText.decoded(cell.value)
                guard text.utf16.count <= limits.textLength else {
                    throw .tooLarge(.textLength, allowed: limits.textLength)
                }
                return text.isEmpty && !cell.hasFormula ? nil : .text(text)
            }
            let spelled = cell.value.trimmingCharacters(in: .whitespacesAndNewlines)
            guard !spelled.isEmpty else { return cell.hasFormula ? .uncomputed : nil }
            guard let value = value(spelled, cell) else {
                throw .damaged(part: part, reason: "cell \(cell.place) holds “\(spelled.prefix(40))”")
            }
            // A shared text may be empty, as other programs write it for a cell that was cleared.
            return value == .text("") ? nil : value
        }

        private func value(_ spelled: String, _ cell: RawCell) -> SheetValue? {
            switch cell.type {
            case "s": Int(spelled).flatMap { texts.indices.contains($0) ? .text(texts[$0]) : nil }
            case "b":
                ["1": .boolean(true), "true": .boolean(true), "0": .boolean(false), "false": .boolean(false)][spelled]
            case "e": .error(String(spelled.prefix(40)))
            case "d": isoDay(spelled)
            case "n":
                SheetValue.decimal(spelled).map { number in
                    if styles.isPercent(cell.style) { return .percent(number) }
                    guard styles.isDay(cell.style) else { return .number(number) }
                    return SerialDay(serial: countsFrom1904 ? number + Self.from1904 : number).map { .day($0) }
                        ?? .number(number)
                }
            default: nil
            }
        }

        /// ISO 8601, with or without a time of day, in UTC as sheets have no zone.
        private func isoDay(_ text: String) -> SheetValue? {
            let day = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
            let instant = day.time(includingFractionalSeconds: text.contains("."))
            let bare = text.hasSuffix("Z") ? String(text.dropLast()) : text
            let date = (try? Date(bare, strategy: instant)) ?? (try? Date(bare, strategy: day))
            return date.flatMap { SerialDay($0) }.map { .day($0) }
        }
    }
#endif
