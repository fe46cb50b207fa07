/// The names of a PDF's dictionaries, wherever they stand, with `#xx` escapes undone (ISO 32000-1 §7.3.5).
struct PDFNames {
    private let content: FileBytes
    private let place: Range<Int>

    /// Looks for names that begin in `place`; in the whole of `content` if nil.
    init(_ content: FileBytes, in place: Range<Int>? = nil) {
        self.content = content
        self.place = place ?? 0..<content.count
    }

    /// Refuses what runs, attaches or locks.
    func check() throws(EvidenceProblem) {
        var slash = next(from: place.lowerBound)
        while let start = slash {
            if let (word, end) = Self.telling.word(content, start + 1) {
                switch word {
                case "JS" where !holdsScript(end): break
                case "JavaScript", "JS", "XFA": throw .active(.script)
                case "Launch": throw .active(.launch)
                case "EmbeddedFile", "EmbeddedFiles": throw .active(.attachedFile)
                case "Encrypt": throw .encrypted
                default: throw .active(.media)
                }
            }
            slash = next(from: start + 1)
        }
    }

    /// Those of `words` that stand here.
    func all(among words: PDFWords) -> Set<String> {
        var found: Set<String> = []
        var slash = next(from: place.lowerBound)
        while let start = slash {
            if let (word, _) = words.word(content, start + 1) { found.insert(word) }
            slash = next(from: start + 1)
        }
        return found
    }

    private static let telling = PDFWords([
        "JavaScript", "JS", "XFA", "Launch", "EmbeddedFile", "EmbeddedFiles", "Encrypt", "RichMedia",
        "RichMediaContent", "RichMediaSettings", "RichMediaExecute",
    ])

    private func next(from start: Int) -> Int? {
        content.first(UInt8(ascii: "/"), from: start, to: place.upperBound)
    }

    /// Whether a text, or where it is found, follows: three bytes of packed picture data may well read `/JS` by chance.
    private func holdsScript(_ start: Int) -> Bool {
        var position = start
        while let byte = content[position], PDFWords.isBlank(byte) { position += 1 }
        switch content[position] {
        case UInt8(ascii: "("), UInt8(ascii: "%"): return true
        case UInt8(ascii: "<"):
            return content[position + 1] == UInt8(ascii: ">") || content.hexDigit(position + 1) != nil
        case let byte?: return position > start && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        case nil: return false
        }
    }
}
