import Foundation
import Testing

@testable import Station

private typealias Make = SampleFiles

/// One file and what is to be made of it.
struct EvidenceCase: Sendable, CustomTestStringConvertible {
    let title: String
    let name: String
    let bytes: [UInt8]
    let problem: EvidenceProblem?

    init(_ title: String, _ name: String, _ bytes: [UInt8], _ problem: EvidenceProblem? = nil) {
        self.title = title
        self.name = name
        self.bytes = bytes
        self.problem = problem
    }

    init(_ title: String, _ name: String, _ text: String, _ problem: EvidenceProblem? = nil) {
        self.init(title, name, Array(text.utf8), problem)
    }

    var testDescription: String { title }
}

/// Files to be taken, and files to be refused.
extension EvidenceCase {
    static let honest: [EvidenceCase] = [
        .init("a PNG", "图.png", Make.png()),
        .init(
            "a PNG with text and profile", "a.PNG", Make.png(extra: Make.chunk("tEXt", Array("Title\0<b>A</b>".utf8)))),
        .init("a PNG of 20,000 × 5,000", "a.png", Make.png(20_000, 5000)),
        .init("a JPEG", "照片.jpg", Make.jpeg()),
        .init("a progressive JPEG with two scans", "a.jpeg", Make.jpeg(end: Make.scan + [0xFF, 0xFF, 0xD9])),
        .init("a JPEG with EXIF and its XMP", "a.JPG", Make.jpeg(extra: Make.segment(0xE1, Array("<x:xmpmeta>".utf8)))),
        .init("a JPEG with zeros behind", "a.jpg", Make.jpeg() + [UInt8](repeating: 0, count: 500)),
        .init("a JPEG with a second picture behind", "a.jpg", Make.jpeg() + Make.jpeg()),
        .init("a phone's photo with its film behind", "a.jpg", Make.jpeg() + [0, 0, 0, 24] + Array("ftypmp42".utf8)),
        .init("a PDF", "报告.pdf", Make.pdf()),
        .init("a PDF without an ending", "报告", Make.pdf()),
        .init("a PDF that ends in zeros", "a.pdf", Make.pdf(end: "\r\n\0\0\0")),
        .init("a PDF behind a byte order mark", "a.pdf", [0xEF, 0xBB, 0xBF] + Make.pdf()),
        .init("a PDF with an open action to a page", "a.pdf", Make.pdf(catalogue: "/OpenAction [3 0 R /Fit]")),
        .init(
            "a PDF with names that only begin alike", "a.pdf",
            Make.pdf(catalogue: "/JSON 1 /JavaScripts 2 /LaunchPad 3 /EncryptMetadata true")),
        .init(
            "a PDF with chance bytes /JS in a picture", "a.pdf", Make.pdf("stream\n\u{01}/JS\u{02}\u{7F}\nendstream")),
        .init("a PDF with packed objects", "a.pdf", Make.packedPDF(Make.zlib(Array("1 0 << /Type /Font >>".utf8)))),
        .init(
            "a PDF whose text speaks of HTML", "a.pdf",
            Make.pdf(String(repeating: "% filler\n", count: 200) + "(<html> and <script>)")),
        .init("a name with a date and no ending", "证明 2026.05", Make.png()),
    ]

    static let hostile: [EvidenceCase] = [
        .init("nothing", "a.pdf", [UInt8](), .empty),
        .init("the test virus", "a.pdf", Make.eicar, .testVirus),
        .init("the test virus within a PNG", "a.png", Make.png(extra: Make.chunk("tEXt", Make.eicar)), .testVirus),
        .init("the test virus behind a PDF", "a.pdf", Make.pdf() + Make.eicar, .testVirus),

        // Wrong types, under a good name.
        .init(
            "an SVG script named .png", "a.png", "<?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>", .wrongType(.svg)),
        .init("HTML named .pdf", "a.pdf", "\u{FEFF} <!DOCTYPE html><script>alert(1)</script>", .wrongType(.html)),
        .init("a bare script tag", "a.jpg", "<script>alert(1)</script>", .wrongType(.html)),
        .init("a shell script", "a.pdf", "#!/bin/sh\nrm -rf /", .wrongType(.script)),
        .init("a PHP script", "a.png", "<?php system($_GET[1]);", .wrongType(.script)),
        .init("a batch file", "a.pdf", "@echo off\r\ndel *.*", .wrongType(.script)),
        .init("a ZIP named .pdf", "a.pdf", Make.zip, .wrongType(.zip)),
        .init(
            "a Word file", "a.pdf", Make.zip + Array("[Content_Types].xmlword/document.xml".utf8), .wrongType(.office)),
        .init(
            "an old Excel file", "a.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], .wrongType(.office)),
        .init("an OFD invoice", "发票.ofd", Make.zip + Array("OFD.xml".utf8), .wrongType(.ofd)),
        .init("a RAR", "a.rar", "Rar!\u{1A}\u{07}\u{01}\0", .wrongType(.rar)),
        .init("a 7z", "a.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], .wrongType(.sevenZip)),
        .init("a gzip", "a.pdf", [0x1F, 0x8B, 8, 0], .wrongType(.gzip)),
        .init("a Windows program", "a.pdf", "MZ\u{90}\0", .wrongType(.executable)),
        .init("a Linux program", "a.jpg", [0x7F, 0x45, 0x4C, 0x46, 2, 1], .wrongType(.executable)),
        .init("a Windows shortcut", "a.pdf", [0x4C, 0, 0, 0, 1, 0x14, 2, 0], .wrongType(.executable)),
        .init("a GIF named .png", "a.png", "GIF89a", .wrongType(.gif)),
        .init("a WebP", "a.jpg", Array("RIFF".utf8) + [4, 0, 0, 0] + Array("WEBPVP8 ".utf8), .wrongType(.webp)),
        .init("a HEIC", "a.jpg", [0, 0, 0, 24] + Array("ftypheic".utf8), .wrongType(.heic)),
        .init("a film", "a.mp4", [0, 0, 0, 24] + Array("ftypisom".utf8), .wrongType(.video)),
        .init("a TIFF", "a.jpg", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0], .wrongType(.tiff)),
        .init("a text", "a.pdf", "说明：见附件。", .wrongType(.text)),
        .init("a text in GBK", "a.pdf", [0xCB, 0xB5, 0xC3, 0xF7], .wrongType(.text)),
        .init("a text in UTF-16", "a.pdf", [0xFF, 0xFE, 0x41, 0], .wrongType(.text)),
        .init("noise", "a.pdf", [1, 2, 3, 0, 255], .wrongType(.unknown)),
        .init(
            "a PDF header deep in a text", "a.pdf", String(repeating: "x", count: 200) + "%PDF-1.7", .wrongType(.text)),

        // Names.
        .init("a PNG named .pdf", "a.pdf", Make.png(), .nameContradicts(ending: "pdf", content: .png)),
        .init("a JPEG named .exe", "a.jpg.exe", Make.jpeg(), .nameContradicts(ending: "exe", content: .jpeg)),
        .init("a turned name", "a\u{202E}gnp.exe", Make.png(), .nameContradicts(ending: "exe", content: .png)),
        .init(
            "a PDF named .html behind a NUL", "a.pdf\0.html", Make.pdf(),
            .nameContradicts(ending: "html", content: .pdf)),
        .init(
            "a PDF named .svg with blanks behind", "a.svg . ", Make.pdf(),
            .nameContradicts(ending: "svg", content: .pdf)),

        // PNG.
        .init("a PNG of 65,535²", "a.png", Make.png(65_535, 65_535), pixels(65_535, 65_535)),
        .init("a PNG of 4 thousand million pixels a side", "a.png", Make.png(0xFFFF_FFFF, 1), pixels(0xFFFF_FFFF, 1)),
        .init("a PNG of more than 100 megapixel", "a.png", Make.png(20_000, 5001), pixels(20_000, 5001)),
        .init("a PNG without height", "a.png", Make.png(1, 0), .broken(.png)),
        .init("a PNG's signature alone", "a.png", Make.pngSignature, .broken(.png)),
        .init(
            "a PNG without pixels", "a.png", Make.pngSignature + Make.header(1, 1) + Make.chunk("IEND"), .broken(.png)),
        .init("a PNG without its end", "a.png", Make.png(end: []), .broken(.png)),
        .init("a PNG cut in its end", "a.png", Make.png().dropLast(1), .broken(.png)),
        .init("a PNG with a wrong checksum", "a.png", Make.png().dropLast(1) + [0], .broken(.png)),
        .init(
            "a PNG with a chunk longer than the file", "a.png",
            Make.png(extra: [0x7F, 0xFF, 0xFF, 0xFF] + Array("tEXt".utf8)), .broken(.png)),
        .init("a PNG with a chunk of no name", "a.png", Make.png(extra: Make.chunk("t\0\0t")), .broken(.png)),
        .init("a PNG with two headers", "a.png", Make.png(extra: Make.header(1, 1)), .broken(.png)),
        .init(
            "a PNG of an odd depth", "a.png", Make.pngSignature + Make.header(1, 1, depth: 3) + Make.pixels,
            .broken(.png)),
        .init("a PNG with a ZIP behind", "a.png", Make.png() + Make.zip, .carries(.zip, in: .png)),
        .init("a PNG with HTML behind", "a.png", Make.png() + Array("<html><script>".utf8), .carries(.html, in: .png)),
        .init("a PNG with a program behind", "a.png", Make.png() + Array("MZ".utf8), .carries(.executable, in: .png)),
        .init(
            "a PNG with PHP in its text", "a.png", Make.png(extra: Make.chunk("tEXt", Array("C\0<?php x()".utf8))),
            .carries(.script, in: .png)),
        .init(
            "a PNG with a ZIP in its last chunk", "a.png", Make.png(extra: Make.chunk("zIPp", Make.zip)),
            .carries(.zip, in: .png)),

        // JPEG.
        .init("a JPEG's start alone", "a.jpg", [0xFF, 0xD8, 0xFF], .broken(.jpeg)),
        .init("a JPEG without its end", "a.jpg", Make.jpeg(end: []), .broken(.jpeg)),
        .init("a JPEG that begins with its end", "a.jpg", [0xFF, 0xD8, 0xFF, 0xD9], .broken(.jpeg)),
        .init("a JPEG without a frame", "a.jpg", [0xFF, 0xD8] + Make.scan + [0xFF, 0xD9], .broken(.jpeg)),
        .init(
            "a JPEG with a segment longer than the file", "a.jpg", [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 0],
            .broken(.jpeg)),
        .init(
            "a JPEG with a segment of no length", "a.jpg", [0xFF, 0xD8, 0xFF, 0xE1, 0, 0] + Make.jpeg(), .broken(.jpeg)),
        .init("a JPEG of 65,535²", "a.jpg", Make.jpeg(65_535, 65_535), pixels(65_535, 65_535)),
        .init(
            "a JPEG with a second frame that is larger", "a.jpg", Make.jpeg(extra: Make.frame(30_000, 9, 0xC2)),
            pixels(30_000, 9)),
        .init("a JPEG with a ZIP behind", "a.jpg", Make.jpeg() + Make.zip, .carries(.zip, in: .jpeg)),
        .init("a JPEG with a PDF behind", "a.jpg", Make.jpeg() + Make.pdf(), .carries(.pdf, in: .jpeg)),
        .init("a JPEG with HTML behind", "a.jpg", Make.jpeg() + Array(" <HTML>".utf8), .carries(.html, in: .jpeg)),
        .init(
            "a JPEG with a shell script behind", "a.jpg", Make.jpeg() + Array("\n#!/bin/sh".utf8),
            .carries(.script, in: .jpeg)),
        .init(
            "a JPEG with PHP in its comment", "a.jpg", Make.jpeg(extra: Make.segment(0xFE, Array("<?PHP x();".utf8))),
            .carries(.script, in: .jpeg)),
        .init(
            "a JPEG with a script tag in its EXIF", "a.jpg",
            Make.jpeg(extra: Make.segment(0xE1, Array("<ScRiPt>".utf8))), .carries(.html, in: .jpeg)),
        .init(
            "a JPEG that reads as JavaScript", "a.jpg",
            [0xFF, 0xD8] + Make.segment(0xE0, [UInt8](repeating: 0, count: 0x2F28)) + Make.frame(8, 8) + Make.scan + [
                0xFF, 0xD9,
            ], .carries(.script, in: .jpeg)),
        .init(
            "a JPEG with a ZIP in its comment", "a.jpg", Make.jpeg(extra: Make.segment(0xFE, Make.zip)),
            .carries(.zip, in: .jpeg)),

        // PDF.
        .init("a PDF's header alone", "a.pdf", "%PDF-1.7", .broken(.pdf)),
        .init("a PDF without its end", "a.pdf", Array(Make.pdf().dropLast(12)), .broken(.pdf)),
        .init(
            "a PDF with a page of noise behind", "a.pdf", Make.pdf(end: String(repeating: "x", count: 2000)),
            .broken(.pdf)),
        .init("a PDF with a ZIP behind", "a.pdf", Make.pdf() + Make.zip, .carries(.zip, in: .pdf)),
        .init(
            "a PDF with a ZIP's directory before its end", "a.pdf",
            Array(Make.pdf().dropLast(7)) + Make.zipEnd + Array("\n%%EOF\n".utf8), .carries(.zip, in: .pdf)),
        .init(
            "a PDF that reads as HTML", "a.pdf", [UInt8]("%PDF-1.4\n<html><script>alert(1)</script>".utf8) + Make.pdf(),
            .carries(.html, in: .pdf)),
        .init(
            "a PDF with a second one behind its end", "a.pdf", Make.pdf() + Array("%PDF-1.4".utf8),
            .carries(.pdf, in: .pdf)),
        .init("a PDF with JavaScript", "a.pdf", Make.pdf("<< /S /JavaScript /JS (app.alert(1)) >>"), .active(.script)),
        .init(
            "a PDF with JavaScript, escaped", "a.pdf", Make.pdf("<< /S /J#61vaScr#69pt /J#53 (x) >>"), .active(.script)),
        .init(
            "a PDF with a script in a rendition", "a.pdf", Make.pdf("<< /S /Rendition /JS\n12 0 R >>"), .active(.script)
        ),
        .init(
            "a PDF with a script behind a remark", "a.pdf", Make.pdf("<< /S /Rendition /JS%\n(x) >>"), .active(.script)),
        .init(
            "a PDF with a script in hexadecimal", "a.pdf", Make.pdf("<< /S /Rendition /#4a#53<61> >>"), .active(.script)
        ),
        .init("a PDF with an XFA form", "a.pdf", Make.pdf("<< /XFA [(a) 5 0 R] >>"), .active(.script)),
        .init(
            "a PDF that starts a program", "a.pdf", Make.pdf(catalogue: "/OpenAction << /S /Launch /F (cmd.exe) >>"),
            .active(.launch)),
        .init("a PDF with an attachment", "a.pdf", Make.pdf("<< /Type/EmbeddedFile >>"), .active(.attachedFile)),
        .init(
            "a PDF with a tree of attachments", "a.pdf", Make.pdf(catalogue: "/Names << /Embedded#46iles 7 0 R >>"),
            .active(.attachedFile)),
        .init(
            "a PDF with rich media", "a.pdf", Make.pdf("<< /Subtype/RichMedia/RichMediaContent 3 0 R>>"),
            .active(.media)),
        .init("an encrypted PDF", "a.pdf", Make.pdf("<< /Encrypt 6 0 R >>"), .encrypted),
        .init("a PDF with JavaScript in packed objects", "a.pdf", Make.packedPDF(Make.packedScript), .active(.script)),
        .init(
            "a PDF with JavaScript in objects of an escaped type", "a.pdf",
            Make.packedPDF(Make.packedScript, dictionary: "/Type/Obj#53tm/N 1/First 4/Filter[/Fl]"), .active(.script)),
        .init(
            "a PDF with JavaScript in objects without a type", "a.pdf",
            Make.packedPDF(Make.packedScript, dictionary: "/N 1 /First 4 /Filter /FlateDecode"), .active(.script)),
        .init(
            "a PDF with JavaScript in plain objects", "a.pdf",
            Make.packedPDF(Array("1 0 << /S/JavaScript >>".utf8), dictionary: "/Type /ObjStm /N 1 /First 4"),
            .active(.script)),
        .init(
            "a PDF with objects packed twice", "a.pdf",
            Make.packedPDF(
                Make.zlib(Make.packedScript), dictionary: "/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]"),
            .active(.hidden)),
        .init(
            "a PDF with objects that do not unpack", "a.pdf", Make.packedPDF([0x78, 0x9C, 0xFF, 0xFF]), .active(.hidden)
        ),
        .init(
            "a PDF with a pretended stream before the real one", "a.pdf",
            Make.packedPDF(Make.packedScript, dictionary: "/Type /ObjStm /First 4 (stream\n) /Filter /FlateDecode"),
            .active(.script)),
        .init(
            "a PDF with a pretended stream behind the filter", "a.pdf",
            Make.packedPDF(Make.packedScript, dictionary: "/Type /ObjStm /First 4 /Filter /FlateDecode (stream\n)"),
            .active(.hidden)),
        .init("a PDF with objects that unpack to 32 MB", "a.pdf", Make.packedPDF(bomb), .active(.hidden)),
    ]

    private static func pixels(_ width: Int, _ height: Int) -> EvidenceProblem {
        .tooManyPixels(width: width, height: height, maxSide: 20_000, maxPixels: 100_000_000)
    }

    /// 32 MiB of zeros: one block of fixed codes, a zero and copies of 258 bytes.
    private static let bomb: [UInt8] = {
        var bits: [UInt8] = [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0]
        for _ in 0..<130_000 { bits += [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0] }
        bits += [0, 0, 0, 0, 0, 0, 0]
        let bytes = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<min(start + 8, bits.count)].enumerated().reduce(UInt8(0)) { $0 | $1.element << $1.offset }
        }
        return [0x78, 0x9C] + bytes
    }()
}
