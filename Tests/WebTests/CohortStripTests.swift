import Foundation
import Testing

@testable import Web

@Suite("The cohort strip")
struct CohortStripTests {
    @Test("own and median labels stay apart and inside wherever they lie", arguments: ChartTests.sizes)
    func labels(size: ChartSize) throws {
        for own in stride(from: 0.0, through: 10, by: 0.5) {
            for median in stride(from: 0.0, through: 10, by: 2.5) {
                let strip = CohortStrip(
                    caption: Sample.caption("cohort"), lower: max(0, median - 0.4), median: median,
                    upper: min(10, median + 0.4), own: own, ownLabel: "本企业", medianLabel: "中位")
                let texts = try Drawing(strip.svg(size)).texts
                #expect(texts.contains { $0.words == "本企业 \(NumberText.score(own))" })
                #expect(texts.contains { $0.words == "中位 \(NumberText.score(median))" })
                for (index, text) in texts.enumerated() {
                    #expect(text.left >= -1 && text.right <= size.width + 1, "\(text.words) at \(own)")
                    #expect(!texts.dropFirst(index + 1).contains { text.touches($0) }, "\(text.words) at \(own)")
                }
            }
        }
    }

    @Test("one's own place is further right the riskier one is")
    func order() throws {
        func circle(_ own: Double) throws -> Double {
            let drawing = try Drawing(Sample.strip(label: "本企业", own: own).svg(.narrow))
            let mark = try #require(drawing.elements.first { $0.name == "circle" })
            return try #require(mark.attributes["cx"].flatMap(Double.init))
        }
        #expect(try circle(2) < circle(4.6))
        #expect(try circle(4.6) < circle(10))
        #expect(try circle(10) == 350)
        #expect(try circle(0) == 8)
    }
}
