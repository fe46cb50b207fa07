import Foundation

@testable import Web

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Charts with every feature in use.
enum Sample {
    static func caption(_ id: String) -> ChartCaption {
        ChartCaption(idPrefix: id, title: "税务自测", desc: "最高 7.8")
    }

    static func bars(label: String) -> BarChart {
        BarChart(
            caption: caption("bars"),
            rows: [
                .init(label: label, valueText: "7.8", score: 7.8, low: 7, high: 10, grade: .e, redLineText: "▲红线"),
                .init(label: "投资备案", valueText: "0", score: 0, low: 0, high: 0.4, median: 0, grade: .a),
                .init(label: "转让定价", valueText: "不予评级", score: nil),
            ])
    }

    static func radar(label: String = "常设机构", scores: [Double?]) -> RadarChart {
        RadarChart(
            caption: caption("radar"), axes: scores.map { .init(label: label, valueText: "4.6", score: $0) })
    }

    static func trend(label: String) -> TrendChart {
        TrendChart(
            caption: caption("trend"), dates: ["2025-05", "2025-08", "2025-11", "2026-02", "2026-05", "2026-08"],
            series: [
                .init(label: label, style: .own, values: [6.1, 9.9, nil, 0.1, 5.4, 4.6]),
                .init(label: "同行中位", style: .cohort, values: [4.8, 4.7, 4.7, 4.5, .nan, 4.5]),
            ], methodChanges: [.init(before: 3, text: "2026 年起用新方法")])
    }

    static func columns(label: String) -> ColumnChart {
        let counts: [Double?] = [31, 1204, 0, nil, 22, 18, .infinity, 44, 39, 41, 37, 12]
        return ColumnChart(
            caption: caption("columns"),
            columns: counts.enumerated().map { index, count in
                .init(
                    label: index == 5 ? label : "11-\(index + 10)",
                    valueText: count.map { SVG.number($0) } ?? "", value: count)
            })
    }

    static func strip(label: String, own: Double = 4.6) -> CohortStrip {
        CohortStrip(
            caption: caption("cohort"), lower: 3.1, median: 3.4, upper: 6.2, own: own, ownLabel: label,
            medianLabel: "中位")
    }

    /// Every chart at one size; the radar only with labels of the length the catalogue allows.
    static func all(label: String, size: ChartSize) -> [String] {
        let short = String(label.prefix(6))
        let radar = radar(label: short, scores: [7.8, 5.6, nil, 4.2, 0, 10]).svg(size)
        return [bars(label: label).svg(size), columns(label: label).svg(size)]
            + [trend(label: short).svg(size), strip(label: short).svg(size)] + (radar.map { [$0] } ?? [])
    }
}

/// A drawing read back by an XML parser, so that a check sees what a browser sees.
final class Drawing: NSObject, XMLParserDelegate {
    struct Element {
        let name: String
        let attributes: [String: String]
        var words = ""
    }

    struct Text {
        let words: String
        let left, right, top, bottom: Double

        func touches(_ other: Text) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    private(set) var elements: [Element] = []

    init(_ svg: String) throws {
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.coderReadCorrupt) }
    }

    var height: Double { elements.first?.attributes["height"].flatMap(Double.init) ?? 0 }

    /// The boxes of the texts, by the width estimate and a Han font's ascent and descent.
    var texts: [Text] {
        elements.filter { $0.name == "text" }.map { element in
            let x = element.attributes["x"].flatMap(Double.init) ?? .nan
            let y = element.attributes["y"].flatMap(Double.init) ?? .nan
            let size = element.attributes["font-size"].flatMap(Double.init) ?? .nan
            let width = ChartText.width(of: element.words, size: size)
            let shift: Double =
                switch element.attributes["text-anchor"] {
                case "middle": width / 2
                case "end": width
                default: 0
                }
            return Text(
                words: element.words, left: x - shift, right: x - shift + width, top: y - size * 0.88,
                bottom: y + size * 0.12)
        }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard let last = elements.indices.last else { return }
        elements[last].words += string.trimmingCharacters(in: .newlines)
    }
}
