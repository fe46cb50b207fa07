#if Spreadsheets
    /// Text as the parts of a workbook hold it.
    enum SheetText {
        /// `text` with U+FFFD for what XML cannot hold and libxlsxwriter would pass on: NUL, U+FFFE and U+FFFF.
        static func storable(_ text: String) -> String {
            guard text.unicodeScalars.contains(where: { isRefused($0) }) else { return text }
            var kept = String.UnicodeScalarView()
            for scalar in text.unicodeScalars { kept.append(isRefused(scalar) ? "\u{FFFD}" : scalar) }
            return String(kept)
        }

        /// `text` so that `decoded` gives it back: libxlsxwriter leaves what looks like an escape as it is.
        static func escaped(_ text: String) -> String {
            let text = storable(text)
            guard text.utf8.contains(0x5F) else { return text }
            let source = Array(text.utf8)
            var result: [UInt8] = []
            for (at, byte) in source.enumerated() {
                result.append(byte)
                if escape(source[at...].prefix(7)) != nil { result += Array("x005F_".utf8) }
            }
            return String(decoding: result, as: UTF8.self)
        }

        /// `_x000D_` stands for U+000D (ECMA-376 part 1, 22.4.2.4, ST_Xstring); escapes that name no scalar stay.
        static func decoded(_ text: String) -> String {
            guard text.utf8.contains(0x5F) else { return text }
            let source = Array(text.utf8)
            var result: [UInt8] = []
            var at = 0
            while at < source.count {
                if let scalar = escape(source[at...].prefix(7)) {
                    result += Array(String(scalar).utf8)
                    at += 7
                } else {
                    result.append(source[at])
                    at += 1
                }
            }
            return String(decoding: result, as: UTF8.self)
        }

        private static func escape(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
            guard bytes.count == 7, bytes.starts(with: [0x5F, 0x78]), bytes.last == 0x5F else { return nil }
            var value: UInt32 = 0
            for byte in bytes.dropFirst(2).dropLast() {
                switch byte {
                case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
                case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
                case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
                default: return nil
                }
            }
            return Unicode.Scalar(value)
        }

        private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value == 0 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
        }
    }
#endif
