import HealthCheck
import Testing

/// The worked numbers of RISK §2 and the edges of the three means.
@Suite("Means")
struct MeanTests {
    private func items(_ values: [Double]) -> [Mean.Item] { values.map { Mean.Item($0) } }

    @Test(
        "worked numbers: arithmetic, geometric, worst-dominates",
        arguments: [
            ([1, 9], 5.00, 3.00, 6.49),
            ([9, 1, 1], 3.67, 2.08, 5.11),
        ])
    func worked(values: [Double], arithmetic: Double, geometric: Double, worst: Double) {
        #expect(isClose(Mean.arithmetic(items(values)), arithmetic, within: 0.005))
        #expect(isClose(Mean.geometric(items(values)), geometric, within: 0.005))
        #expect(isClose(Mean.worstDominates(items(values)), worst, within: 0.005))
    }

    @Test(
        "exact geometric and arithmetic index of six countries, from the rounded pillars",
        arguments: [
            ([5.6, 2.2, 4.4], 3.7846, 4.0667), ([5.8, 6.0, 6.2], 5.9978, 6.0000), ([8.1, 3.7, 4.5], 5.1282, 5.4333),
            ([3.9, 1.6, 4.2], 2.9704, 3.2333), ([0.7, 3.9, 5.4], 2.4520, 3.3333), ([0.5, 0.3, 1.1], 0.5485, 0.6333),
        ])
    func exactIndex(pillars: [Double], geometric: Double, arithmetic: Double) {
        #expect(isClose(Mean.geometric(items(pillars)), geometric, within: 0.00005))
        #expect(isClose(Mean.arithmetic(items(pillars)), arithmetic, within: 0.00005))
    }

    @Test("Viet Nam's six hazards give 7.3")
    func hazards() {
        #expect(Mean.worstDominates(items([4.1, 10, 7.4, 7.9, 3.4, 6.9]))?.roundedHalfUp == 7.3)
    }

    @Test("Viet Nam with weights moved by a quarter stays within the worked band")
    func weights() throws {
        var arithmetic: [Double] = []
        var geometric: [Double] = []
        for pattern in 0..<8 {
            let moved = [5.6, 2.2, 4.4].enumerated().map { index, value in
                Mean.Item(value, weight: pattern >> index & 1 == 0 ? 0.75 : 1.25)
            }
            arithmetic.append(try #require(Mean.arithmetic(moved)))
            geometric.append(try #require(Mean.geometric(moved)))
        }
        #expect(isClose(arithmetic.min(), 3.73, within: 0.005))
        #expect(isClose(arithmetic.max(), 4.35, within: 0.005))
        #expect(isClose(geometric.min(), 3.43, within: 0.005))
        #expect(isClose(geometric.max(), 4.11, within: 0.005))
    }

    @Test(
        "WorldRiskIndex 2023: two nested geometric means, within a hundredth",
        arguments: [([14.75, 11.54, 8.63], 64.59, 11.37, 27.10), ([21.55, 12.50, 40.90], 26.73, 22.25, 24.39)])
    func worldRiskIndex(parts: [Double], exposure: Double, vulnerability: Double, index: Double) throws {
        let inner = try #require(Mean.geometric(items(parts)))
        #expect(isClose(inner, vulnerability, within: 0.01))
        #expect(isClose(Mean.geometric(items([exposure, inner])), index, within: 0.01))
    }

    @Test("a mean of nothing is nothing")
    func empty() {
        #expect(Mean.arithmetic([]) == nil)
        #expect(Mean.geometric([]) == nil)
        #expect(Mean.worstDominates([]) == nil)
    }

    @Test("a mean of equal values is that value, whatever the weights", arguments: [0.0, 0.1, 3.7, 9.9, 10.0])
    func equal(value: Double) {
        let equal = [Mean.Item(value, weight: 0.3), Mean.Item(value, weight: 7), Mean.Item(value)]
        #expect(isClose(Mean.arithmetic(equal), value))
        #expect(isClose(Mean.geometric(equal), value))
        #expect(isClose(Mean.worstDominates(equal), value))
    }

    @Test("one factor at zero makes the geometric mean zero, not the worst-dominates one")
    func zeroFactor() throws {
        #expect(Mean.geometric(items([0, 10])) == 0)
        #expect(try #require(Mean.worstDominates(items([0, 10]))) > 5)
    }

    @Test("a weight of two counts like the item given twice")
    func doubleWeight() {
        let twice = items([9, 9, 1])
        let weighted = [Mean.Item(9, weight: 2), Mean.Item(1)]
        #expect(isClose(Mean.worstDominates(twice), Mean.worstDominates(weighted)))
        #expect(isClose(Mean.geometric(twice), Mean.geometric(weighted)))
        #expect(isClose(Mean.arithmetic(twice), Mean.arithmetic(weighted)))
    }
}
