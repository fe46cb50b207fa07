import Catalogue
import Foundation
import Testing

@Suite("Hostile input")
struct HostileInputTests {
    private static let bomb =
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "bcdefghi".reduce(into: ("", "a")) { text, letter in
            text.0 +=
                "\(letter): &\(letter) [" + Array(repeating: "*\(text.1)", count: 9).joined(separator: ",") + "]\n"
            text.1 = String(letter)
        }.0

    private static let texts: [(name: String, text: String)] = [
        ("deep brackets", String(repeating: "[", count: 100_000)),
        ("deep braces", String(repeating: "{a: ", count: 50_000)),
        ("deep closed brackets", String(repeating: "[", count: 990) + String(repeating: "]", count: 990)),
        ("deep dashes", String(repeating: "- ", count: 100_000)),
        ("deep question marks", String(repeating: "? ", count: 100_000)),
        ("aliases that multiply", bomb),
        ("aliases that multiply in a key", bomb + "? *i\n: x\n"),
        ("an alias of itself", "a: &a [*a]\n"),
        ("an alias of nothing", "units: *a\n"),
        ("merge keys", "units: &u []\n<<: *u\n"),
        ("nothing", ""),
        ("only a remark", "# nothing\n"),
        ("two documents", "units: []\n---\nunits: []\n"),
        ("a zero byte", "units: \"\\0\"\nx: \u{0}\n"),
        ("a list where a map is due", "- 1\n- 2\n"),
        ("a word where a map is due", "units\n"),
        ("maps as keys", "{a: 1}: {b: 2}\n? [x]\n: y\n"),
        ("many keys given twice", String(repeating: "a: 1\nb: 2\n", count: 200)),
        ("tags", "units: !!binary \"AAAA\"\n!x y: !!int z\n"),
        ("private letters", "\u{E000}units: []\n"),
        ("other line breaks", "units:\u{2028}  - id: x\u{85}    loop: y\r\n"),
    ]

    @Test("of any shape is refused in words, in every file", arguments: texts.indices)
    func refused(_ index: Int) throws {
        let text = Self.texts[index].text
        let files = [
            "station/units.yaml", "station/matters.yaml", "station/routing.yaml", "station/calendar.yaml",
            "station/deadlines.yaml", "self-tests/tax/questionnaire.yaml", "self-tests/tax/examples/calm.yaml",
            "self-tests/tax/versions/2026.11/questionnaire.yaml", "self-tests/tax/published.yaml",
            "self-tests/findings.yaml", "rules/tax.yaml", "countries/source.yaml",
            "station/examples/x.yaml", "notices/ticket-accepted.company.yaml", "locales/zh-Hans.yaml",
            "locales/en.yaml",
        ]
        let workspace = try Workspace([])
        for file in files { try workspace.write(text, to: file) }
        let outcome = workspace.load()
        #expect(outcome.catalogue == nil)
        for file in files where !file.hasPrefix("locales") {
            #expect(
                outcome.errors.contains { $0.file == "Questionnaires/\(file)" }, "\(Self.texts[index].name): \(file)")
        }
    }

    @Test("too large, not UTF-8, or a folder in a file's place is refused")
    func refusedUnread() throws {
        let workspace = try Workspace([])
        try workspace.write(String(repeating: "# 0123456789\n", count: 200_000), to: "station/units.yaml")
        try FileManager.default.createDirectory(
            at: workspace.url("station/matters.yaml"), withIntermediateDirectories: true)
        try Data("version: \"1\"\nrules: caf".utf8 + [0xE9, 0x0A]).write(to: workspace.url("station/routing.yaml"))
        let found = workspace.load().errors.map { "\($0.file):\($0.line):\($0.column) \($0.message)" }
        #expect(found.contains("Questionnaires/station/units.yaml:1:1 the file is larger than 2 MiB"))
        #expect(found.contains("Questionnaires/station/matters.yaml:1:1 not a plain file"))
        #expect(found.contains("Questionnaires/station/routing.yaml:2:11 not valid UTF-8"))
    }

    @Test(
        "made of real files by chance never stops the loader: 360 spoilt files",
        arguments: ["self-tests/tax", "self-tests/first-look", "rules", "countries", "station", "notices"])
    func mutations(_ part: String) throws {
        var chance = SplitMix(seed: UInt64(part.utf8.count))
        let workspace = try Workspace(Array(Set([part, "rules", "countries", "self-tests/findings.yaml"])))
        let names = try #require(FileManager.default.enumerator(atPath: workspace.folder.path)).allObjects
        let originals = try names.compactMap { $0 as? String }
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".csv") }.sorted()
            .map { (url: workspace.url($0), data: try Data(contentsOf: workspace.url($0))) }
        var spoilt = 0
        while spoilt < 60 {
            for (url, data) in originals {
                let spoils = chance.below(2) == 0
                spoilt += spoils ? 1 : 0
                try (spoils ? chance.mutated(data) : data).write(to: url)
            }
            let outcome = workspace.load()
            #expect((outcome.catalogue == nil) == !outcome.errors.isEmpty)
            #expect(outcome.diagnostics.allSatisfy { $0.line >= 1 && $0.column >= 1 && !$0.message.isEmpty })
        }
    }
}

/// Chance that repeats: S. Vigna's SplitMix64.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &self) }

    /// One to four bytes replaced, removed, doubled or put in; often by characters that mean something to YAML.
    mutating func mutated(_ data: Data) -> Data {
        let marks = Array("{}[]:,-#&*!|>'\"%@`?\n\t 0123456789eE+.~\u{0}".utf8) + [0x80, 0xFF, 0xC3]
        var bytes = Array(data)
        for _ in 0...below(4) where !bytes.isEmpty {
            let place = below(bytes.count)
            let mark = marks[below(marks.count)]
            switch below(5) {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: next())
            case 1: bytes[place] = mark
            case 2: bytes.insert(mark, at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(20)))
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + below(200))], at: place)
            }
        }
        return Data(bytes)
    }
}
