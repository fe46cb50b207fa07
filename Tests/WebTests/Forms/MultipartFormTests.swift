import Foundation
import Testing

@testable import Web

@Suite("Forms with files (multipart/form-data)")
struct MultipartFormTests {
    private static let type = "multipart/form-data; boundary=b0"

    private static func form(_ body: String, _ type: String? = type) throws -> MultipartForm {
        try MultipartForm(Data(body.utf8), contentType: type)
    }

    private static func part(_ disposition: String, _ content: String = "x", type: String? = nil) -> String {
        "--b0\r\nContent-Disposition: form-data; \(disposition)\r\n"
            + (type.map { "Content-Type: \($0)\r\n" } ?? "") + "\r\n\(content)\r\n"
    }

    private static func isMalformed(_ body: Data, _ type: String? = type) -> Bool {
        do {
            _ = try MultipartForm(body, contentType: type)
            return false
        } catch RequestProblem.malformed("multipart/form-data") {
            return true
        } catch {
            return false
        }
    }

    @Test("fields and files come out in order, with their bytes exactly")
    func fieldsAndFiles() throws {
        let bytes = Data((0...255).map { UInt8($0) } + Array("\r\n--b\r\n--b".utf8))
        let body =
            Data(Self.part("name=\"a\"", "您好\r\n第二行").utf8) + Data(Self.part("name=b", "").utf8)
            + Data("--b0\r\ncontent-disposition:form-data; NAME=\"f\"; filename=\"发票 1.pdf\"\r\n".utf8)
            + Data("Content-Type: Application/PDF; x=1\r\n\r\n".utf8) + bytes + Data("\r\n--b0--\r\nepilogue".utf8)
        let form = try MultipartForm(body, contentType: Self.type)
        #expect(form.fields == [.init(name: "a", value: "您好\r\n第二行"), .init(name: "b", value: "")])
        let file = try #require(form.file("f"))
        #expect(file.fileName == "发票 1.pdf")
        #expect(file.contentType == "application/pdf")
        #expect(Data(file.bytes) == bytes)
        #expect(form.files.count == 1)
    }

    @Test("a body that is itself a slice reads the same")
    func slice() throws {
        let body = Data("junk".utf8) + Data((Self.part("name=a; filename=n.png", "PNG") + "--b0--").utf8)
        let form = try MultipartForm(body.dropFirst(4), contentType: Self.type)
        #expect(form.file("a").map { String(decoding: $0.bytes, as: UTF8.self) } == "PNG")
    }

    @Test("a name that comes twice keeps both values")
    func twice() throws {
        let form = try Self.form(Self.part("name=a", "1") + Self.part("name=a", "2") + "--b0--")
        #expect(form.values("a") == ["1", "2"])
        #expect(form.value("a") == "1")
        #expect(form.value("c") == nil)
    }

    @Test("a form without parts is empty, a preamble and blanks behind a boundary are passed over")
    func edges() throws {
        #expect(try Self.form("--b0--").fields.isEmpty)
        #expect(
            try Self.form("preamble\r\n--b0 \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b0--").value("a")
                == "1")
    }

    @Test("a file field left empty is no file, an empty file is one")
    func noFile() throws {
        let none = Self.part("name=a; filename=\"\"", "", type: "application/octet-stream")
        let form = try Self.form(none + Self.part("name=b; filename=\"x.pdf\"", "") + "--b0--")
        #expect(form.files.map(\.name) == ["b"])
        #expect(form.fields.isEmpty)
    }

    @Test(
        "names of files lose folders and control characters and keep what people wrote",
        arguments: [
            ("filename=\"C:\\Users\\王\\发票.pdf\"", "发票.pdf"), ("filename=\"../../etc/passwd\"", "passwd"),
            ("filename=\"a%22b.png\"", "a\"b.png"), ("filename=\"a\\\"b.png\"", "a\"b.png"),
            ("filename=\"a%0D%0Ab.png\"", "ab.png"), ("filename=\"a\u{202E}gnp.exe\"", "agnp.exe"),
            ("filename=plain.png", "plain.png"), ("filename=\"a;b=c.png\"", "a;b=c.png"),
            ("filename=\"x.pdf\"; filename*=UTF-8''%e5%8f%91%e7%a5%a8.pdf", "发票.pdf"),
            ("filename*=utf-8'zh'%2Fetc%2F%E5%8F%91.pdf", "发.pdf"),
            ("filename=\"x.pdf\"; filename*=GBK''%b7%a2", "x.pdf"),
            ("filename=\"x.pdf\"; filename*=UTF-8''%ff", "x.pdf"),
            ("filename=\"...\"", "file"), ("filename=\"50%.png\"", "50%.png"),
        ])
    func fileNames(_ disposition: String, _ expected: String) throws {
        let form = try Self.form(Self.part("name=a; \(disposition)") + "--b0--")
        #expect(form.file("a")?.fileName == expected)
    }

    @Test(
        "the boundary is read as RFC 2046 writes it",
        arguments: [
            ("multipart/form-data; boundary=b0", "b0"), ("Multipart/Form-Data;boundary=\"b 0\"", "b 0"),
            ("multipart/form-data; charset=utf-8; BOUNDARY=----WebKitFormBoundaryA1", "----WebKitFormBoundaryA1"),
            ("multipart/form-data; boundary=\(String(repeating: "x", count: 70))", String(repeating: "x", count: 70)),
        ])
    func boundary(_ type: String, _ expected: String) {
        #expect(MultipartBoundary(contentType: type)?.text == expected)
    }

    @Test(
        "a content type without a sound boundary is malformed",
        arguments: [
            nil, "", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
            "multipart/form-data; boundary=\(String(repeating: "x", count: 71))",
            "multipart/form-data; boundary=a\u{0}b",
            "multipart/mixed; boundary=b0", "text/plain; boundary=b0", "multipart/form-data; boundary=b0; boundary=b1",
            "multipart/form-data; boundary=\"b0", "multipart/form-data; boundary=\"b0 \"",
            "multipart/form-data; boundary=发",
            "multipart/form-data; boundary=b0;\(String(repeating: " x=1;", count: 300))",
            "multipart/form-data; boundary",
            "multipart/form-data; boundary=b\r\n0",
        ])
    func badBoundary(_ type: String?) {
        #expect(Self.isMalformed(Data((Self.part("name=a") + "--b0--").utf8), type))
    }

    @Test(
        "what is not well formed is malformed",
        arguments: [
            "", "x", "--b0", "--b0\r\n", "--b1--", part("name=a"), part("name=a") + "--b0", part("name=a") + "--b0-",
            part("name=a") + "--b0x\r\n", "--b0\r\n\r\nx\r\n--b0--",
            "--b0\r\nContent-Disposition: form-data; name=a\r\n--b0--",
            part("name=\"\"") + "--b0--", part("nome=a") + "--b0--", part("name=\"a") + "--b0--",
            part("name=a\u{0}b") + "--b0--", part("name=\"a\u{0}\"") + "--b0--",
            part("name=a; filename=\"a\u{0}.png\"") + "--b0--",
            part("name=a; filename*=UTF-8''a%00.png") + "--b0--", part("name=\"a%0D%0Ab\"") + "--b0--",
            part("name=a; name=b") + "--b0--", part("name=a\r\nContent-Disposition: form-data; name=b") + "--b0--",
            part("name=a\r\n folded: x") + "--b0--", part("name=a\r\nno colon") + "--b0--",
            part("name=a\r\nX: a\u{1B}b") + "--b0--", part("name=a\r\nX: a\nb") + "--b0--",
            part("name=a\r\nContent-Transfer-Encoding: base64") + "--b0--",
            "--b0\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b0--",
            part("name=a\r\nX: " + String(repeating: "x", count: 8192)) + "--b0--",
            String(repeating: part("name=a"), count: 101) + "--b0--",
        ])
    func malformed(_ body: String) {
        #expect(Self.isMalformed(Data(body.utf8)))
    }

    @Test("header lines that are not UTF-8 are malformed")
    func notUTF8() {
        let body =
            Data("--b0\r\nContent-Disposition: form-data; name=\"".utf8) + [0xB7, 0xA2]
            + Data("\"\r\n\r\n\r\n--b0--".utf8)
        #expect(Self.isMalformed(body))
    }

    @Test("a hundred parts and just under 8 KiB of headers are taken")
    func bounds() throws {
        #expect(try Self.form(String(repeating: Self.part("name=a"), count: 100) + "--b0--").fields.count == 100)
        let long = Self.part("name=a\r\nX: " + String(repeating: "x", count: 8000))
        #expect(try Self.form(long + "--b0--").value("a") == "x")
    }

    @Test("a text that holds NUL says so, one that is not UTF-8 too")
    func texts() {
        #expect { try Self.form(Self.part("name=a", "a\0b") + "--b0--") } throws: {
            if case RequestProblem.nulCharacter = $0 { true } else { false }
        }
        let body =
            Data("--b0\r\nContent-Disposition: form-data; name=a\r\n\r\n".utf8) + [0xFF] + Data("\r\n--b0--".utf8)
        #expect { try MultipartForm(body, contentType: Self.type) } throws: {
            if case RequestProblem.malformed("UTF-8") = $0 { true } else { false }
        }
    }

    @Test("no cut and no changed byte of a form makes it trap")
    func neverTraps() {
        let body = Data(
            (Self.part("name=\"a\"; filename*=UTF-8''%e5.pdf", "x", type: "a/b") + Self.part("name=b") + "--b0--").utf8)
        for length in 0...body.count { _ = try? MultipartForm(body.prefix(length), contentType: Self.type) }
        var generator = SystemRandomNumberGenerator()
        let bytes = Array("\r\n-b0\";=%\\ \0\u{FF}:".utf8)
        for _ in 0..<5000 {
            var changed = body
            for _ in 0..<3 {
                changed[Int.random(in: 0..<body.count, using: &generator)] = bytes.randomElement(using: &generator) ?? 0
            }
            _ = try? MultipartForm(changed, contentType: Self.type)
        }
    }

    @Test(
        "a megabyte of one thing over and over comes out whole, and soon", .timeLimit(.minutes(2)),
        arguments: ["zeros", "line breaks", "carriage returns", "almost the boundary", "dashes", "random"])
    func large(_ content: String) throws {
        let size = 1 << 20
        let piece: Data =
            switch content {
            case "zeros": Data(count: 4096)
            case "line breaks": Data("\r\n".utf8)
            case "carriage returns": Data("\r".utf8)
            case "almost the boundary": Data("\r\n--b".utf8)
            case "dashes": Data("-".utf8)
            default: Data((0..<65_536).map { _ in UInt8.random(in: .min ... .max) })
            }
        var bytes = Data(capacity: size)
        while bytes.count < size { bytes.append(piece) }
        let body =
            Data("--b0\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n".utf8) + bytes
            + Data("\r\n--b0--\r\n".utf8)
        let form = try MultipartForm(body, contentType: Self.type)
        #expect(form.file("f")?.bytes.count == bytes.count)
    }
}
