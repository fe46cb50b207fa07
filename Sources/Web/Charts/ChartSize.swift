/// How wide a chart is drawn and how large its text is: a chart is a function of both, so text is never shrunk to fit.
///
/// Pages draw at 358 and 680 and let the style sheet hide one; text is 14, or 18 and 24 in large print.
struct ChartSize: Sendable, Equatable {
    /// The width of the drawing, in px.
    let width: Double
    /// The size of every text in the drawing, in px.
    let textSize: Double

    /// Narrow drawings show fewer dates.
    var isNarrow: Bool { width < 520 }

    /// The distance from one line of text to the next, in px.
    var lineHeight: Double { (textSize * 1.43).rounded() }

    /// A phone's drawing with ordinary text.
    static let narrow = ChartSize(width: 358, textSize: 14)
    /// A desktop's drawing with ordinary text.
    static let wide = ChartSize(width: 680, textSize: 14)
}

/// The words that stand for the whole chart where it cannot be seen.
struct ChartCaption: Sendable, Equatable {
    /// Begins every id in the drawing; one page never uses the same prefix for two different charts.
    let idPrefix: String
    /// The subject, in the reader's language.
    let title: String
    /// The finding, with its numbers.
    let desc: String
}
