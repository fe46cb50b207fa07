import Foundation

/// A portrait of the dimensions, further out is riskier; beside the bars, never instead of them.
///
/// Its area means nothing (it changes with the order of the axes), so it has no fill.
struct RadarChart: Sendable, Equatable {
    struct Axis: Sendable, Equatable {
        /// Short: six Han or twelve Latin letters.
        let label: String
        let valueText: String
        /// 0…10; nil leaves a gap in the line.
        let score: Double?
    }

    let caption: ChartCaption
    /// In catalogue order, clockwise from the top.
    let axes: [Axis]

    /// The drawing at one size; nil with fewer than three scored axes, or where the labels leave no room for it.
    func svg(_ size: ChartSize) -> String? {
        guard axes.filter({ SVG.score($0.score) != nil }).count >= 3, let radius = radius(size) else { return nil }
        let half = radius + 12 + (size.textSize * 46 / 14).rounded()
        let centre = (x: size.width / 2, y: half)
        var canvas = SVGCanvas(size: size)
        for ring in [0.25, 0.5, 0.75, 1] {
            canvas.path(
                axes.indices.map { point($0, distance: radius * ring, from: centre) }, ring == 1 ? .axis : .grid,
                closed: true)
        }
        for (index, axis) in axes.enumerated() {
            canvas.line(
                centre, point(index, distance: radius, from: centre), .grid, dashes: axis.score == nil ? "3 3" : nil)
        }
        drawLine(radius: radius, centre: centre, on: &canvas)
        for (index, axis) in axes.enumerated() {
            drawLabel(axis, index: index, at: point(index, distance: radius + 12, from: centre), on: &canvas)
        }
        return canvas.svg(height: half * 2, caption: caption)
    }

    /// Joins neighbours that both have a score; a gap stays a gap.
    private func drawLine(radius: Double, centre: (x: Double, y: Double), on canvas: inout SVGCanvas) {
        let points = axes.enumerated().map { index, axis in
            SVG.score(axis.score).map { point(index, distance: radius * $0 / 10, from: centre) }
        }
        let pairs = zip(points, points.dropFirst() + points.prefix(1))
        for case (let from?, let to?) in pairs {
            canvas.line(from, to, .own, width: 2.5)
        }
        for case let point? in points {
            canvas.mark(.own, at: point)
        }
    }

    private func drawLabel(_ axis: Axis, index: Int, at point: (x: Double, y: Double), on canvas: inout SVGCanvas) {
        let direction = direction(index)
        let anchor: SVGCanvas.Anchor = direction.x > 0.3 ? .start : (direction.x < -0.3 ? .end : .middle)
        let line = canvas.size.lineHeight
        // Above the centre the two lines end at the point, below they begin there, at the sides they straddle it.
        let first = point.y + line * (direction.y < -0.8 ? -0.95 : (direction.y > 0.8 ? 0.8 : -0.1))
        canvas.text(axis.label, x: point.x, y: first, anchor: anchor)
        canvas.text(
            axis.valueText, x: point.x, y: first + line, anchor: anchor, paint: axis.score == nil ? .muted : .ink,
            bold: axis.score != nil)
    }

    /// 92 px at 358, more where there is room, less where long labels need it; nil under 48.
    private func radius(_ size: ChartSize) -> Double? {
        var radius = min(130, 92 * size.width / 358)
        for (index, axis) in axes.enumerated() {
            let across = abs(direction(index).x)
            let text = max(
                ChartText.width(of: axis.label, size: size.textSize),
                ChartText.width(of: axis.valueText, size: size.textSize))
            guard across > 0.3 else {
                if text > size.width { return nil }
                continue
            }
            radius = min(radius, (size.width / 2 - text) / across - 12)
        }
        return radius >= 48 ? radius : nil
    }

    /// The direction of an axis as a unit vector, y growing downwards.
    private func direction(_ index: Int) -> (x: Double, y: Double) {
        let angle = 2 * Double.pi * Double(index) / Double(max(axes.count, 1))
        return (sin(angle), -cos(angle))
    }

    private func point(
        _ index: Int, distance: Double, from centre: (x: Double, y: Double)
    ) -> (x: Double, y: Double) {
        let direction = direction(index)
        return (centre.x + direction.x * distance, centre.y + direction.y * distance)
    }
}
