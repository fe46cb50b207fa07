public import Foundation

/// An uploaded file that was looked through: a PDF, PNG or JPEG by its content, of at most 20 MB, sound in its
/// structure, that carries no other file, no script and no encryption.
///
/// What the sender says of its type is not asked. Takes time in proportion to the size. This is no virus scanner: it
/// keeps out what is not a plain document or picture.
public struct EvidenceFile: Sendable, Hashable {
    /// The name to show, with an ending that fits the content.
    public let name: FileName
    public let kind: EvidenceKind
    public let bytes: Data

    /// The most bytes of a file: 20 MB.
    public static let maxBytes = 20 * 1024 * 1024

    /// Looks through `bytes`, sent under `name`.
    public init(name: String, bytes: Data) throws(EvidenceProblem) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= Self.maxBytes else { throw .tooLarge(bytes: bytes.count, limit: Self.maxBytes) }
        let content = FileBytes(bytes)
        guard !TestVirus.isIn(content) else { throw .testVirus }
        guard let kind = EvidenceKind(content) else { throw .wrongType(FileLook(content)) }
        let name = FileName(name)
        if let ending = name.ending, !kind.endings.contains(ending) {
            throw .nameContradicts(ending: ending, content: kind)
        }
        switch kind {
        case .pdf: try PDFCheck(content).run()
        case .png: try PNGCheck(content).run()
        case .jpeg: try JPEGCheck(content).run()
        }
        self.name = name.ending(in: kind.endings[0])
        self.kind = kind
        self.bytes = bytes
    }
}

/// The kinds of file that are taken as evidence.
public enum EvidenceKind: String, Sendable, Hashable, CaseIterable {
    case pdf, png, jpeg

    /// What the file is served as; with `Content-Disposition: attachment` and `nosniff`.
    public var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        }
    }

    /// Endings a name may have for this content, the usual one first.
    public var endings: [String] {
        switch self {
        case .pdf: ["pdf"]
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg", "jpe", "jfif"]
        }
    }

    /// The kind `content` begins as; nil for any other.
    init?(_ content: FileBytes) {
        if content.starts(with: PNGCheck.signature) {
            self = .png
        } else if content.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if PDFCheck.header(content) != nil {
            self = .pdf
        } else {
            return nil
        }
    }
}
