import Foundation
import Station

/// Where the parts of a multipart body lie (RFC 2046 §5.1.1); nothing is copied.
struct MultipartParts {
    /// One part: its header lines, and where its content is in the body.
    struct Part {
        let head: Data
        let content: Range<Data.Index>
    }

    /// The most bytes the header lines of a part may take.
    static let maxHead = 8 * 1024

    private static let lineBreak = Data("\r\n".utf8)
    private static let blankLine = Data("\r\n\r\n".utf8)

    private let body: Data
    private let dashBoundary: [UInt8]
    /// Begins with a line break, which no boundary holds, so that to look for it takes linear time.
    private let delimiter: BytePattern

    init(_ body: Data, _ boundary: MultipartBoundary) {
        self.body = body
        dashBoundary = Array("--\(boundary.text)".utf8)
        delimiter = BytePattern("\r\n--\(boundary.text)".utf8)
    }

    /// Every part up to the closing delimiter. What stands before the first and after the last is not looked at.
    func all() throws(RequestProblem) -> [Part] {
        var parts: [Part] = []
        try read(into: &parts)
        return parts
    }

    /// The parts that are whole in a body that is cut off.
    func whole() -> [Part] {
        var parts: [Part] = []
        try? read(into: &parts)
        return parts
    }

    private func read(into parts: inout [Part]) throws(RequestProblem) {
        guard var position = afterFirstDelimiter() else { throw MultipartForm.malformed }
        while true {
            if body[position...].starts(with: "--".utf8) { return }
            guard let start = afterPadding(position), parts.count < MultipartForm.maxParts,
                let head = head(from: start),
                let end = find(delimiter, from: head.upperBound + Self.blankLine.count)
            else { throw MultipartForm.malformed }
            parts.append(Part(head: body[head], content: (head.upperBound + Self.blankLine.count)..<end))
            position = end + Self.lineBreak.count + dashBoundary.count
        }
    }

    private func afterFirstDelimiter() -> Data.Index? {
        if body.starts(with: dashBoundary) { return body.startIndex + dashBoundary.count }
        return find(delimiter, from: body.startIndex).map { $0 + Self.lineBreak.count + dashBoundary.count }
    }

    /// Past the blanks and the line break that end a delimiter; nil where something else follows.
    private func afterPadding(_ position: Data.Index) -> Data.Index? {
        let line = body[position...].prefix(256).drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return line.starts(with: Self.lineBreak) ? line.startIndex + Self.lineBreak.count : nil
    }

    /// The header lines from `start` up to the blank line; nil if that does not come in time.
    private func head(from start: Data.Index) -> Range<Data.Index>? {
        let window = body[start...].prefix(Self.maxHead + Self.blankLine.count)
        return window.range(of: Self.blankLine).map { start..<$0.lowerBound }
    }

    private func find(_ pattern: BytePattern, from start: Data.Index) -> Data.Index? {
        guard start <= body.endIndex else { return nil }
        return body[start...].withUnsafeBytes { pattern.first(in: $0) }.map { start + $0 }
    }
}
