import Casework
import Foundation
import HealthCheck
import Station
import Testing

@testable import Catalogue

/// Broken files, each class of mistake in our own words.
@Suite("What is not YAML is told in the station's words")
struct YAMLFaultTests {
    struct Broken: CustomTestStringConvertible, Sendable {
        let text: String
        let fault: YAMLFault
        let line: Int
        let column: Int
        let met: String

        var testDescription: String { text }

        init(_ text: String, _ fault: YAMLFault, _ line: Int, _ column: Int, _ met: String) {
            (self.text, self.fault, self.line, self.column, self.met) = (text, fault, line, column, met)
        }
    }

    static let broken = [
        Broken("version: 1\nrules:\n\t- id: a\n", .tab, 3, 1, "制表符"),
        Broken("a: @b\n", .oddStart, 1, 4, "“@”"),
        Broken("a: b: c\n", .strayColon, 1, 5, "“:”"),
        Broken("a: 1\nb\nc: 2\n", .missingColon, 3, 1, "“c”"),
        Broken("a: - b\n", .dash, 1, 4, "“-”"),
        Broken("a:\n  - b\n  c: 1\n", .dash, 3, 3, "“c”"),
        Broken("a: 1\n  b: 2\n", .strayColon, 2, 4, "“:”"),
        Broken("a:\n    b: 1\n  c: 2\n", .indentation, 3, 3, "“c”"),
        Broken("a: \"b\nc: 1\n", .openQuote, 3, 1, "读到文件末尾"),
        Broken("a: [b\n", .missingComma, 2, 1, "读到文件末尾"),
        Broken("a: {b: 1\nc: 2\n", .missingComma, 2, 2, "“:”"),
        Broken("a: \"\\q\"\n", .escape, 1, 5, "“\\”"),
        Broken("a: *b\n", .alias, 1, 4, "“*”"),
        Broken("a: 1\n---\nb: 2\n", .secondDocument, 2, 1, "“-”"),
        Broken("a: \u{1}\n", .characters, 1, 4, "U+1"),
    ]

    @Test("a mistake is named by line, column, what was met and its class, in both languages", arguments: broken)
    func classes(_ broken: Broken) throws {
        let proof = Proofreading(today: try #require(CivilDay("2026-11-01")))
        #expect(SourceFile(text: broken.text, path: "r.yaml", proof: proof)?.root() == nil)
        let found = try #require(proof.diagnostics.first)
        #expect(proof.diagnostics.count == 1)
        #expect("\(found.line):\(found.column)" == "\(broken.line):\(broken.column)")
        #expect(found.chinese?.message.contains(broken.fault.sentence.zhHans) == true, "\(found)")
        #expect(found.chinese?.message.contains(broken.met) == true, "\(found)")
        #expect(found.message.contains(broken.fault.sentence.en), "\(found)")
        #expect(found.chinese?.hint == broken.fault.advice.zhHans && found.hint == broken.fault.advice.en)
        #expect(found.description.contains(found.message) && found.description.contains(found.chinese?.message ?? "?"))
    }

    @Test("whatever is broken, the parser's own English is not shown, and there is always a sentence")
    func never() throws {
        let sources = ["found character", "did not find expected", "while parsing", "while scanning", "could not find"]
        var chance = SystemRandomNumberGenerator()
        let pieces = [
            "a", ":", " ", "\n", "- ", "\t", "[", "]", "{", "}", ",", "\"", "'", "|", ">", "&", "*", "!", "%", "@",
            "---\n", "键",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 1...14)).compactMap { _ in pieces.randomElement(using: &chance) }.joined()
            let proof = Proofreading(today: try #require(CivilDay("2026-11-01")))
            _ = SourceFile(text: text, path: "r.yaml", proof: proof)?.root()
            for found in proof.diagnostics where found.message.hasPrefix("not valid YAML") {
                #expect(!sources.contains { found.description.contains($0) }, "\(text) \(found)")
                #expect(found.chinese != nil && found.line >= 1 && found.column >= 1)
            }
        }
    }
}
