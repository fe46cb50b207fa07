/// The streams of a PDF that hold packed objects (ISO 32000-1 §7.5.7), where names are out of sight of a search.
struct PDFObjectStreams {
    /// The most bytes all of them may unpack to.
    static let limit = 16 * 1024 * 1024

    private let content: FileBytes

    init(_ content: FileBytes) { self.content = content }

    /// Every one of them unpacked, to `visit`; throws `.active(.hidden)` for one that cannot be looked through.
    func forEach(_ visit: (FileBytes) throws(EvidenceProblem) -> Void) throws(EvidenceProblem) {
        var certain = Self.limit
        var possible = Self.limit
        var isPending = false
        var before = 0
        while let found = content.first(of: Self.keyword, from: before) {
            defer { before = found + Self.keyword.count }
            guard !content.holds("endstream", at: found - 3) else { continue }
            // All since the stream before: its end, other objects, and the dictionary that says what this one is.
            let names = PDFNames(content, in: before..<found).all(among: Self.telling)
            // The keyword may be a text within a dictionary that goes on; then the filter is still to come.
            let isCertain = isPending || names.contains("ObjStm")
            // Some readers ask for no type, only for the offset of the first object.
            guard isCertain || names.contains("First") else { continue }
            let isPlain = names.isDisjoint(with: Self.packings)
            if isPlain, !names.contains("FlateDecode"), !names.contains("Fl") {
                isPending = isCertain
                continue
            }
            let room = isCertain ? certain : possible
            guard isPlain, let unpacked = Inflate.zlib(content.all[dataStart(found)...], limit: room) else {
                if isCertain { throw .active(.hidden) } else { continue }
            }
            isPending = false
            if isCertain { certain -= unpacked.count } else { possible -= unpacked.count }
            try visit(FileBytes(unpacked))
        }
    }

    private static let keyword = Array("stream".utf8)
    /// Ways to pack that are not undone here; no writer uses them for objects.
    private static let packings: Set = [
        "LZWDecode", "LZW", "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "RunLengthDecode", "RL", "Crypt",
        "Predictor",
    ]
    private static let telling = PDFWords(packings.union(["ObjStm", "First", "FlateDecode", "Fl"]).sorted())

    /// Behind the keyword at `found` and its line break.
    private func dataStart(_ found: Int) -> Int {
        var start = found + Self.keyword.count
        if content[start] == 0x0D { start += 1 }
        if content[start] == 0x0A { start += 1 }
        return min(start, content.count)
    }
}
