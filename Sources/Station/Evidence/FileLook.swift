/// What a file looks like to somebody who has to say what it is; judged by its first bytes.
public enum FileLook: String, Sendable, Hashable, CaseIterable {
    /// A Word, Excel or PowerPoint file, old or new, or one of WPS.
    case office
    /// An electronic invoice or document of GB/T 33190.
    case ofd
    case zip, rar, sevenZip, gzip
    case executable
    case svg, html
    /// A script of a shell or of a server.
    case script
    case pdf, png, jpeg, heic, gif, webp, tiff, bmp
    case video, audio
    case text
    case unknown

    init(_ content: FileBytes) {
        self = Self.bySignature(content) ?? Self.container(content) ?? Self.byText(content) ?? .unknown
    }

    private static let signatures: [(bytes: [UInt8], look: FileLook)] = [
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .office),
        (Array("{\\rtf".utf8), .office),
        (Array("Rar!".utf8), .rar),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
        ([0x1F, 0x8B], .gzip),
        (Array("MZ".utf8), .executable),
        ([0x7F, 0x45, 0x4C, 0x46], .executable),
        ([0xCA, 0xFE, 0xBA, 0xBE], .executable),
        ([0xFE, 0xED, 0xFA, 0xCE], .executable), ([0xFE, 0xED, 0xFA, 0xCF], .executable),
        ([0xCE, 0xFA, 0xED, 0xFE], .executable), ([0xCF, 0xFA, 0xED, 0xFE], .executable),
        (Array("\0asm".utf8), .executable),
        (Array("dex\n".utf8), .executable),
        ([0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00], .executable),
        ([0x89, 0x50, 0x4E, 0x47], .png),
        ([0xFF, 0xD8], .jpeg),
        (Array("%PDF".utf8), .pdf),
        (Array("GIF8".utf8), .gif),
        (Array("BM".utf8), .bmp),
        ([0x49, 0x49, 0x2A, 0x00], .tiff), ([0x4D, 0x4D, 0x00, 0x2A], .tiff),
        ([0x1A, 0x45, 0xDF, 0xA3], .video),
        (Array("ID3".utf8), .audio), (Array("OggS".utf8), .audio),
    ]

    private static func bySignature(_ content: FileBytes) -> FileLook? {
        signatures.first { content.starts(with: $0.bytes) }?.look
    }

    /// Formats that say inside what they are.
    private static func container(_ content: FileBytes) -> FileLook? {
        if content.starts(with: [0x50, 0x4B, 0x03, 0x04]) || content.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            if content.first(of: "OFD.xml") != nil { return .ofd }
            let names = ["[Content_Types].xml", "word/", "xl/", "ppt/"]
            return names.contains { content.first(of: $0) != nil } ? .office : .zip
        }
        if content.starts(with: Array("RIFF".utf8)) {
            return content.holds("WEBP", at: 8) ? .webp : content.holds("WAVE", at: 8) ? .audio : .video
        }
        if content.holds("ftyp", at: 4) {
            let brands = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif"]
            return brands.contains { content.holds($0, at: 8) } ? .heic : .video
        }
        return nil
    }

    private static func byText(_ content: FileBytes) -> FileLook? {
        if content.isWideText { return .text }
        let start = content.head(4096)
        guard let text = String(validating: start, as: UTF8.self) ?? Self.latin(start) else { return nil }
        let words = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
        if words.hasPrefix("#!") || words.contains("<?php") || words.hasPrefix("@echo") { return .script }
        if words.contains("<svg") { return .svg }
        let marks = ["<!doctype html", "<html", "<script", "<head", "<body", "<iframe"]
        if marks.contains(where: words.contains) { return .html }
        return .text
    }

    /// The bytes as text of some older encoding, GBK among them, if they hold no control characters.
    private static func latin(_ bytes: [UInt8]) -> String? {
        bytes.allSatisfy { $0 >= 32 || [9, 10, 12, 13].contains($0) }
            ? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })) : nil
    }
}
