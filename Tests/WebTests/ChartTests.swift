import Foundation
import Testing

@testable import Web

@Suite("Charts")
struct ChartTests {
    static let sizes = [358.0, 680].flatMap { width in
        [14.0, 18, 24].map { ChartSize(width: width, textSize: $0) }
    }
    static let labels = ["税", "境外投资备案与信息报告制度", "Tax", "Outbound investment filing and information reporting"]

    @Test("no label touches another and none leaves the drawing", arguments: sizes, labels)
    func labelsStayApart(size: ChartSize, label: String) throws {
        for svg in Sample.all(label: label, size: size) {
            let drawing = try Drawing(svg)
            #expect(!drawing.texts.isEmpty)
            for text in drawing.texts {
                #expect(text.left >= -1 && text.right <= size.width + 1, "\(text.words) leaves the drawing")
                #expect(text.top >= -1 && text.bottom <= drawing.height + 1, "\(text.words) leaves the drawing")
            }
            for (index, text) in drawing.texts.enumerated() {
                for other in drawing.texts.dropFirst(index + 1) {
                    #expect(!text.touches(other), "\(text.words) touches \(other.words)")
                }
            }
        }
    }

    @Test("a text is drawn at the size that was asked for, with its family, and never smaller", arguments: sizes)
    func textKeepsItsSize(size: ChartSize) throws {
        for svg in Sample.all(label: "常设机构", size: size) {
            let texts = try Drawing(svg).elements.filter { $0.name == "text" }
            #expect(texts.allSatisfy { $0.attributes["font-size"] == SVG.number(size.textSize) })
            let family = "Station Sans, Noto Sans CJK SC"
            #expect(texts.allSatisfy { $0.attributes["font-family"]?.hasPrefix(family) == true })
        }
    }

    @Test("a drawing has a name and a description, and no styles that the content policy forbids", arguments: sizes)
    func drawingIsNamed(size: ChartSize) throws {
        for svg in Sample.all(label: "转让定价", size: size) {
            let drawing = try Drawing(svg)
            let root = try #require(drawing.elements.first)
            #expect(root.attributes["role"] == "img")
            let ids = drawing.elements.compactMap { $0.attributes["id"] }
            #expect(root.attributes["aria-labelledby"]?.split(separator: " ").map(String.init) == ids)
            #expect(Set(ids).count == ids.count)
            #expect(drawing.elements.allSatisfy { $0.attributes["style"] == nil && $0.name != "style" })
            #expect(!svg.contains("nan") && !svg.contains("inf"))
        }
    }

    @Test("the narrow and the wide drawing of one chart share no id")
    func idsDiffer() {
        let chart = Sample.bars(label: "转让定价")
        #expect(chart.svg(.narrow).contains("id=\"bars-358-title\""))
        #expect(chart.svg(.wide).contains("id=\"bars-680-title\""))
    }

    @Test("the same values draw the same bytes")
    func deterministic() {
        #expect(Sample.all(label: "人员", size: .wide) == Sample.all(label: "人员", size: .wide))
    }

    @Test("a name cannot break out of its element")
    func escaped() throws {
        let hostile = "<script>\"&'\u{0}"
        for svg in Sample.all(label: hostile, size: .wide) {
            #expect(!svg.contains("<script"))
            _ = try Drawing(svg)
        }
        #expect(SVG.escaped(hostile) == "&lt;script&gt;&quot;&amp;&#39;")
    }

    @Test("the radar is left out under three scored axes, and where its labels leave no room")
    func radarOmitted() {
        #expect(Sample.radar(scores: [1, 2, 3]).svg(.narrow) != nil)
        #expect(Sample.radar(scores: [1, 2, nil, nil, nil, nil]).svg(.narrow) == nil)
        #expect(Sample.radar(scores: [1, 2, .nan]).svg(.narrow) == nil)
        #expect(Sample.radar(label: "六个汉字标签", scores: [1, 2, 3, 4, 5, 6]).svg(.narrow) != nil)
        #expect(
            Sample.radar(label: "六个汉字标签", scores: [1, 2, 3, 4, 5, 6]).svg(ChartSize(width: 358, textSize: 24)) == nil)
    }

    @Test("radar labels stay apart with three to eight axes", arguments: 3...8)
    func radarLabels(axes: Int) throws {
        let svg = try #require(Sample.radar(label: "低税与交换", scores: (0..<axes).map(Double.init)).svg(.narrow))
        let texts = try Drawing(svg).texts
        #expect(texts.count == axes * 2)
        for (index, text) in texts.enumerated() {
            #expect(text.left >= 0 && text.right <= 358)
            #expect(!texts.dropFirst(index + 1).contains { text.touches($0) })
        }
    }

    @Test("bars keep the caller's order, and a bar without a score keeps its row")
    func barOrder() throws {
        let words = try Drawing(Sample.bars(label: "常设机构").svg(.wide)).texts.map(\.words)
        let rows = words.filter { ["常设机构", "投资备案", "转让定价"].contains($0) }
        #expect(rows == ["常设机构", "投资备案", "转让定价"])
        #expect(words.contains("▲红线") && words.contains("不予评级") && words.contains("E"))
    }

    @Test("a bar is as long as its score says, on a scale of ten")
    func barLength() throws {
        func length(_ score: Double) throws -> Double {
            let row = BarChart.Row(label: "甲", valueText: "5.0", score: score, grade: .c)
            let drawing = try Drawing(BarChart(caption: Sample.caption("bars"), rows: [row]).svg(.wide))
            let bar = try #require(drawing.elements.first { $0.attributes["class"]?.contains("ch-grade-c") == true })
            return try #require(bar.attributes["width"].flatMap(Double.init))
        }
        #expect(try abs(length(5) * 2 - length(10)) < 0.02)
        #expect(try length(0) == 0)
        #expect(try length(12) == length(10))
    }

    @Test("a gap in a trend breaks its line")
    func trendGap() throws {
        /// How many points each stretch of the line joins.
        func runs(_ values: [Double?]) throws -> [Int] {
            let line = TrendChart.Series(label: "甲", style: .own, values: values)
            let chart = TrendChart(caption: Sample.caption("trend"), dates: ["1", "2", "3", "4", "5"], series: [line])
            let lines = try Drawing(chart.svg(.wide)).elements.filter {
                $0.name == "path" && $0.attributes["class"] == "ch-own-line"
            }
            return lines.map { ($0.attributes["d"] ?? "").count { "ML".contains($0) } }
        }
        #expect(try runs([1, 2, 3, 4, 5]) == [5])
        #expect(try runs([1, 2, nil, 4, 5]) == [2, 2])
        #expect(try runs([1, nil, 3, .nan, 5]) == [])
    }

    @Test("a narrow trend prints at most four dates, a wide one eight, the newest always")
    func trendDates() throws {
        let dates = (1...24).map { "d\($0)" }
        let line = TrendChart.Series(label: "甲", style: .own, values: dates.map { _ in 4 })
        let chart = TrendChart(caption: Sample.caption("trend"), dates: dates, series: [line])
        for (size, most) in [(ChartSize.narrow, 4), (.wide, 8)] {
            let printed = try Drawing(chart.svg(size)).texts.map(\.words).filter { $0.hasPrefix("d") }
            #expect(printed.count <= most && printed.count > 1)
            #expect(printed.last == "d24")
        }
    }

    @Test(
        "numbers print with at most two decimals and never as anything but a number",
        arguments: [
            (1.005, "1"), (2.345, "2.35"), (-0.5, "-0.5"), (0.05, "0.05"), (10, "10"), (-0.001, "0"), (.nan, "0"),
            (.infinity, "0"),
        ])
    func numbers(value: Double, printed: String) {
        #expect(SVG.number(value) == printed)
    }

    @Test("Han counts one em and Latin six tenths")
    func widths() {
        #expect(abs(ChartText.width(of: "税务", size: 14) - 28) < 1e-9)
        #expect(abs(ChartText.width(of: "4.6", size: 10) - 18) < 1e-9)
        #expect(ChartText.wrapped("Outbound filing", room: 70, size: 14) == ["Outbound", "filing"])
        #expect(ChartText.wrapped("境外投资备案", room: 42, size: 14) == ["境外投", "资备案"])
        #expect(ChartText.wrapped("境外投资备案与信息", room: 42, size: 14) == ["境外投", "资备…"])
    }
}
