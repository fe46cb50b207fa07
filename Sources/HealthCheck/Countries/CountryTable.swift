/// The countries a company can name, with their published risk.
public struct CountryTable: Hashable, Sendable {
    private let byCode: [String: Country]
    /// In the order they are offered.
    public let countries: [Country]
    /// Whose index it is; shown wherever a country's number is.
    public let attribution: LocalizedText?

    public init(_ countries: [Country], attribution: LocalizedText?) {
        self.countries = countries
        self.attribution = attribution
        byCode = Dictionary(countries.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The country with this ISO 3166-1 alpha-3 code, or nil.
    public subscript(code: String) -> Country? { byCode[code] }

    public static let empty = CountryTable([], attribution: nil)
}

/// A country or region (国家（地区）).
public struct Country: Codable, Hashable, Sendable, Identifiable {
    /// ISO 3166-1 alpha-3.
    public let code: String
    public let name: LocalizedText
    /// INFORM Risk Index, 0 safe … 10 worst, one decimal as published; nil where none was.
    public let index: Double?

    public var id: String { code }

    public init(code: String, name: LocalizedText, index: Double?) {
        self.code = code
        self.name = name
        self.index = index
    }
}
