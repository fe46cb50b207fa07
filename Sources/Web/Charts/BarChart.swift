/// The chart that carries the reading: one bar a dimension on the scale 0–10, in the order given (worst first).
///
/// Each row says its name, its interval, its value and its grade letter; a dimension without a score keeps its row.
struct BarChart: Sendable, Equatable {
    struct Row: Sendable, Equatable {
        /// The name above the bar; two lines at most.
        let label: String
        /// What is printed at the right: `4.6`, or the words for “not rated”.
        let valueText: String
        /// 0…10; nil draws a dashed, empty bar.
        let score: Double?
        /// The ends of the interval, 0…10, drawn when both are known and differ.
        var low: Double?
        var high: Double?
        /// The median of the peers, drawn as ◇.
        var median: Double?
        var grade: ChartGrade?
        /// The words of the red line mark (`▲红线`); nil where there is none.
        var redLineText: String?
    }

    let caption: ChartCaption
    let rows: [Row]

    /// The drawing at one size.
    func svg(_ size: ChartSize) -> String {
        var canvas = SVGCanvas(size: size)
        let frame = Frame(size: size, rows: rows)
        let laidOut = rows.map { (row: $0, lines: frame.labelLines(of: $0)) }
        let heights = laidOut.map { frame.rowHeight(lines: $0.lines.count) }
        let bottom = heights.reduce(0, +)
        for mark in [0, 2.5, 5, 7.5, 10] {
            canvas.text(
                SVG.number(mark), x: frame.x(mark), y: bottom + size.lineHeight - 4,
                anchor: mark == 0 ? .start : .middle, paint: .muted)
        }
        var top = 0.0
        for (item, height) in zip(laidOut, heights) {
            draw(item.row, lines: item.lines, top: top, frame: frame, on: &canvas)
            top += height
        }
        return canvas.svg(height: bottom + size.lineHeight + 2, caption: caption)
    }

    private func draw(_ row: Row, lines: [String], top: Double, frame: Frame, on canvas: inout SVGCanvas) {
        let size = frame.size
        for (index, line) in lines.enumerated() {
            let y = top + size.lineHeight * Double(index + 1) - size.textSize * 0.45
            canvas.text(line, x: 0, y: y)
            if index == lines.count - 1, let redLine = row.redLineText {
                let x = ChartText.width(of: line, size: size.textSize) + size.textSize * 0.6
                canvas.text(redLine, x: x, y: y, paint: .danger, bold: true)
            }
        }
        let barTop = top + size.lineHeight * Double(lines.count)
        let middle = barTop + frame.barHeight / 2
        // The grid stops at the names, so that no line runs through a letter.
        for mark in [0, 2.5, 5, 7.5, 10] {
            canvas.line(
                (frame.x(mark), barTop - 3), (frame.x(mark), barTop + frame.barHeight + 3), mark == 0 ? .axis : .grid)
        }
        if let score = SVG.score(row.score) {
            canvas.rectangle(
                x: frame.x(0), y: barTop, width: frame.x(score) - frame.x(0), height: frame.barHeight,
                fill: row.grade?.fill ?? .cohort, stroke: .ink)
            drawInterval(row, middle: middle, frame: frame, on: &canvas)
        } else {
            canvas.rectangle(
                x: frame.x(0), y: barTop, width: frame.x(10) - frame.x(0), height: frame.barHeight, fill: .paper,
                stroke: .axis, strokeWidth: 1, dashes: "4 3")
        }
        if let median = SVG.score(row.median) {
            canvas.mark(.cohort, at: (frame.x(median), middle))
        }
        drawValue(row, middle: middle, frame: frame, on: &canvas)
    }

    /// A light halo under the line keeps it visible on the dark fills of A and E.
    private func drawInterval(_ row: Row, middle: Double, frame: Frame, on canvas: inout SVGCanvas) {
        guard let low = SVG.score(row.low), let high = SVG.score(row.high), high > low else { return }
        let (left, right) = (frame.x(low), frame.x(high))
        let isDark = row.grade == .a || row.grade == .e
        for (paint, width, reach) in [(ChartPaint.paper, 5.0, 5.5), (.ink, 2.0, 4.5)].dropFirst(isDark ? 0 : 1) {
            let overhang = (width - 2) / 2
            canvas.line((left - overhang, middle), (right + overhang, middle), paint, width: width)
            for x in [left, right] {
                canvas.line((x, middle - reach), (x, middle + reach), paint, width: width)
            }
        }
    }

    private func drawValue(_ row: Row, middle: Double, frame: Frame, on canvas: inout SVGCanvas) {
        let size = frame.size
        let baseline = middle + size.textSize * 0.36
        let box = frame.letterBox
        guard let grade = row.grade, row.score != nil else {
            canvas.text(
                row.valueText, x: size.width, y: baseline, anchor: .end, paint: row.score == nil ? .muted : .ink,
                bold: row.score != nil)
            return
        }
        canvas.text(row.valueText, x: size.width - box - 6, y: baseline, anchor: .end, bold: true)
        canvas.rectangle(
            x: size.width - box - 0.75, y: middle - box / 2, width: box, height: box, fill: grade.fill, stroke: .ink)
        canvas.text(
            grade.rawValue, x: size.width - box / 2 - 0.75, y: baseline, anchor: .middle, paint: grade.letterPaint,
            bold: true)
    }
}

extension BarChart {
    /// Where things lie at one size: the scale takes what the longest value leaves.
    private struct Frame {
        let size: ChartSize
        let barHeight: Double
        let letterBox: Double
        private let scaleEnd: Double

        init(size: ChartSize, rows: [Row]) {
            self.size = size
            barHeight = max(14, (size.textSize * 0.85).rounded())
            letterBox = (size.textSize * 1.4).rounded()
            let box = letterBox
            let values = rows.map { row in
                ChartText.width(of: row.valueText, size: size.textSize)
                    + (row.grade != nil && row.score != nil ? box + 6 : 0)
            }
            let halfMark = ChartText.width(of: "10", size: size.textSize) / 2
            scaleEnd = max(size.width * 0.4, size.width - max(values.max() ?? 0, halfMark) - 12)
        }

        func x(_ score: Double) -> Double { 1 + (scaleEnd - 1) * score / 10 }

        /// The red line's words stand behind the name, so the name gets what they leave.
        func labelLines(of row: Row) -> [String] {
            let redLine = row.redLineText.map {
                ChartText.width(of: $0, size: size.textSize) + size.textSize * 0.6
            }
            return ChartText.wrapped(row.label, room: size.width - (redLine ?? 0), size: size.textSize)
        }

        /// 44 px with one line of ordinary text.
        func rowHeight(lines: Int) -> Double {
            size.lineHeight * Double(lines) + barHeight + (size.textSize * 0.72).rounded()
        }
    }
}
