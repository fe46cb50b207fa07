import Casework
import Catalogue
import Foundation
import HealthCheck
import Station
import Testing

/// Every matter against the survey of public service guides that the catalogue was written from:
/// `Tests/Samples/matters-core102.tsv`, the rows of the service survey (SERVICES.md) marked as one of the 102.
@Suite("The matters agree with the survey of services")
struct MatterFactsTests {
    @Test("the 102 of the survey, and no other")
    func codes() throws {
        let matters = try Self.matters()
        #expect(Self.facts().count == 102)
        #expect(Set(Self.facts().map(\.code)).symmetricDifference(matters.keys).sorted() == [])
    }

    @Test("unit, ways in, promise, limit, fee and papers", arguments: facts())
    func agrees(_ fact: Fact) throws {
        let matter = try #require(try Self.matters()[fact.code])
        #expect(matter.unit.rawValue == fact.unit)
        #expect(Set(matter.channels) == fact.channels)
        if let days = fact.promisedDays { #expect(matter.promise == (days == 0 ? .hours(4) : .days(days))) }
        if let limit = fact.limit {
            let text = try #require(matter.limit)
            #expect(Self.numbers(text.zhHans).contains(limit.count) && Self.numbers(text.en).contains(limit.count))
            #expect(text.zhHans.contains(limit.word.zhHans) && text.en.contains(limit.word.en))
        }
        #expect((matter.fee == nil) == fact.fee.isEmpty)
        for amount in fact.amounts {
            let text = try #require(matter.fee)
            if amount == 0 {
                #expect(text.zhHans.contains("免费") && text.en.lowercased().contains("free"))
            } else {
                #expect(Self.numbers(text.zhHans).contains(amount) && Self.numbers(text.en).contains(amount))
            }
        }
        #expect(matter.papers.count >= fact.papers)
    }

    private static func matters() throws -> [String: Matter] { try loaded.get() }

    /// Read once for all cases.
    private static let loaded = Result {
        let catalogue = try #require(
            CatalogueLoader(
                folder: root.appending(path: "Questionnaires"), today: Workspace.today, runExamples: false
            ).load().catalogue)
        return Dictionary(catalogue.matters.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func facts() -> [Fact] {
        let file = root.appending(path: "Tests/Samples/matters-core102.tsv")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").dropFirst().compactMap { Fact($0) }
    }

    static func numbers(_ text: String) -> Set<Int> {
        Set(text.replacing(",", with: "").matches(of: /[0-9]+/).compactMap { Int($0.0) })
    }
}

/// What the survey says of one matter.
struct Fact: Sendable, CustomTestStringConvertible {
    let code: String
    let unit: String
    let limit: (count: Int, word: LocalizedText)?
    let promisedDays: Int?
    let fee: String
    let channels: Set<String>
    let papers: Int

    var testDescription: String { code }

    /// The amounts that begin a part of the fee: `15 (1次); 30 (2次)` is 15 and 30.
    var amounts: [Int] {
        fee.split { ";/+".contains($0) }.compactMap { part in
            Int(part.drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber })
        }
    }

    init?(_ line: Substring) {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 8 else { return nil }
        let words = [
            "wd": LocalizedText(zhHans: "工作日", en: "working day"), "cd": LocalizedText(zhHans: "日", en: " days"),
            "month": LocalizedText(zhHans: "月", en: "month"),
        ]
        code = cells[0]
        unit = cells[1]
        limit = Int(cells[2]).flatMap { count in words[cells[3]].map { (count, $0) } }
        promisedDays = Int(cells[4])
        fee = cells[5]
        channels = Set(
            cells[6].split(separator: "+").map { way in
                way.prefix { $0 != "(" }.trimmingCharacters(in: .whitespaces).replacing(" ", with: "-")
            })
        papers = cells[7].split(separator: ";").count
    }
}
