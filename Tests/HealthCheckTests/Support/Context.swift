import Foundation
import HealthCheck

/// The day that answers are given for in these tests, and the countries they may name.
let context = AnswerContext(
    day: AnswerDay(start: Date(timeIntervalSince1970: 20_779 * 86_400)),  // 2026-11-22
    countries: CountryTable(
        [("VNM", 3.8), ("KEN", 6.0), ("SGP", 0.5), ("AFG", 8.0), ("MCO", nil)].map {
            Country(code: $0, name: text($0), index: $1)
        }, attribution: text("INFORM")))
