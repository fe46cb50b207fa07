#if Spreadsheets
    import Foundation

    /// Goes over an XML part's markup before the parser sees it: refuses document types and bounds the parser's work.
    ///
    /// Up to the first error that stops it, the parser sees the same markup as this scanner: the encoding is UTF-8.
    struct XMLGuard {
        private let bytes: UnsafeRawBufferPointer
        private let part: String
        private let limits: SpreadsheetLimits
        private var at = 0
        private var depth = 0
        private var elements = 0

        /// Throws `declaresEntities`, `tooLarge`, or `damaged` for another encoding than UTF-8 and open markup.
        static func check(
            _ bytes: UnsafeRawBufferPointer, _ part: String, _ limits: SpreadsheetLimits, _ clock: WorkClock
        ) throws(SpreadsheetError) {
            var scan = XMLGuard(bytes: bytes, part: part, limits: limits)
            try scan.checkEncoding()
            var count = 0
            while let next = scan.index(of: 0x3C, from: scan.at) {
                scan.at = next
                try scan.passMarkup()
                count += 1
                if count % 4096 == 0 { try clock.check() }
            }
            try clock.check()
        }

        private init(bytes: UnsafeRawBufferPointer, part: String, limits: SpreadsheetLimits) {
            self.bytes = bytes
            self.part = part
            self.limits = limits
        }

        /// Another encoding could hide a declaration from this scanner.
        private mutating func checkEncoding() throws(SpreadsheetError) {
            let fault = SpreadsheetError.damaged(part: part, reason: "not XML in UTF-8")
            if starts("\u{FEFF}") { at = 3 }
            guard at < bytes.count, bytes[at] == 0x3C, index(of: 0, from: 0) == nil else { throw fault }
            guard starts("<?xml"), let end = index(of: 0x3E, from: at), end - at <= limits.tagBytes else { return }
            let declaration = String(decoding: bytes[at..<end], as: UTF8.self).lowercased()
            guard let label = declaration.range(of: "encoding") else { return }
            let name = declaration[label.upperBound...].drop { "= \t\r\n\"'".contains($0) }
            guard ["utf-8", "us-ascii"].contains(name.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
            else {
                throw fault
            }
        }

        /// `at` stands on a `<`.
        private mutating func passMarkup() throws(SpreadsheetError) {
            if starts("<!--") {
                try pass("-->", from: at + 4)
            } else if starts("<![CDATA[") {
                try pass("]]>", from: at + 9)
            } else if starts("<?") {
                try pass("?>", from: at + 2)
            } else if starts("<!") {
                throw .declaresEntities(part: part)
            } else {
                try passTag()
            }
        }

        /// To the `>` outside quotes.
        private mutating func passTag() throws(SpreadsheetError) {
            let start = at
            var quote: UInt8?
            repeat {
                at += 1
                guard at - start <= limits.tagBytes else { throw .tooLarge(.tagBytes, allowed: limits.tagBytes) }
                guard at < bytes.count else { throw .damaged(part: part, reason: "a tag is not closed") }
                let byte = bytes[at]
                if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == 0x22 || byte == 0x27 {
                    quote = byte
                }
            } while quote != nil || bytes[at] != 0x3E
            if bytes[start + 1] == 0x2F {
                depth -= 1
            } else {
                elements += 1
                guard elements <= limits.elements else { throw .tooLarge(.elements, allowed: limits.elements) }
                guard depth < limits.depth else { throw .tooLarge(.depth, allowed: limits.depth) }
                if bytes[at - 1] != 0x2F { depth += 1 }
            }
            at += 1
        }

        private mutating func pass(_ end: StaticString, from start: Int) throws(SpreadsheetError) {
            let last = end.utf8Start[end.utf8CodeUnitCount - 1]
            var next = start
            while let found = index(of: last, from: next) {
                next = found + 1
                if next - end.utf8CodeUnitCount >= start, matches(end, next - end.utf8CodeUnitCount) {
                    at = next
                    return
                }
            }
            throw .damaged(part: part, reason: "markup is not closed")
        }

        private func starts(_ text: StaticString) -> Bool { matches(text, at) }

        private func matches(_ text: StaticString, _ place: Int) -> Bool {
            let count = text.utf8CodeUnitCount
            guard place + count <= bytes.count else { return false }
            return (0..<count).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
        }

        private func index(of byte: UInt8, from start: Int) -> Int? {
            guard let base = bytes.baseAddress, start < bytes.count,
                let found = memchr(base + start, Int32(byte), bytes.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
#endif
