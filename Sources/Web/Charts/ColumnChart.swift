/// Counts over time, such as a unit's new tickets a week: one column a period, the count above it.
struct ColumnChart: Sendable, Equatable {
    struct Column: Sendable, Equatable {
        /// The period below the column, such as `11-16`.
        let label: String
        /// What is printed above the column.
        let valueText: String
        /// Zero or more; nil draws no column.
        let value: Double?
        /// A period that is not over yet is drawn hollow.
        var isUnfinished = false
    }

    let caption: ChartCaption
    /// Oldest first.
    let columns: [Column]
    /// The top of the scale, so that small multiples share one; at least the largest value is used.
    var scaleMaximum: Double?
    /// The height of the tallest column, in px.
    var plotHeight = 120.0

    /// The drawing at one size. Labels that would touch are left out, the newest last of all.
    func svg(_ size: ChartSize) -> String {
        var canvas = SVGCanvas(size: size)
        let values = columns.map { column in column.value.flatMap { $0.isFinite ? max(0, $0) : nil } }
        let largest = max(values.compactMap(\.self).max() ?? 0, scaleMaximum.flatMap { $0.isFinite ? $0 : nil } ?? 0, 1)
        let top = size.lineHeight
        let bottom = top + plotHeight
        let slot = size.width / Double(max(columns.count, 1))
        canvas.line((0, top + plotHeight / 2), (size.width, top + plotHeight / 2), .grid)
        for index in columns.indices.reversed() {
            let column = columns[index]
            let middle = slot * (Double(index) + 0.5)
            let width = min(slot * 0.66, 44)
            if let value = values[index] {
                let height = plotHeight * value / largest
                canvas.rectangle(
                    x: middle - width / 2, y: bottom - height, width: width, height: height,
                    fill: column.isUnfinished ? .paper : .own, stroke: .own, strokeWidth: 1.5,
                    dashes: column.isUnfinished ? "4 3" : nil)
                drawInside(column.valueText, x: middle, y: bottom - height - 5, bold: true, on: &canvas)
            }
            drawInside(column.label, x: middle, y: bottom + size.lineHeight, bold: false, on: &canvas)
        }
        canvas.line((0, bottom), (size.width, bottom), .axis)
        return canvas.svg(height: bottom + size.lineHeight + 6, caption: caption)
    }

    /// Centred on its column, moved inwards where it would stick out at the side.
    private func drawInside(_ text: String, x: Double, y: Double, bold: Bool, on canvas: inout SVGCanvas) {
        let half = ChartText.width(of: text, size: canvas.size.textSize) / 2
        let clear = min(max(x, half), max(half, canvas.size.width - half))
        canvas.textIfFree(text, x: clear, y: y, anchor: .middle, paint: bold ? .ink : .muted, bold: bold)
    }
}
