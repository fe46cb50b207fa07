import HealthCheck

extension Quantity {
    /// A value whose risk is `risk` or more and that no finding covers; nil when there is none.
    ///
    /// The curve runs one way, so such values are one stretch; findings cover rays, so what they leave open is one gap.
    func valueWithoutAdvice(from risk: Double) -> Double? {
        guard let stretch = stretch(from: risk) else { return nil }
        var gapStart = -Double.infinity
        var gapEnd = Double.infinity
        for finding in findings {
            switch finding.bound {
            case .atLeast(let least): gapEnd = min(gapEnd, least)
            case .atMost(let most): gapStart = max(gapStart, most)
            }
        }
        if isInteger {
            let first = max(stretch.lowerBound.rounded(.up), gapStart.rounded(.down) + 1)
            return first <= stretch.upperBound && first < gapEnd ? first : nil
        }
        // Crossings of the curve are computed; a millionth of the range is no gap.
        let slack = (maximum - minimum) * 1e-6
        let first = max(stretch.lowerBound, gapStart)
        let last = min(stretch.upperBound, gapEnd)
        guard first + slack < last || (first <= last && first > gapStart && last < gapEnd) else { return nil }
        return first > gapStart ? first : (first + last) / 2
    }

    /// The values from minimum to maximum whose risk is `risk` or more.
    private func stretch(from risk: Double) -> ClosedRange<Double>? {
        let corners = ([minimum, maximum] + curve.points.map(\.value).filter { minimum < $0 && $0 < maximum }).sorted()
        var low: Double?
        var high: Double?
        for (left, right) in zip(corners, corners.dropFirst()) {
            let start = curve.risk(of: left)
            let end = curve.risk(of: right)
            guard max(start, end) >= risk else { continue }
            let crossing = start == end ? left : left + (right - left) * (risk - start) / (end - start)
            low = low ?? (start >= risk ? left : min(max(crossing, left), right))
            high = end >= risk ? right : min(max(crossing, left), right)
        }
        guard let low, let high, low <= high else { return nil }
        return low...high
    }
}
