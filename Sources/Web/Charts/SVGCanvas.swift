/// Collects the shapes of one drawing and prints them as SVG: escaped, without styles, the same bytes for the same input.
struct SVGCanvas {
    enum Anchor: String { case start, middle, end }

    let size: ChartSize
    private var elements: [String] = []
    private var boxes: [Box] = []

    init(size: ChartSize) {
        self.size = size
    }

    mutating func line(
        _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ paint: ChartPaint, width: Double = 1,
        dashes: String? = nil
    ) {
        path([from, to], paint, width: width, dashes: dashes)
    }

    /// An open run of straight lines; fewer than two points draw nothing.
    mutating func path(
        _ points: [(x: Double, y: Double)], _ paint: ChartPaint, width: Double = 1, dashes: String? = nil,
        closed: Bool = false
    ) {
        guard points.count > 1 else { return }
        let d = points.enumerated().map { index, point in
            (index == 0 ? "M" : "L") + SVG.number(point.x) + " " + SVG.number(point.y)
        }
        var attributes = [
            ("d", d.joined(separator: " ") + (closed ? " Z" : "")), ("fill", "none"),
            ("class", "ch-\(paint.name)-line"), ("stroke", paint.light),
            ("stroke-width", SVG.number(width)), ("stroke-linejoin", "round"),
        ]
        if let dashes { attributes.append(("stroke-dasharray", dashes)) }
        add("path", attributes)
    }

    mutating func rectangle(
        x: Double, y: Double, width: Double, height: Double, fill: ChartPaint, stroke: ChartPaint? = nil,
        strokeWidth: Double = 1.5, dashes: String? = nil
    ) {
        let box = [
            ("x", SVG.number(x)), ("y", SVG.number(y)), ("width", SVG.number(max(0, width))),
            ("height", SVG.number(max(0, height))),
        ]
        add("rect", box + painted(fill, stroke, strokeWidth, dashes))
    }

    /// The mark of a series, centred on the point: ● own, ◇ cohort, ▲ previous.
    mutating func mark(_ style: ChartSeriesStyle, at point: (x: Double, y: Double), radius r: Double = 4.5) {
        switch style {
        case .own:
            add(
                "circle",
                [("cx", SVG.number(point.x)), ("cy", SVG.number(point.y)), ("r", SVG.number(r))]
                    + painted(style.paint, .paper, 1.5))
        case .cohort:
            polygon([(0, -r - 1), (r + 1, 0), (0, r + 1), (-r - 1, 0)], at: point, fill: .paper, stroke: style.paint)
        case .previous:
            let tip = [(0, -r - 0.5), (r + 0.5, r - 0.5), (-r - 0.5, r - 0.5)]
            polygon(tip, at: point, fill: style.paint, stroke: .paper)
        }
    }

    /// A closed shape given by offsets from a point.
    mutating func polygon(
        _ offsets: [(Double, Double)], at point: (x: Double, y: Double), fill: ChartPaint, stroke: ChartPaint? = nil
    ) {
        let points = offsets.map { SVG.number(point.x + $0.0) + "," + SVG.number(point.y + $0.1) }
        add("polygon", [("points", points.joined(separator: " "))] + painted(fill, stroke, 1.5))
    }

    /// A line of text whose baseline is `y`.
    mutating func text(
        _ text: String, x: Double, y: Double, anchor: Anchor = .start, paint: ChartPaint = .ink, bold: Bool = false
    ) {
        boxes.append(box(of: text, x: x, y: y, anchor: anchor))
        var attributes = [
            ("x", SVG.number(x)), ("y", SVG.number(y)), ("class", "ch-\(paint.name)"), ("fill", paint.light),
            ("font-family", SVG.fontFamily), ("font-size", SVG.number(size.textSize)),
        ]
        if anchor != .start { attributes.append(("text-anchor", anchor.rawValue)) }
        if bold { attributes.append(("font-weight", "bold")) }
        add("text", attributes, content: text)
    }

    /// Draws the text only where it stays inside the drawing and clear of all text so far; says whether it did.
    @discardableResult
    mutating func textIfFree(
        _ text: String, x: Double, y: Double, anchor: Anchor = .start, paint: ChartPaint = .ink, bold: Bool = false
    ) -> Bool {
        let wanted = box(of: text, x: x, y: y, anchor: anchor)
        guard wanted.left >= -0.5, wanted.right <= size.width + 0.5, !boxes.contains(where: { $0.touches(wanted) })
        else { return false }
        self.text(text, x: x, y: y, anchor: anchor, paint: paint, bold: bold)
        return true
    }

    /// The whole drawing. Its ids carry the size, so the narrow and the wide one may stand on the same page.
    func svg(height: Double, caption: ChartCaption) -> String {
        let id = SVG.escaped("\(caption.idPrefix)-\(SVG.number(size.width))")
        let box = "width=\"\(SVG.number(size.width))\" height=\"\(SVG.number(height))\""
        let view = "viewBox=\"0 0 \(SVG.number(size.width)) \(SVG.number(height))\""
        return """
            <svg xmlns="http://www.w3.org/2000/svg" \(box) \(view) role="img" aria-labelledby="\(id)-title \(id)-desc">
            <title id="\(id)-title">\(SVG.escaped(caption.title))</title>
            <desc id="\(id)-desc">\(SVG.escaped(caption.desc))</desc>
            \(elements.joined(separator: "\n"))
            </svg>
            """
    }

    private func painted(
        _ fill: ChartPaint, _ stroke: ChartPaint?, _ width: Double, _ dashes: String? = nil
    ) -> [(String, String)] {
        let classes = ["ch-\(fill.name)"] + (stroke.map { ["ch-\($0.name)-line"] } ?? [])
        var attributes = [("class", classes.joined(separator: " ")), ("fill", fill.light)]
        if let stroke {
            attributes += [("stroke", stroke.light), ("stroke-width", SVG.number(width))]
        }
        if let dashes { attributes.append(("stroke-dasharray", dashes)) }
        return attributes
    }

    private mutating func add(_ name: String, _ attributes: [(String, String)], content: String? = nil) {
        let printed = attributes.map { "\($0.0)=\"\(SVG.escaped($0.1))\"" }.joined(separator: " ")
        elements.append(content.map { "<\(name) \(printed)>\(SVG.escaped($0))</\(name)>" } ?? "<\(name) \(printed)/>")
    }

    private func box(of text: String, x: Double, y: Double, anchor: Anchor) -> Box {
        let width = ChartText.width(of: text, size: size.textSize)
        let left =
            switch anchor {
            case .start: x
            case .middle: x - width / 2
            case .end: x - width
            }
        return Box(left: left, right: left + width, top: y - size.textSize * 0.88, bottom: y + size.textSize * 0.18)
    }

    private struct Box {
        let left, right, top, bottom: Double

        /// A little air between texts keeps two numbers from reading as one.
        func touches(_ other: Box) -> Bool {
            left < other.right + 4 && other.left < right + 4 && top < other.bottom && other.top < bottom
        }
    }
}
