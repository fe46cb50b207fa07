/// Printing for SVG: numbers that are always numbers, text that is always text.
enum SVG {
    /// Named for print engines, which draw Japanese forms or boxes otherwise; on screens the style sheet's stack wins.
    static let fontFamily = "Station Sans, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"

    /// The number with at most two decimals and a point, in every locale; what is not finite prints as 0.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "0" }
        let hundredths = Int((value * 100).rounded())
        let sign = hundredths < 0 ? "-" : ""
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        guard rest > 0 else { return "\(sign)\(whole)" }
        let decimals = rest % 10 == 0 ? "\(rest / 10)" : (rest < 10 ? "0\(rest)" : "\(rest)")
        return "\(sign)\(whole).\(decimals)"
    }

    /// The text, safe as an attribute's value and as an element's content; control characters XML forbids are left out.
    static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            case "\t", "\n", "\r": safe += " "
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// A score inside 0…10, or nil for one that is missing or not a number.
    static func score(_ value: Double?) -> Double? {
        guard let value, value.isFinite else { return nil }
        return min(max(value, 0), 10)
    }
}
