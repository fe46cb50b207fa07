import Foundation

/// The short form of U1: files that are two things at once, that grow when opened, that run, or that test a scanner; each
/// with its name and words of the refusal.
enum HostileFiles {
    private static let picture = TestStation.picture
    private static let eicar = #"X5O!P%@AP[4\PZX54(P^)7CC)7}$"# + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

    static var all: [(String, Data, String)] {
        [
            ("eicar.pdf", Data(eicar.utf8), "杀毒软件的测试文件"),
            ("eicar.png", picture + Data(eicar.utf8), "杀毒软件的测试文件"),
            ("script.svg", Data("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".utf8), "SVG"),
            ("page.pdf", Data("<!doctype html><script>alert(1)</script>".utf8), "网页"),
            ("polyglot.png", picture + zip(named: "a.class"), "藏着"),
            ("polyglot.pdf", pdf + zip(named: "[Content_Types].xml"), "藏着"),
            ("polyglot.jpg", Data("%PDF-1.7 ".utf8) + picture, ".jpg 结尾"),
            ("huge.png", png(width: 65_535, height: 65_535), "65535×65535 像素"),
            ("xxe.xlsx", zip(named: "xl/workbook.xml", holding: xxe), "请上传 PDF、PNG 或 JPEG"),
            ("bomb.zip", zip(named: "zeros", holding: Data(count: 1000)), "请上传 PDF、PNG 或 JPEG"),
            ("slip.zip", zip(named: "../../etc/passwd"), "请上传 PDF、PNG 或 JPEG"),
            ("javascript.pdf", pdf(catalogue: "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "脚本"),
            ("launch.pdf", pdf(catalogue: "/OpenAction << /S /Launch /F (cmd.exe) >>"), "启动程序"),
            ("attached.pdf", pdf(catalogue: "/Names << /EmbeddedFiles 9 0 R >>"), "夹带文件"),
            ("program.png", Data("MZ".utf8) + Data(count: 500), "程序"),
            ("shell.pdf", Data("#!/bin/sh\nrm -rf /\n".utf8), "脚本"),
            ("cut.png", picture.prefix(40), "打不开"), ("empty.pdf", Data(), "是空的"),
            ("name.pdf", picture, "内容却是 PNG"),
        ]
    }

    private static let xxe = Data(
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><workbook>&e;</workbook>".utf8)

    private static var pdf: Data { pdf(catalogue: "") }

    private static func pdf(catalogue: String) -> Data {
        Data(
            """
            %PDF-1.7
            1 0 obj
            << /Type /Catalog /Pages 2 0 R \(catalogue) >>
            endobj
            2 0 obj
            << /Type /Pages /Kids [] /Count 0 >>
            endobj
            xref
            0 1
            0000000000 65535 f
            trailer
            << /Size 3 /Root 1 0 R >>
            startxref
            9
            %%EOF

            """.utf8)
    }

    /// One stored entry, with its directory.
    private static func zip(named name: String, holding content: Data = Data()) -> Data {
        let fields =
            Data(count: 12) + little(content.count) + little(content.count) + Data([UInt8(name.utf8.count), 0])
        let local = Data("PK\u{3}\u{4}".utf8) + Data([20, 0, 0, 0]) + fields.dropFirst(2).prefix(20) + Data(count: 2)
        return local + Data(name.utf8) + content + Data("PK\u{5}\u{6}".utf8) + Data(count: 18)
    }

    private static func little(_ number: Int) -> Data {
        withUnsafeBytes(of: UInt32(number).littleEndian) { Data($0) }
    }

    /// The one-pixel picture with another size in its head and the checksum to fit.
    private static func png(width: UInt32, height: UInt32) -> Data {
        var head = Data("IHDR".utf8)
        for side in [width, height] { head += withUnsafeBytes(of: side.bigEndian) { Data($0) } }
        head += Data([8, 0, 0, 0, 0])
        var sum = ~UInt32(0)
        for byte in head {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return picture.prefix(12) + head + withUnsafeBytes(of: (~sum).bigEndian) { Data($0) } + picture.dropFirst(33)
    }
}
