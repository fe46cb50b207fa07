/// Names to be told apart from all others in a PDF; what is not one of them costs next to nothing to pass over.
struct PDFWords {
    private let words: [(text: String, bytes: [UInt8])]
    private let firstBytes: [Bool]

    init(_ words: [String]) {
        self.words = words.map { ($0, Array($0.utf8)) }
        let first = Set(self.words.compactMap(\.bytes.first))
        firstBytes = (UInt8.min...UInt8.max).map(first.contains)
    }

    /// The word that stands whole at `start`, behind its slash, and the offset behind it.
    func word(_ content: FileBytes, _ start: Int) -> (word: String, end: Int)? {
        var position = start
        guard let first = Self.byte(content, &position), firstBytes[Int(first)] else { return nil }
        for word in words where word.bytes.first == first {
            if let end = end(of: word.bytes, content, start) { return (word.text, end) }
        }
        return nil
    }

    private func end(of word: [UInt8], _ content: FileBytes, _ start: Int) -> Int? {
        var position = start
        for expected in word where Self.byte(content, &position) != expected { return nil }
        var behind = position
        return Self.byte(content, &behind) == nil ? position : nil
    }

    /// The byte of a name at `position`, which moves behind it; nil where the name has ended.
    private static func byte(_ content: FileBytes, _ position: inout Int) -> UInt8? {
        guard let byte = content[position], isRegular(byte) else { return nil }
        position += 1
        guard byte == UInt8(ascii: "#"), let high = content.hexDigit(position),
            let low = content.hexDigit(position + 1)
        else { return byte }
        position += 2
        return high << 4 | low
    }

    /// White space of ISO 32000-1 §7.2.2.
    static func isBlank(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20: true
        default: false
        }
    }

    private static func isRegular(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
            false
        default: !isBlank(byte)
        }
    }
}

extension FileBytes {
    /// The value of the hexadecimal digit at `offset`; nil if there is none.
    func hexDigit(_ offset: Int) -> UInt8? {
        switch self[offset] {
        case let byte? where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte): byte - UInt8(ascii: "0")
        case let byte? where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20):
            (byte | 0x20) - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
