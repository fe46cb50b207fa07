import HealthCheck
import Testing

/// The golden test of the means: a published tree that somebody else computed (RISK §2.4).
@Suite("INFORM Risk 2020")
struct InformTests {
    let table: InformTable

    init() throws { table = try InformTable() }

    @Test("all 191 countries are there")
    func countries() {
        #expect(table.rows.count == 191)
        #expect(table.rows.count { $0.number("DRR") == nil } == 40)
        #expect(table.rows.count { $0.number("Inequality") == nil } == 12)
    }

    @Test("the means reproduce 2,101 of 2,101 published aggregate nodes")
    func nodes() {
        var matched = 0
        for row in table.rows {
            let tree = InformTree(row)
            #expect(tree.nodes.count == 11, "\(row.country)")
            for (node, value) in tree.nodes {
                #expect(value == row.number(node), "\(row.country) \(node)")
                matched += value == row.number(node) ? 1 : 0
            }
        }
        #expect(matched == 2101)
    }

    @Test("the grade's thresholds are the published classes, for every country")
    func classes() throws {
        let names: [Grade: String] = [.a: "Very Low", .b: "Low", .c: "Medium", .d: "High", .e: "Very High"]
        for row in table.rows {
            let index = try #require(InformTree(row).nodes["INFORM RISK"])
            #expect(names[Grade(score: index)] == row.text("RISK CLASS"), "\(row.country)")
        }
    }

    @Test("one plus the number of greater indices is the published rank, for every country")
    func ranks() throws {
        let indices = try table.rows.map { try #require(InformTree($0).nodes["INFORM RISK"]) }
        for (row, index) in zip(table.rows, indices) {
            #expect(1 + indices.count { $0 > index } == Int(row.text("Rank")), "\(row.country)")
        }
    }

    @Test("the arithmetic mean instead of the geometric one matches only 46 of 191: the vectors discriminate")
    func control() {
        #expect(table.rows.count { InformTree($0).arithmeticIndex == $0.number("INFORM RISK") } == 46)
    }

    @Test("Albania without its missing node lies between the node taken as safest and as worst")
    func missingNode() throws {
        let row = try #require(table.rows.first { $0.country == "ALB" })
        func items(_ columns: String...) -> [Mean.Item] { columns.compactMap(row.number).map { Mean.Item($0) } }
        func index(reduction: Double) throws -> Double? {
            let institutional = try #require(Mean.arithmetic([Mean.Item(reduction)] + items("Governance")))
            let coping = try #require(Mean.worstDominates([Mean.Item(institutional)] + items("Infrastructure")))
            return Mean.geometric(items("HAZARD & EXPOSURE", "VULNERABILITY") + [Mean.Item(coping)])
        }
        #expect(row.number("INFORM RISK") == 3.0)
        #expect(isClose(try index(reduction: 0), 2.55, within: 0.005))
        #expect(isClose(try index(reduction: 10), 3.30, within: 0.005))
    }
}
