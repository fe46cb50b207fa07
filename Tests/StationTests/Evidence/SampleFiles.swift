import Foundation

/// Small files made byte by byte: sound ones to be taken, and what others are made of.
enum SampleFiles {
    static func big(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }

    static func short(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }

    // MARK: - PNG

    static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func chunk(_ type: String, _ content: [UInt8] = []) -> [UInt8] {
        let body = Array(type.utf8) + content
        return big(content.count) + body + big(Int(checksum(body)))
    }

    /// Bit by bit, unlike the one under test.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
        }
    }

    static func header(_ width: Int, _ height: Int, depth: UInt8 = 8, colour: UInt8 = 0) -> [UInt8] {
        chunk("IHDR", big(width) + big(height) + [depth, colour, 0, 0, 0])
    }

    /// One black pixel.
    static let pixels = chunk("IDAT", zlib([0, 0]))

    static func png(_ width: Int = 1, _ height: Int = 1, extra: [UInt8] = [], end: [UInt8] = chunk("IEND")) -> [UInt8] {
        pngSignature + header(width, height) + extra + pixels + end
    }

    /// `bytes` as a zlib stream, stored as they are.
    static func zlib(_ bytes: [UInt8]) -> [UInt8] {
        var sums = (1, 0)
        for byte in bytes { sums = ((sums.0 + Int(byte)) % 65_521, (sums.1 + sums.0 + Int(byte)) % 65_521) }
        let length = bytes.count
        return [0x78, 0x01, 1] + short(length).reversed() + short(~length & 0xFFFF).reversed() + bytes
            + big(sums.1 << 16 | sums.0)
    }

    // MARK: - JPEG

    static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker] + short(content.count + 2) + content
    }

    static let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])

    static func frame(_ width: Int, _ height: Int, _ marker: UInt8 = 0xC0) -> [UInt8] {
        segment(marker, [8] + short(height) + short(width) + [1, 1, 0x11, 0])
    }

    static let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0xD2, 0xFF, 0x00, 0x10, 0xFF, 0xD0, 0xCF, 0x20]

    static func jpeg(_ width: Int = 8, _ height: Int = 8, extra: [UInt8] = [], end: [UInt8] = [0xFF, 0xD9]) -> [UInt8] {
        [0xFF, 0xD8] + jfif + extra + frame(width, height) + scan + end
    }

    // MARK: - PDF

    static func pdf(_ objects: String = "", catalogue: String = "/Type /Catalog /Pages 2 0 R", end: String = "")
        -> [UInt8]
    {
        Array(
            """
            %PDF-1.7
            %\u{E2}\u{E3}
            1 0 obj
            << \(catalogue) >>
            endobj
            2 0 obj
            << /Type /Pages /Kids [] /Count 0 >>
            endobj
            \(objects)
            xref
            0 1
            0000000000 65535 f
            trailer
            << /Size 3 /Root 1 0 R >>
            startxref
            9
            %%EOF
            \(end)
            """.utf8)
    }

    /// A PDF with `objects` packed in a stream of objects.
    static func packedPDF(_ objects: [UInt8], dictionary: String = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
        -> [UInt8]
    {
        Array("%PDF-1.5\n1 0 obj\n<< /Type /Catalog >>\nendobj\n5 0 obj\n<< \(dictionary) >>\nstream\r\n".utf8)
            + objects
            + Array("\nendstream\nendobj\nstartxref\n0\n%%EOF\n".utf8)
    }

    /// `5 0 << /S /JavaScript /JS (app.alert\(1\)) >>`, three times over, packed by zlib at level 9.
    static let packedScript: [UInt8] = Array(
        Data(base64Encoded: "eNozVTBQsLFR0A9W0PdKLEsMTi7KLCgBsoMVNBILCvQSc1KLSmI0DGM0NRXs7GiiEgB6XSVU") ?? Data())

    // MARK: - Others

    static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 0, count: 26) + [0x61] + zipEnd

    static let zipEnd: [UInt8] = [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)

    static let eicar = Array(("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").utf8)
}
