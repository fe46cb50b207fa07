/// Where a company stands among its peers: the box holds the middle half, the tick is their median, ● is the company.
///
/// The caller leaves it out when there are too few peers (RISK.md §4: medians from five up).
struct StripChart: Sendable, Equatable {
    let caption: ChartCaption
    /// The ends of the middle half and the median between them, 0…10.
    let firstQuartile: Double
    let median: Double
    let thirdQuartile: Double
    /// The company's own score, 0…10.
    let own: Double
    /// The words beside the median and beside ●, with their numbers.
    let medianText: String
    let ownText: String

    /// The drawing at one size: the company's words above the strip, the median's below, so they never meet.
    func svg(_ size: ChartSize) -> String {
        var canvas = SVGCanvas(size: size)
        let top = size.lineHeight + 4
        let middle = top + 9
        let ends = [firstQuartile, thirdQuartile].map { SVG.score($0) ?? 0 }.sorted()
        canvas.line((6, middle), (size.width - 6, middle), .axis)
        for end in [0.0, 10] {
            canvas.line((x(end, size), middle - 5), (x(end, size), middle + 5), .axis)
        }
        if let low = ends.first, let high = ends.last {
            canvas.rectangle(
                x: x(low, size), y: top, width: x(high, size) - x(low, size), height: 18, fill: .grid, stroke: .axis)
        }
        let medianX = x(SVG.score(median) ?? 0, size)
        canvas.line((medianX, top - 3), (medianX, top + 21), .ink, width: 3)
        let ownX = x(SVG.score(own) ?? 0, size)
        canvas.mark(.own, at: (ownX, middle), radius: 6.5)
        drawWords(ownText, at: ownX, y: top - 8, bold: true, on: &canvas)
        drawWords(medianText, at: medianX, y: top + 21 + size.textSize, bold: false, on: &canvas)
        return canvas.svg(height: top + 21 + size.lineHeight + 4, caption: caption)
    }

    private func x(_ score: Double, _ size: ChartSize) -> Double { 8 + (size.width - 16) * score / 10 }

    private func drawWords(_ words: String, at x: Double, y: Double, bold: Bool, on canvas: inout SVGCanvas) {
        let half = ChartText.width(of: words, size: canvas.size.textSize) / 2
        let clear = min(max(x, half), max(half, canvas.size.width - half))
        canvas.text(words, x: clear, y: y, anchor: .middle, paint: bold ? .ink : .muted, bold: bold)
    }
}
