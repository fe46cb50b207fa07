import HealthCheck

/// The tables of `self-tests/findings.yaml`.
enum FindingTables {
    static func read(_ tree: SourceTree) -> [FindingTable] {
        guard let fields = tree.file("self-tests/findings.yaml")?.root()?.fields(required: ["tables"]) else {
            return []
        }
        var used = UsedOnce("table id", "表的标识")
        return (fields["tables"]?.items(atLeast: 1) ?? []).compactMap { item in
            guard let keys = item.fields(required: ["id", "levels"]), let entry = keys["id"] else { return nil }
            let id = entry.identifier()
            if let id { used.claim(id, at: entry) }
            let rows = keys["levels"]?.items() ?? []
            let levels = rows.map { row in row.items().compactMap { $0.word(of: FindingLevel.self) } }
            guard let id else { return nil }
            guard let table = FindingTable(id: id, levels: levels) else {
                keys["levels"]?.error(
                    "a table has five rows of five levels",
                    hint: "rows are impact 1 to 5, columns likelihood 1 to 5; levels never fall along either")
                return nil
            }
            return table
        }
    }
}

extension Entry {
    /// The table a questionnaire names.
    func findingTable(among tables: [FindingTable]) -> FindingTable? {
        guard let id = identifier() else { return nil }
        guard let table = tables.first(where: { $0.id == id }) else {
            error("there is no table “\(id)” in findings.yaml", hint: Spelling.hint(for: id, among: tables.map(\.id)))
            return nil
        }
        return table
    }
}
