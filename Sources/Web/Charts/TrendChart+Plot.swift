extension TrendChart {
    /// Where dates and scores lie at one size.
    struct Plot {
        let size: ChartSize
        let count: Int
        let left = 6.0
        let right: Double
        let top: Double
        let bottom: Double

        init(size: ChartSize, count: Int, hasLegend: Bool) {
            self.size = size
            self.count = count
            right = size.width - size.textSize * 0.6 - 14
            // One line above the plot for the words of a method change, one more for the legend.
            top = size.lineHeight * (hasLegend ? 2 : 1) + 10
            // The narrowest grade spans 1.5 of 10 and must hold its letter.
            let ordinary = (size.isNarrow ? 180.0 : 220.0) - 2 * 20 - 16
            bottom = top + max(ordinary, size.textSize * 1.15 / 0.15)
        }

        func x(_ index: Int) -> Double {
            guard count > 1 else { return (left + right) / 2 }
            return left + (right - left) * Double(index) / Double(count - 1)
        }

        func y(_ score: Double) -> Double { bottom - (bottom - top) * score / 10 }

        /// The first and the last text stay inside the drawing.
        func anchor(_ index: Int) -> SVGCanvas.Anchor {
            guard count > 1 else { return .middle }
            return index == 0 ? .start : (index == count - 1 ? .end : .middle)
        }

        /// Which dates are printed: the newest always, the others evenly spaced and far enough apart.
        func labelled(_ dates: [String], most: Int) -> [Int] {
            guard dates.count > 1 else { return Array(dates.indices) }
            let widest = dates.map { ChartText.width(of: $0, size: size.textSize) }.max() ?? 0
            let room = max(1, min(most, Int((right - left) / (widest + 12))))
            let step = (dates.count + room - 1) / room
            return stride(from: dates.count - 1, through: 0, by: -step).reversed()
        }
    }
}
