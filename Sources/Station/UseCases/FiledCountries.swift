import Casework
import HealthCheck

/// The countries a need is about, as who files it says.
extension Station {
    /// Codes of the countries named, each once, in the order they were named; what is no country is left out.
    func countries(of filing: TicketFiling) -> [String] {
        var codes: [String] = []
        for code in filing.countries.compactMap({ catalogue.countries.country(named: $0)?.code })
        where !codes.contains(code) { codes.append(code) }
        return codes
    }

    /// What cannot be taken for a country, at its place among those named.
    func countryProblems(of filing: TicketFiling) -> [FieldProblem] {
        guard filing.countries.count <= TicketFiling.countryLimit else {
            return [FieldProblem("/countries", .tooMany(limit: TicketFiling.countryLimit))]
        }
        return filing.countries.enumerated().compactMap { place, typed in
            guard !typed.isBlank, catalogue.countries.country(named: typed) == nil else { return nil }
            return FieldProblem("/countries/\(place)", .unknownCountry(String(typed.prefix(40))))
        }
    }

    /// Countries typed into one field: `泰国、越南`, `THA; VNM`. A comma parts them too unless it belongs to a name.
    public func countries(in text: String) -> [String] {
        text.split { "、；;\n".contains($0) }.flatMap { part in
            catalogue.countries.country(named: String(part)) != nil
                ? [String(part)] : part.split { ",，".contains($0) }.map(String.init)
        }.filter { !$0.isBlank }
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
