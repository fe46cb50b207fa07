/// A colour of the drawing: the attribute holds the light one, the class lets the site's style sheet recolour it.
///
/// Filled shapes take the class `ch-NAME`, strokes `ch-NAME-line` (see charts.css). Print and PDF see the attribute alone.
struct ChartPaint: Sendable, Equatable {
    let name: String
    /// `#RRGGBB`, the colour on white paper.
    let light: String

    static let ink = ChartPaint(name: "ink", light: "#16202C")
    static let muted = ChartPaint(name: "muted", light: "#4A5665")
    static let grid = ChartPaint(name: "grid", light: "#D3DAE3")
    static let axis = ChartPaint(name: "axis", light: "#66727F")
    static let paper = ChartPaint(name: "paper", light: "#FFFFFF")
    static let danger = ChartPaint(name: "danger", light: "#A3161F")
    static let own = ChartPaint(name: "own", light: "#0A4C93")
    static let cohort = ChartPaint(name: "cohort", light: "#66727F")
    static let previous = ChartPaint(name: "previous", light: "#B25A00")
}

/// The grade of a bar: its letter is always drawn beside the fill, because A and E look alike in grey.
enum ChartGrade: String, Sendable, CaseIterable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    case e = "E"

    /// The fill, the same in every colour scheme.
    var fill: ChartPaint {
        switch self {
        case .a: ChartPaint(name: "grade-a", light: "#0F5CA6")
        case .b: ChartPaint(name: "grade-b", light: "#8FC3E6")
        case .c: ChartPaint(name: "grade-c", light: "#FFF6C9")
        case .d: ChartPaint(name: "grade-d", light: "#F0923F")
        case .e: ChartPaint(name: "grade-e", light: "#86102A")
        }
    }

    /// The letter's colour on that fill; like the fill it never changes, so it has no class of the palette.
    var letterPaint: ChartPaint {
        switch self {
        case .a, .e: ChartPaint(name: "on-dark", light: "#FFFFFF")
        case .b, .c, .d: ChartPaint(name: "on-light", light: "#16202C")
        }
    }
}

/// How one line among several is told apart without colour: by its dashes and its mark.
enum ChartSeriesStyle: Sendable, CaseIterable {
    /// The company itself: solid, ●.
    case own
    /// Its peers: dashed, ◇.
    case cohort
    /// An earlier method or period: dotted, ▲.
    case previous

    var paint: ChartPaint {
        switch self {
        case .own: .own
        case .cohort: .cohort
        case .previous: .previous
        }
    }

    /// The dash pattern in px; nil is a solid line.
    var dashes: String? {
        switch self {
        case .own: nil
        case .cohort: "6 4"
        case .previous: "2 3"
        }
    }
}
