extension TrendChart {
    /// Each series is named at its last value, together with that value; the higher one above, the lower one below.
    func drawEndLabels(_ plot: Plot, on canvas: inout SVGCanvas) {
        let ends = series.compactMap { line -> (line: Series, index: Int, value: Double)? in
            let known = line.values.prefix(dates.count).enumerated().compactMap { index, value in
                SVG.score(value).map { (index, $0) }
            }
            return known.last.map { (line, $0.0, $0.1) }
        }
        let highest = ends.map(\.value).max()
        for end in ends {
            let isNamed = ends.count == 2
            let words = isNamed ? "\(end.line.label) \(SVG.number(end.value))" : SVG.number(end.value)
            drawNear(
                words, index: end.index, above: end.value == highest, isOwn: end.line.style == .own, plot: plot,
                on: &canvas)
        }
    }

    /// The own values at the dates that are printed, where there is room; the table below the chart has them all.
    func drawValues(at labelled: [Int], plot: Plot, on canvas: inout SVGCanvas) {
        guard let own = series.first else { return }
        let last = own.values.prefix(dates.count).lastIndex { SVG.score($0) != nil }
        for index in labelled where index != last && index < own.values.count {
            guard let value = SVG.score(own.values[index]) else { continue }
            let others = series.dropFirst().compactMap { $0.values.count > index ? SVG.score($0.values[index]) : nil }
            drawNear(
                SVG.number(value), index: index, above: others.allSatisfy { $0 <= value }, isOwn: true, plot: plot,
                on: &canvas)
        }
    }

    /// Three or more series cannot all be named at their ends: their marks and names stand above the plot.
    func drawLegend(on canvas: inout SVGCanvas) {
        let size = canvas.size
        var x = 6.0
        for line in series {
            canvas.mark(line.style, at: (x, size.textSize * 0.6))
            canvas.textIfFree(line.label, x: x + 10, y: size.textSize * 0.95)
            x += 10 + ChartText.width(of: line.label, size: size.textSize) + size.textSize
        }
    }

    /// Above or below every line in its way, the other side when that is taken; nowhere when both are.
    private func drawNear(
        _ words: String, index: Int, above: Bool, isOwn: Bool, plot: Plot, on canvas: inout SVGCanvas
    ) {
        let width = ChartText.width(of: words, size: plot.size.textSize)
        let x = plot.x(index)
        let range: ClosedRange<Double> =
            switch plot.anchor(index) {
            case .start: x...(x + width)
            case .middle: (x - width / 2)...(x + width / 2)
            case .end: (x - width)...x
            }
        let lines = heights(within: range, plot: plot)
        guard let top = lines.min(), let bottom = lines.max() else { return }
        let sides = [top - 9, bottom + 9 + plot.size.textSize * 0.8]
        for baseline in above ? sides : sides.reversed() {
            guard baseline < plot.bottom - 2, baseline - plot.size.textSize > plot.top - plot.size.lineHeight - 8 else {
                continue
            }
            if canvas.textIfFree(
                words, x: x, y: baseline, anchor: plot.anchor(index), paint: isOwn ? .ink : .muted, bold: isOwn)
            {
                return
            }
        }
    }

    /// The heights of all lines over a stretch of the plot: at its ends, and at every date in it.
    private func heights(within range: ClosedRange<Double>, plot: Plot) -> [Double] {
        series.flatMap { line -> [Double] in
            let points = dates.indices.map { index in
                (index < line.values.count ? SVG.score(line.values[index]) : nil)
                    .map { (x: plot.x(index), y: plot.y($0)) }
            }
            var heights = points.compactMap { point in point.flatMap { range.contains($0.x) ? $0.y : nil } }
            for case (let from?, let to?) in zip(points, points.dropFirst()) where to.x > from.x {
                for x in [range.lowerBound, range.upperBound] where (from.x...to.x).contains(x) {
                    heights.append(from.y + (to.y - from.y) * (x - from.x) / (to.x - from.x))
                }
            }
            return heights
        }
    }
}
