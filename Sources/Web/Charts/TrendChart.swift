/// How a score moved: dated values on the scale 0–10, up is riskier. Gaps stay gaps; a change of method is a dashed rule.
struct TrendChart: Sendable, Equatable {
    struct Series: Sendable, Equatable {
        /// The name, written at the line's end.
        let label: String
        let style: ChartSeriesStyle
        /// One entry a date, in the order of `dates`; nil is a gap.
        let values: [Double?]
    }

    /// A dashed rule with words before a date: values left of it were scored by another method.
    struct MethodChange: Sendable, Equatable {
        /// The index in `dates` of the first value under the new method.
        let before: Int
        let text: String
    }

    /// A grade's share of the scale; its letter stands at the right.
    struct Band: Sendable, Equatable {
        let letter: String
        let from: Double
        let upTo: Double

        /// The grades of method wd-1 (RISK.md §2).
        static let standard = [
            Band(letter: "A", from: 0, upTo: 2), Band(letter: "B", from: 2, upTo: 3.5),
            Band(letter: "C", from: 3.5, upTo: 5), Band(letter: "D", from: 5, upTo: 6.5),
            Band(letter: "E", from: 6.5, upTo: 10),
        ]
    }

    let caption: ChartCaption
    /// Oldest first, as printed below the chart.
    let dates: [String]
    /// The company's own series first.
    let series: [Series]
    var methodChanges: [MethodChange] = []
    var bands: [Band] = Band.standard

    /// The drawing at one size: 180 px high narrow and 220 wide with ordinary text, higher with larger text.
    func svg(_ size: ChartSize) -> String {
        let plot = Plot(size: size, count: dates.count, hasLegend: series.count > 2)
        var canvas = SVGCanvas(size: size)
        if series.count > 2 { drawLegend(on: &canvas) }
        drawScale(plot, on: &canvas)
        let labelled = plot.labelled(dates, most: size.isNarrow ? 4 : 8)
        for index in labelled {
            canvas.textIfFree(
                dates[index], x: plot.x(index), y: plot.bottom + size.lineHeight, anchor: plot.anchor(index),
                paint: .muted)
        }
        drawMethodChanges(plot, on: &canvas)
        for line in series { drawLine(line, plot: plot, on: &canvas) }
        drawEndLabels(plot, on: &canvas)
        drawValues(at: labelled, plot: plot, on: &canvas)
        return canvas.svg(height: plot.bottom + size.lineHeight + 6, caption: caption)
    }

    private func drawScale(_ plot: Plot, on canvas: inout SVGCanvas) {
        for band in bands {
            canvas.line((plot.left, plot.y(band.from)), (plot.right, plot.y(band.from)), band.from == 0 ? .axis : .grid)
            let middle = (plot.y(band.from) + plot.y(band.upTo)) / 2
            canvas.textIfFree(
                band.letter, x: plot.size.width, y: middle + plot.size.textSize * 0.36, anchor: .end, paint: .muted)
        }
        canvas.line((plot.left, plot.y(10)), (plot.right, plot.y(10)), .grid)
    }

    private func drawMethodChanges(_ plot: Plot, on canvas: inout SVGCanvas) {
        for change in methodChanges where change.before > 0 && change.before < dates.count {
            let x = (plot.x(change.before - 1) + plot.x(change.before)) / 2
            canvas.line((x, plot.top - 4), (x, plot.bottom), .axis, width: 1.5, dashes: "5 4")
            let half = ChartText.width(of: change.text, size: plot.size.textSize) / 2
            let clear = min(max(x, half), max(half, plot.size.width - half))
            canvas.textIfFree(change.text, x: clear, y: plot.top - 10, anchor: .middle, paint: .muted)
        }
    }

    private func drawLine(_ line: Series, plot: Plot, on canvas: inout SVGCanvas) {
        var run: [(x: Double, y: Double)] = []
        var marks: [(x: Double, y: Double)] = []
        for index in dates.indices {
            guard index < line.values.count, let value = SVG.score(line.values[index]) else {
                canvas.path(run, line.style.paint, width: 2, dashes: line.style.dashes)
                run = []
                continue
            }
            run.append((plot.x(index), plot.y(value)))
            marks.append((plot.x(index), plot.y(value)))
        }
        canvas.path(run, line.style.paint, width: 2, dashes: line.style.dashes)
        for mark in marks { canvas.mark(line.style, at: mark) }
    }
}
