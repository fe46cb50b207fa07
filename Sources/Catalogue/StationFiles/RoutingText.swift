import Casework
import HealthCheck
import Station

/// The rules as somebody typed them, without a file.
struct RoutingText {
    /// How it is called in messages.
    private static let name = "routing.yaml"

    let text: String

    init(_ text: String) { self.text = text }

    /// Read and checked like the file, against the units, matters and countries there are.
    func reading(units: [UnitCard], matters: [Matter], countries: CountryTable) -> RoutingReading {
        // No date in this file counts against a day.
        let proof = Proofreading(today: CivilDay(number: 0))
        proof.declare(units: units.map(\.id.rawValue))
        proof.declare(matters: matters.map(\.code))
        proof.declare(countries: countries.countries.map(\.code))
        let file = SourceFile(text: text, path: Self.name, proof: proof)?.root()?.routing()
        proof.checkReferences()
        let findings = proof.diagnostics.map {
            RoutingFinding(
                line: $0.line, column: $0.column, isError: $0.severity == .error, message: $0.message, hint: $0.hint,
                chinese: $0.chinese.map { RoutingFinding.Words(message: $0.message, hint: $0.hint) })
        }
        guard let table = file?.table, let reasons = file?.reasons, !proof.hasErrors else {
            return RoutingReading(content: nil, findings: findings)
        }
        return RoutingReading(
            content: RoutingContent(version: table.version, rules: table.rules, reasons: reasons), findings: findings)
    }
}
