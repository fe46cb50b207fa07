/// A PNG's structure (W3C PNG, third edition): its chunks from IHDR to IEND, each whole and with its checksum, nothing
/// behind, no more pixels than a picture of evidence has.
struct PNGCheck {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private let content: FileBytes

    init(_ content: FileBytes) { self.content = content }

    func run() throws(EvidenceProblem) {
        guard content.four(at: 8) == 13, content.holds("IHDR", at: 12), let width = content.four(at: 16),
            let height = content.four(at: 20), let depth = content[24], let colour = content[25],
            Self.depths[colour]?.contains(depth) == true
        else { throw .broken(.png) }
        try PictureSize(width, height).check(.png)
        try checkEnd(try walk())
        let foreign = ForeignContent(content)
        if let look = foreign.archiveAtEnd ?? foreign.markup() { throw .carries(look, in: .png) }
    }

    /// Bit depths allowed for each colour type.
    private static let depths: [UInt8: Set<UInt8>] = [
        0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
    ]

    /// The offset behind IEND.
    private func walk() throws(EvidenceProblem) -> Int {
        var position = 8
        var hasData = false
        while let length = content.four(at: position), let checksum = content.four(at: position + 8 + length) {
            let type = position + 4
            guard (0..<4).allSatisfy({ content[type + $0].map(Self.isLetter) ?? false }),
                Int(CRC32.of(content.all[type..<type + 4 + length])) == checksum,
                position == 8 || !content.holds("IHDR", at: type)
            else { throw .broken(.png) }
            position += 12 + length
            if content.holds("IDAT", at: type) { hasData = true }
            if content.holds("IEND", at: type) {
                guard hasData, length == 0 else { throw .broken(.png) }
                return position
            }
        }
        throw .broken(.png)
    }

    private func checkEnd(_ end: Int) throws(EvidenceProblem) {
        guard end < content.count else { return }
        let rest = FileBytes(Array(content.all[end...]))
        let look = ForeignContent(content).file(from: end) ?? FileLook(rest)
        throw .carries(look, in: .png)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

/// The size of a picture, in pixels.
struct PictureSize {
    /// The most pixels a side.
    static let maxSide = 20_000
    /// The most pixels in all: 100 megapixel, which is 400 MB unpacked.
    static let maxPixels = 100_000_000

    let width: Int
    let height: Int

    init(_ width: Int, _ height: Int) {
        self.width = width
        self.height = height
    }

    func check(_ kind: EvidenceKind) throws(EvidenceProblem) {
        guard width > 0, height > 0 else { throw .broken(kind) }
        let fits = width <= Self.maxSide && height <= Self.maxSide && width * height <= Self.maxPixels
        guard fits else {
            throw .tooManyPixels(width: width, height: height, maxSide: Self.maxSide, maxPixels: Self.maxPixels)
        }
    }
}
