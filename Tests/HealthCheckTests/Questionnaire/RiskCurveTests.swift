import Foundation
import HealthCheck
import Testing

@Suite("Risk curves")
struct RiskCurveTests {
    @Test(
        "linear between the points, constant beyond the ends",
        arguments: [(-5.0, 0.0), (0, 0), (45, 1), (90, 2), (136.5, 5), (183, 8), (400, 8)])
    func rising(value: Double, risk: Double) throws {
        #expect(isClose(try curve((0, 0), (90, 2), (183, 8)).risk(of: value), risk))
    }

    @Test("a curve may fall, be flat or be one point")
    func otherShapes() throws {
        #expect(isClose(try curve((0, 10), (100, 0)).risk(of: 25), 7.5))
        #expect(try curve((0, 3), (10, 3)).risk(of: 7) == 3)
        #expect(try curve((5, 4)).risk(of: 99) == 4)
    }

    @Test(
        "a curve that is no curve cannot be made",
        arguments: [
            [], [(0, 11)], [(0, -1)], [(0, .nan)], [(0, 1), (0, 2)], [(5, 1), (4, 2)], [(0, 1), (1, 5), (2, 3)],
            [(.nan, 1)], [(0, 1), (.infinity, 2)],
        ] as [[(Double, Double)]])
    func refused(points: [(Double, Double)]) {
        #expect(RiskCurve(points.map { RiskCurve.Point(value: $0.0, risk: $0.1) }) == nil)
    }

    @Test("a stored curve without points is refused on reading, not when it is used")
    func decodingEmpty() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(RiskCurve.self, from: Data(#"{"points":[]}"#.utf8))
        }
    }

    @Test("a curve survives JSON")
    func roundTrip() throws {
        let original = try curve((0, 0), (0.1, 2), (183, 8))
        let data = try JSONEncoder().encode(original)
        #expect(try JSONDecoder().decode(RiskCurve.self, from: data) == original)
    }

    @Test("bounds of a finding are inclusive")
    func bounds() {
        let least = QuantityFinding(bound: .atLeast(183), finding: Finding())
        let most = QuantityFinding(bound: .atMost(5), finding: Finding())
        #expect(least.covers(183) && least.covers(200) && !least.covers(182.999))
        #expect(most.covers(5) && most.covers(-1) && !most.covers(5.001))
    }
}
