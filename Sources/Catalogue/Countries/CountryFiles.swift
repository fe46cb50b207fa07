import HealthCheck
import SwiftCSV

/// `countries/`: codes and names (ISO 3166), and the published index with where it comes from.
enum CountryFiles {
    static func read(_ tree: SourceTree) -> CountryTable? {
        let attribution = tree.file("countries/source.yaml")?.root()?.fields(required: ["attribution"])?["attribution"]?
            .localized()
        guard let codes = table("country_codes", ["iso3", "name_en", "name_zh"], tree),
            let indexes = table("inform_2020", ["ISO3", "INFORM RISK"], tree), let attribution
        else { return nil }
        let place = tree.place(of: "countries/inform_2020.csv")
        var byCode: [String: Double] = [:]
        for (line, row) in indexes.enumerated() {
            guard let code = row["ISO3"], let text = row["INFORM RISK"] else { continue }
            guard let index = Double(text), (0...10).contains(index) else {
                tree.proof.error(
                    "“\(text)” is no index from 0 to 10", at: Place(file: place.file, line: line + 2))
                continue
            }
            byCode[code] = index
        }
        let countries = codes.compactMap { row -> Country? in
            guard let code = row["iso3"], let en = row["name_en"], let zh = row["name_zh"], !code.isEmpty else {
                return nil
            }
            return Country(code: code, name: LocalizedText(zhHans: zh, en: en), index: byCode[code])
        }
        return CountryTable(countries, attribution: attribution)
    }

    private static func table(_ name: String, _ columns: [String], _ tree: SourceTree) -> [[String: String]]? {
        let path = "countries/\(name).csv"
        guard let file = tree.file(path) else { return nil }
        guard let csv = try? CSV<Named>(string: file.text, delimiter: .comma) else {
            tree.proof.error("not a table of comma-separated values", at: tree.place(of: path))
            return nil
        }
        for column in columns where !csv.header.contains(column) {
            tree.proof.error("missing column “\(column)”", at: tree.place(of: path))
        }
        return csv.rows
    }
}
