import Foundation

/// The bytes of a file for reading at any place: an offset outside the file reads as nil, never as a crash.
struct FileBytes {
    let all: [UInt8]

    var count: Int { all.count }

    init(_ data: Data) { all = Array(data) }

    init(_ bytes: [UInt8]) { all = bytes }

    subscript(offset: Int) -> UInt8? { all.indices.contains(offset) ? all[offset] : nil }

    /// The first `count` bytes, or as many as there are.
    func head(_ count: Int) -> [UInt8] { Array(all.prefix(count)) }

    func starts(with bytes: [UInt8]) -> Bool { all.starts(with: bytes) }

    /// Whether `text` (ASCII) stands at `offset`.
    func holds(_ text: String, at offset: Int) -> Bool {
        offset >= 0 && offset <= count && all[offset...].starts(with: text.utf8)
    }

    /// Two bytes at `offset`, the higher first.
    func two(at offset: Int) -> Int? {
        guard let high = self[offset], let low = self[offset + 1] else { return nil }
        return Int(high) << 8 | Int(low)
    }

    /// Four bytes at `offset`, the highest first.
    func four(at offset: Int) -> Int? {
        guard let high = two(at: offset), let low = two(at: offset + 2) else { return nil }
        return high << 16 | low
    }

    /// The first offset of `byte` from `start` on and before `end`; to the end of the file if nil.
    func first(_ byte: UInt8, from start: Int = 0, to end: Int? = nil) -> Int? {
        let end = min(end ?? count, count)
        guard start >= 0, start < end else { return nil }
        return all.withUnsafeBytes { bytes -> Int? in
            guard let base = bytes.baseAddress else { return nil }
            return memchr(base + start, Int32(byte), end - start).map { UnsafeRawPointer($0) - base }
        }
    }

    /// The first offset of `pattern` from `start` on.
    func first(of pattern: [UInt8], from start: Int = 0) -> Int? {
        all.withUnsafeBytes { BytePattern(pattern).first(in: $0, from: start) }
    }

    func first(of text: String, from start: Int = 0) -> Int? { first(of: Array(text.utf8), from: start) }

    /// The last offset of `text`, looked for from `start` on.
    func last(of text: String, from start: Int) -> Int? {
        var last: Int?
        var next = first(of: text, from: max(0, start))
        while let found = next {
            last = found
            next = first(of: text, from: found + 1)
        }
        return last
    }

    /// Whether the file begins with the mark of UTF-16.
    var isWideText: Bool { starts(with: [0xFF, 0xFE]) || starts(with: [0xFE, 0xFF]) }
}

/// The test file of the European Institute for Computer Antivirus Research.
enum TestVirus {
    // In two halves, so that no scanner reports this program.
    private static let mark = "$EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!"

    static func isIn(_ content: FileBytes) -> Bool { content.first(of: mark) != nil }
}
