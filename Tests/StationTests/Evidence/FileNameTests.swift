import Station
import Testing

@Suite("Names of files")
struct FileNameTests {
    @Test(
        "a name loses folders and what cannot be seen",
        arguments: [
            ("报告.pdf", "报告.pdf"), ("/etc/passwd", "passwd"), ("..\\..\\a.png", "a.png"), ("C:\\图\\a.png", "a.png"),
            ("a\u{202E}gnp.exe", "agnp.exe"), ("a\u{200B}\u{FEFF}b\u{2028}.pdf", "ab.pdf"), ("a\r\n\0b.pdf", "ab.pdf"),
            (" .a.pdf. ", "a.pdf"), ("", "file"), ("..", "file"), ("/", "file"), ("\u{202E}", "file"),
            ("e\u{301}.pdf", "é.pdf"), ("a\u{E0041}\u{FE0F}.pdf", "a.pdf"),
        ])
    func cleaned(_ raw: String, _ expected: String) {
        #expect(FileName(raw).text.unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test("a long name is cut to 120 characters before its ending")
    func cut() {
        let name = FileName(String(repeating: "企", count: 500) + ".jpeg")
        #expect(name.text.count == 120)
        #expect(name.text.hasSuffix("企.jpeg"))
        #expect(FileName(String(repeating: "企", count: 115) + ".jpeg").text.count == 120)
        #expect(FileName(String(repeating: "a", count: 1_000_000)).text.count == 120)
    }

    @Test("one character of very many marks does not fill a name")
    func marks() {
        let name = FileName("a" + String(repeating: "\u{0336}", count: 3000) + ".pdf")
        #expect(name.text.unicodeScalars.count <= FileName.limit)
        #expect(name.ending == "pdf")
    }

    @Test(
        "an ending is ASCII, short, and holds a letter",
        arguments: [
            ("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", nil), ("2026.05", nil), ("v1.2", nil), ("a.发票", nil),
            ("a.7z", "7z"), ("a.averylongending", nil), (".pdf", nil),
        ] as [(String, String?)])
    func ending(_ raw: String, _ expected: String?) {
        #expect(FileName(raw).ending == expected)
    }
}
