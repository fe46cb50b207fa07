/// Where one score lies among others on the scale 0–10: a box from the lower to the upper quartile, a tick at the median, ●
/// for oneself. The own label stands above, the others below, so that they never meet.
struct CohortStrip: Sendable, Equatable {
    let caption: ChartCaption
    let lower: Double
    let median: Double
    let upper: Double
    let own: Double
    let ownLabel: String
    let medianLabel: String

    /// The drawing at one size.
    func svg(_ size: ChartSize) -> String {
        var canvas = SVGCanvas(size: size)
        let left = 8.0
        let right = size.width - 8
        func x(_ score: Double) -> Double { left + (right - left) * (SVG.score(score) ?? 0) / 10 }
        let barHeight = max(18, (size.textSize * 1.2).rounded())
        let top = size.lineHeight + 2
        let middle = top + barHeight / 2
        let below = top + barHeight + size.lineHeight
        canvas.line((left, middle), (right, middle), .axis)
        for end in [left, right] { canvas.line((end, middle - 5), (end, middle + 5), .axis) }
        canvas.rectangle(
            x: x(lower), y: top, width: max(2, x(upper) - x(lower)), height: barHeight, fill: .paper, stroke: .cohort)
        canvas.line((x(median), top - 2), (x(median), top + barHeight + 2), .cohort, width: 3)
        canvas.mark(.own, at: (x(own), middle), radius: 6)
        draw("\(ownLabel) \(NumberText.score(own))", x: x(own), y: size.lineHeight - 5, .own, bold: true, on: &canvas)
        draw("\(medianLabel) \(NumberText.score(median))", x: x(median), y: below, .ink, on: &canvas)
        for value in [lower, upper] {
            canvas.textIfFree(NumberText.score(value), x: x(value), y: below, anchor: .middle, paint: .muted)
        }
        canvas.textIfFree("0", x: left, y: below, anchor: .middle, paint: .muted)
        canvas.textIfFree("10", x: size.width, y: below, anchor: .end, paint: .muted)
        return canvas.svg(height: below + 6, caption: caption)
    }

    /// Centred on its place, moved inwards where it would stick out.
    private func draw(
        _ text: String, x: Double, y: Double, _ paint: ChartPaint, bold: Bool = false, on canvas: inout SVGCanvas
    ) {
        let half = ChartText.width(of: text, size: canvas.size.textSize) / 2
        let clear = min(max(x, half), max(half, canvas.size.width - half))
        canvas.text(text, x: clear, y: y, anchor: .middle, paint: paint, bold: bold)
    }
}
