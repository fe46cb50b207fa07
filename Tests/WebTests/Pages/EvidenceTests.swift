import Foundation
import Station
import Testing

@Suite("Evidence beside a question")
struct EvidenceTests {
    private static let path = "/self-tests/tax/questions/filing-evidence"
    private static let gates = #""money-before-filing":"filed-first","papers-complete":["ndrc"]"#

    /// The company answers what leads to the question.
    private static func begin(_ house: TestStation, as person: Person = .company) async throws {
        _ = try await house.api("PUT", "/self-tests/tax/draft", as: person, #"{"answers":{\#(gates)}}"#)
    }

    private static func add(_ house: TestStation, named name: String = "scan.png") async throws -> String {
        let sent = try await house.ask(
            "POST", "/api/v1\(path)/evidence?filename=\(name)",
            headers: ["Authorization": "Bearer \(house.tokens[.company] ?? "")"], body: Array(TestStation.picture))
        #expect(sent.status == 201, "\(sent.text)")
        return try #require(sent.json["id"].text)
    }

    private static func stored(_ house: TestStation) async throws -> JSON {
        try await house.api("GET", "/self-tests/tax/draft", as: .company).json["answers"]["filing-evidence"]
    }

    @Test("a file is taken by form and by API, listed with its size, saved as it was, and removed after a question")
    func lifecycle() async throws {
        try await TestStation.run { house in
            try await Self.begin(house)
            let sent = try await house.upload(TestStation.picture, named: "证书 1.png", to: Self.path)
            #expect(sent.status == 303 && sent.location.hasSuffix("#files"))
            let page = try await house.page(Self.path, as: .company)
            #expect(page.text.contains("证书 1.png") && page.text.contains("PNG、1 KB"))
            let id = try #require(try await Self.stored(house)[0].text)
            let same = try await Self.add(house)
            #expect(same == id, "the same file sent twice is there once")
            let saved = try await house.page("/evidence/\(id)", as: .company)
            #expect(saved.status == 200 && Data(saved.bytes) == TestStation.picture)
            #expect(saved.header("Content-Disposition")?.hasPrefix("attachment;") == true)
            #expect(saved.header("Content-Security-Policy") == "default-src 'none'; sandbox")
            #expect(saved.header("X-Content-Type-Options") == "nosniff")
            let asked = try await house.form(Self.path, as: .company, ["remove": id])
            #expect(asked.status == 303 && asked.location.contains("remove=\(id)"))
            #expect(try await house.page(asked.location, as: .company).text.contains("确定删去“证书 1.png”？"))
            #expect(try await house.page("/evidence/\(id)", as: .company).status == 200)
            #expect(try await house.form(Self.path, as: .company, ["confirm": id]).status == 303)
            #expect(try await house.page("/evidence/\(id)", as: .company).status == 404)
            #expect(try await Self.stored(house) == .null)
        }
    }

    @Test("what is no plain document or picture is refused in words, and the files that were there stay")
    func refusals() async throws {
        try await TestStation.run { house in
            try await Self.begin(house)
            _ = try await Self.add(house, named: "first.png")
            let eicar = #"X5O!P%@AP[4\PZX54(P^)7CC)7}$"# + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
            let cases: [(String, Data, String)] = [
                ("a.pdf", Data("<html><script>".utf8), "这是网页"), ("a.png", Data(), "这个文件是空的"),
                ("a.png", TestStation.picture.prefix(40), "这个 PNG 打不开"),
                ("a.pdf", TestStation.picture, "文件名以 .pdf 结尾"), ("a.png", Data(eicar.utf8), "杀毒软件的测试文件"),
                ("a.png", TestStation.picture + Data("PK\u{3}\u{4}".utf8) + Data(count: 80), "重新导出"),
            ]
            for (name, bytes, words) in cases {
                let page = try await house.upload(bytes, named: name, to: Self.path)
                #expect(page.status == 422 && page.text.contains(words), "\(words): \(page.status)")
                #expect(page.text.contains("first.png") && page.text.contains("href=\"#file\""), "\(words)")
                guard !bytes.isEmpty else { continue }
                let api = try await house.ask(
                    "POST", "/api/v1\(Self.path)/evidence?filename=\(name)",
                    headers: ["Authorization": "Bearer \(house.tokens[.company] ?? "")"], body: Array(bytes))
                #expect(api.status == 422 && api.pointers == ["/file"] && api.text.contains(words), "\(words)")
            }
            #expect(try await Self.stored(house).count == 1)
        }
    }

    @Test("a body beyond the limit is answered 413 with the question still there; elsewhere the limit stays small")
    func tooLarge() async throws {
        try await TestStation.run { house in
            try await Self.begin(house)
            _ = try await Self.add(house, named: "first.png")
            let whole = try await house.upload(Data(count: 22 * 1024 * 1024), named: "a.pdf", to: Self.path)
            #expect(whole.status == 413 && whole.text.contains("文件超过 20 MB，请分开上传"))
            #expect(whole.text.contains("first.png") && whole.text.contains("name=\"file\""))
            let elsewhere = try await house.ask(
                "POST", "/self-tests/tax/questions/staff-days",
                headers: [
                    "Cookie": "__Host-station=\(house.tokens[.company] ?? "")", "Sec-Fetch-Site": "same-origin",
                    "Content-Type": "application/x-www-form-urlencoded",
                ], body: Array("number=".utf8) + Array(repeating: UInt8(ascii: "1"), count: 2 * 1024 * 1024))
            #expect(elsewhere.status == 413, "the other forms stay small")
        }
    }

    @Test("at most five files a question")
    func fiveFiles() async throws {
        try await TestStation.run { house in
            try await Self.begin(house)
            for number in 1...5 {
                // Behind a text chunk of their own the pictures differ.
                let picture = Self.picture(saying: "number \(number)")
                let sent = try await house.upload(picture, named: "\(number).png", to: Self.path)
                #expect(sent.status == 303, "\(sent.text)")
            }
            let sixth = try await house.upload(Self.picture(saying: "six"), named: "6.png", to: Self.path)
            #expect(sixth.status == 422 && sixth.text.contains("最多放 5 个文件"))
            #expect(try await Self.stored(house).count == 5)
        }
    }

    @Test("the ids are the station's own: another company's, another question's or an invented one is refused")
    func ownership() async throws {
        try await TestStation.run { house in
            try await Self.begin(house)
            try await Self.begin(house, as: .company2)
            let id = try await Self.add(house)
            for person in Person.allCases where person != .company {
                #expect(try await house.page("/evidence/\(id)", as: person).status == 404, "\(person)")
                let removed = try await house.api("DELETE", "/evidence/\(id)", as: person)
                #expect([403, 404].contains(removed.status), "\(person)")
            }
            for (person, ids) in [(Person.company2, [id]), (.company, [id, "invented"])] {
                let body = #"{"answers":{\#(Self.gates),"filing-evidence":\#(jsonText(ids))},"consent":{}}"#
                let draft = try await house.api("PUT", "/self-tests/tax/draft", as: person, body)
                #expect(draft.status == 422 && draft.pointers == ["/answers/filing-evidence"], "\(person)")
                let sent = try await house.api("POST", "/self-tests/tax/submissions", as: person, body)
                #expect(sent.status == 422 && sent.pointers == ["/answers/filing-evidence"], "\(person)")
            }
            #expect(try await Self.stored(house) == .array([.text(id)]))
        }
    }

    @Test("a submission pins its files: officers read them where it is shared, and nobody deletes them any more")
    func pinning() async throws {
        try await TestStation.run { house in
            try await Self.begin(house)
            let id = try await Self.add(house)
            let sent = try await house.api(
                "POST", "/self-tests/tax/submissions", as: .company,
                #"{"answers":{\#(Self.gates),"filing-evidence":["\#(id)"]},"consent":{"shareWithOfficers":true}}"#)
            #expect(sent.status == 201, "\(sent.text)")
            #expect(try await house.page("/evidence/\(id)", as: .liaison).status == 200)
            #expect(try await house.page("/evidence/\(id)", as: .company2).status == 404)
            #expect(try await house.page("/evidence/\(id)", as: .tax).status == 404)
            #expect(try await house.api("DELETE", "/evidence/\(id)", as: .company).status == 404)
            _ = try await house.form("/self-tests/tax/draft", as: .company)
            #expect(try await house.api("DELETE", "/evidence/\(id)", as: .company).status == 204)
            #expect(try await Self.stored(house) == .null)
            let kept = try await house.page("/evidence/\(id)", as: .company)
            #expect(kept.status == 200 && Data(kept.bytes) == TestStation.picture)
        }
    }

    @Test("files that nothing rests on go with the draft they were put beside")
    func unused() async throws {
        try await TestStation.run { house in
            try await Self.begin(house)
            let id = try await Self.add(house)
            let sent = try await house.api(
                "POST", "/self-tests/tax/submissions", as: .company,
                #"{"answers":{"staff-days":3},"consent":{"shareWithOfficers":true}}"#)
            #expect(sent.status == 201)
            #expect(try await house.page("/evidence/\(id)", as: .company).status == 404)
        }
    }

    /// The picture with a text chunk, so that no two are the same.
    private static func picture(saying text: String) -> Data {
        let head = 8 + 25
        let content = Data("tEXtComment\u{0}\(text)".utf8)
        var picture = Data(TestStation.picture.prefix(head))
        picture.append(bigEndian(UInt32(content.count - 4)))
        picture.append(content)
        picture.append(bigEndian(checksum(content)))
        picture.append(TestStation.picture.dropFirst(head))
        return picture
    }

    private static func bigEndian(_ number: UInt32) -> Data { withUnsafeBytes(of: number.bigEndian) { Data($0) } }

    private static func checksum(_ bytes: Data) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
