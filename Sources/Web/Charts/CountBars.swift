/// How many there are of each of several things: a bar each, its name above it, the count beside it.
struct CountBars: Sendable, Equatable {
    struct Row: Sendable, Equatable {
        let label: String
        /// What is printed beside the bar: `12`, or `12 件`.
        let valueText: String
        /// Zero or more.
        let value: Int
        /// A bar that counts for somebody who is not here is drawn hollow.
        var isHollow = false
    }

    let caption: ChartCaption
    /// In the order they are drawn.
    let rows: [Row]

    private static let barHeight = 14.0

    /// The drawing at one size.
    func svg(_ size: ChartSize) -> String {
        var canvas = SVGCanvas(size: size)
        let largest = Double(max(rows.map(\.value).max() ?? 0, 1))
        let room = size.width - (rows.map { ChartText.width(of: $0.valueText, size: size.textSize) }.max() ?? 0) - 12
        let height = size.lineHeight + Self.barHeight + 12
        for (index, row) in rows.enumerated() {
            let top = Double(index) * height
            canvas.text(
                ChartText.cut(row.label, room: size.width, size: size.textSize), x: 0,
                y: top + size.lineHeight - size.textSize * 0.45)
            let barTop = top + size.lineHeight
            let width = max(room, 0) * Double(max(0, row.value)) / largest
            canvas.rectangle(
                x: 0, y: barTop, width: max(width, 1), height: Self.barHeight, fill: row.isHollow ? .paper : .own,
                stroke: .own, strokeWidth: 1.5, dashes: row.isHollow ? "4 3" : nil)
            canvas.text(row.valueText, x: max(width, 1) + 8, y: barTop + Self.barHeight - 2, bold: true)
        }
        return canvas.svg(height: height * Double(max(rows.count, 1)), caption: caption)
    }
}
