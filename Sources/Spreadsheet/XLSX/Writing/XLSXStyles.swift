#if Spreadsheets
    import CXlsxWriter

    /// The formats of a workbook, each made once. A class, as the library's formats live as long as their workbook.
    final class XLSXStyles {
        private let book: UnsafeMutablePointer<lxw_workbook>
        private let font: String
        private var made: [Key: UnsafeMutablePointer<lxw_format>] = [:]

        private struct Key: Hashable {
            let style: Cell.Style
            let format: Cell.Format
            let wraps: Bool
        }

        init(book: UnsafeMutablePointer<lxw_workbook>, font: String) {
            self.book = book
            self.font = font
        }

        /// The format of `cell`; nil only when memory is short, which leaves the cell plain.
        func format(_ cell: Cell) -> UnsafeMutablePointer<lxw_format>? {
            var format = cell.format
            if case .day = cell.value, format == .general { format = .day }
            let key = Key(style: cell.style, format: format, wraps: cell.wraps)
            if let known = made[key] { return known }
            guard let new = workbook_add_format(book) else { return nil }
            format_set_font_name(new, font)
            format_set_font_size(new, key.style == .title ? 16 : 11)
            format_set_align(
                new, UInt8((key.style == .title ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP).rawValue))
            if key.wraps { format_set_text_wrap(new) }
            Self.dress(new, key.style)
            Self.number(new, format)
            made[key] = new
            return new
        }

        private static func dress(_ format: UnsafeMutablePointer<lxw_format>, _ style: Cell.Style) {
            func colours(_ text: lxw_color_t, _ ground: lxw_color_t, _ edge: lxw_color_t) {
                format_set_font_color(format, text)
                format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
                format_set_bg_color(format, ground)
                format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
                format_set_border_color(format, edge)
            }
            // Text against its ground: at least 4.5 to 1 everywhere (WCAG 2.2, 1.4.3).
            switch style {
            case .plain: format_set_font_color(format, 0x1F2937)
            case .title:
                format_set_font_color(format, 0x17365D)
                format_set_bold(format)
            case .heading:
                colours(0xFFFFFF, 0x1F4E79, 0x1F4E79)
                format_set_bold(format)
            case .muted: format_set_font_color(format, 0x5B6472)
            case .input:
                colours(0x1F2937, 0xFFF8DC, 0xB08900)
                format_set_unlocked(format)
            case .good: colours(0x14532D, 0xE3F4E7, 0xA9D5B4)
            case .caution: colours(0x7A4300, 0xFFF1D6, 0xE6C48A)
            case .bad: colours(0x8F1414, 0xFBE4E2, 0xE5AFAA)
            }
        }

        private static func number(_ format: UnsafeMutablePointer<lxw_format>, _ number: Cell.Format) {
            switch number {
            case .general: break
            case .decimals(let places):
                format_set_num_format(format, places > 0 ? "0." + String(repeating: "0", count: places) : "0")
            case .percent: format_set_num_format(format, "0.0%")
            case .day: format_set_num_format(format, "yyyy-mm-dd")
            case .text: format_set_num_format(format, "@")
            }
        }
    }
#endif
