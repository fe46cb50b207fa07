/// What keeps a PDF (ISO 32000-1) to pages: a header at the start, an end at the end, no other file around it, and none
/// of the names that run something, attach something or lock it.
struct PDFCheck {
    private let content: FileBytes

    init(_ content: FileBytes) { self.content = content }

    func run() throws(EvidenceProblem) {
        try checkFrame()
        let foreign = ForeignContent(content)
        // Text of a page may well speak of HTML, but what a browser guesses from are the first bytes.
        if let look = foreign.archiveAtEnd ?? foreign.markup(to: 1024) { throw .carries(look, in: .pdf) }
        try PDFNames(content).check()
        try PDFObjectStreams(content).forEach { (objects) throws(EvidenceProblem) in try PDFNames(objects).check() }
    }

    /// The offset of `%PDF-1.` or `%PDF-2.`, before which only blanks or a byte order mark may stand; nil without one.
    static func header(_ content: FileBytes) -> Int? {
        var start = content.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < 16, let byte = content[start], [0x09, 0x0A, 0x0D, 0x20].contains(byte) { start += 1 }
        return content.holds("%PDF-1.", at: start) || content.holds("%PDF-2.", at: start) ? start : nil
    }

    /// `%%EOF` in the last kilobyte, and behind it no other file.
    private func checkFrame() throws(EvidenceProblem) {
        guard let end = content.last(of: "%%EOF", from: 0), content.first(of: "startxref") != nil,
            content.first(of: "obj") != nil
        else { throw .broken(.pdf) }
        if let look = ForeignContent(content).file(from: end) { throw .carries(look, in: .pdf) }
        guard content.count - end <= 1024 else { throw .broken(.pdf) }
    }
}
