/// A JPEG's structure (ITU-T T.81 annex B): segments from SOI to EOI with a frame and a scan, no more pixels than a
/// picture of evidence has, and behind EOI nothing but what cameras put there.
struct JPEGCheck {
    private let content: FileBytes

    init(_ content: FileBytes) { self.content = content }

    func run() throws(EvidenceProblem) {
        let end = try walk()
        let foreign = ForeignContent(content)
        if let look = foreign.file(from: end) ?? foreign.archiveAtEnd ?? foreign.markup() {
            throw .carries(look, in: .jpeg)
        }
        // A first segment of 12,074 bytes reads `/*` to a browser: the picture then is a script as well.
        if content.two(at: 4) == 0x2F2A { throw .carries(.script, in: .jpeg) }
    }

    /// The offset behind EOI.
    private func walk() throws(EvidenceProblem) -> Int {
        var position = 2
        var hasFrame = false
        var hasScan = false
        while let marker = marker(at: &position) {
            switch marker {
            case 0xD9:
                guard hasFrame, hasScan else { throw .broken(.jpeg) }
                return position
            case 0x01, 0xD0...0xD7: continue
            case 0x00, 0xD8: throw .broken(.jpeg)
            default: break
            }
            guard let length = content.two(at: position), length >= 2, position + length <= content.count else {
                throw .broken(.jpeg)
            }
            if Self.isFrame(marker) {
                try checkFrame(at: position, length)
                hasFrame = true
            }
            position += length
            if marker == 0xDA {
                guard hasFrame else { throw .broken(.jpeg) }
                hasScan = true
                guard let next = afterScan(position) else { throw .broken(.jpeg) }
                position = next
            }
        }
        throw .broken(.jpeg)
    }

    /// The code of the marker at `position`, which moves behind it; any number of 0xFF may stand before.
    private func marker(at position: inout Int) -> UInt8? {
        guard content[position] == 0xFF else { return nil }
        while content[position] == 0xFF { position += 1 }
        defer { position += 1 }
        return content[position]
    }

    /// The offset of the marker that ends the coded data from `start` on: not a stuffed zero, not a restart.
    private func afterScan(_ start: Int) -> Int? {
        var position = content.first(0xFF, from: start)
        while let found = position {
            guard let next = content[found + 1] else { return nil }
            switch next {
            case 0x00, 0xD0...0xD7: position = content.first(0xFF, from: found + 2)
            case 0xFF: position = found + 1
            default: return found
            }
        }
        return nil
    }

    private static func isFrame(_ marker: UInt8) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }

    private func checkFrame(at position: Int, _ length: Int) throws(EvidenceProblem) {
        guard let height = content.two(at: position + 3), let width = content.two(at: position + 5),
            let components = content[position + 7], (1...4).contains(components), length == 8 + 3 * Int(components)
        else { throw .broken(.jpeg) }
        try PictureSize(width, height).check(.jpeg)
    }
}
