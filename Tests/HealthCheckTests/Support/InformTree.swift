import HealthCheck

/// The tree of INFORM 2020 recomputed with our means, rounded half up at every node, the rounded value fed upward.
struct InformTree {
    /// Published column → recomputed value, the eleven aggregate nodes.
    private(set) var nodes: [String: Double] = [:]
    /// What the index would be if the three pillars could offset each other.
    let arithmeticIndex: Double?

    init(_ row: InformTable.Row) {
        func given(_ columns: [String]) -> [Mean.Item] { columns.compactMap(row.number).map { Mean.Item($0) } }
        func weighted(_ column: String, _ weight: Double) -> [Mean.Item] {
            row.number(column).map { [Mean.Item($0, weight: weight)] } ?? []
        }
        var nodes: [String: Double] = [:]
        func items(_ columns: String...) -> [Mean.Item] { columns.compactMap { nodes[$0] }.map { Mean.Item($0) } }

        nodes["Natural"] =
            Mean.worstDominates(
                given(["Earthquake", "Flood", "Tsunami", "Tropical Cyclone", "Drought", "Epidemic"]))?.roundedHalfUp
        nodes["Human"] =
            max(
                row.number("Current Highly Violent Conflict Intensity") ?? 0,
                0.7 * (row.number("Projected Conflict Risk") ?? 0)
            ).roundedHalfUp
        nodes["HAZARD & EXPOSURE"] = Mean.worstDominates(items("Natural", "Human"))?.roundedHalfUp
        nodes["Socio-Economic Vulnerability"] =
            Mean.arithmetic(
                weighted("Development & Deprivation", 2) + weighted("Inequality", 1) + weighted("Aid Dependency", 1))?
            .roundedHalfUp
        nodes["Other Vulnerable Groups"] =
            Mean.worstDominates(
                given(["Health Conditions", "Children U5", "Recent Shocks", "Food Security"]))?.roundedHalfUp
        nodes["Vulnerable Groups"] =
            Mean.worstDominates(given(["Uprooted people"]) + items("Other Vulnerable Groups"))?.roundedHalfUp
        nodes["VULNERABILITY"] =
            Mean.worstDominates(
                items("Socio-Economic Vulnerability", "Vulnerable Groups"))?.roundedHalfUp
        nodes["Institutional"] = Mean.arithmetic(given(["DRR", "Governance"]))?.roundedHalfUp
        nodes["Infrastructure"] =
            Mean.arithmetic(
                given(["Communication", "Physical infrastructure", "Access to health care"]))?.roundedHalfUp
        nodes["LACK OF COPING CAPACITY"] =
            Mean.worstDominates(
                items("Institutional", "Infrastructure"))?.roundedHalfUp
        let pillars = items("HAZARD & EXPOSURE", "VULNERABILITY", "LACK OF COPING CAPACITY")
        nodes["INFORM RISK"] = Mean.geometric(pillars)?.roundedHalfUp
        self.nodes = nodes
        arithmeticIndex = Mean.arithmetic(pillars)?.roundedHalfUp
    }
}
