import Casework
import Foundation
import HealthCheck
import Station

/// Companies and their webhook endpoints.
struct SQLCompanyStore: CompanyStore {
    let connection: any SQLConnection

    func company(_ code: CreditCode) throws -> Company? {
        try connection.first("SELECT * FROM companies WHERE code = ?", [.text(code.description)]).map(Self.company)
    }

    func companies(_ codes: [CreditCode]) throws -> [CreditCode: Company] {
        var asked = Conditions()
        asked.and("code", in: Set(codes).map { .text($0.description) })
        return try connection.query("SELECT * FROM companies\(asked.clause)", asked.arguments)
            .reduce(into: [:]) { found, row in
                let company = try Self.company(row)
                found[company.code] = company
            }
    }

    func save(_ company: Company) throws {
        let folded = FoldedText(company.name + "\n" + company.code.description).text
        try connection.execute(
            """
            INSERT INTO companies (
                code, name, folded, industry, size, contact_name, contact_phone, contact_email, language,
                affiliation)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (code) DO UPDATE SET
                is_renamed = CASE WHEN companies.folded = excluded.folded THEN companies.is_renamed ELSE 1 END,
                name = excluded.name, folded = excluded.folded, industry = excluded.industry, size = excluded.size,
                contact_name = excluded.contact_name, contact_phone = excluded.contact_phone,
                contact_email = excluded.contact_email, language = excluded.language,
                affiliation = excluded.affiliation
            """,
            [
                .text(company.code.description), .text(company.name), .text(folded), .text(company.industry),
                .text(company.size), .text(company.contactName), .text(company.contactPhone),
                .text(company.contactEmail), .text(company.language.rawValue), .text(company.affiliation),
            ])
    }

    func search(_ text: String, limit: Int) throws -> [Company] {
        let pattern = SearchText.pattern(SearchText.wanted(text))
        // Engines order text differently, so names are put in order here, before whole companies are read.
        let found = try connection.query(
            "SELECT code, name FROM companies WHERE folded LIKE ? ESCAPE '\\'", [.text(pattern)]
        )
        .map { (code: try $0.code("code"), name: try $0.text("name")) }
        .sorted { ($0.name, $0.code.description) < ($1.name, $1.code.description) }
        let shown = found.prefix(max(0, limit)).map(\.code)
        let whole = try companies(shown)
        return shown.compactMap { whole[$0] }
    }

    func endpoints(of company: CreditCode) throws -> [WebhookEndpoint] {
        try connection.query("SELECT * FROM webhook_endpoints WHERE company = ?", [.text(company.description)])
            .map(Self.endpoint)
            .sorted { $0.id < $1.id }
    }

    func endpoint(_ id: String) throws -> WebhookEndpoint? {
        try connection.first("SELECT * FROM webhook_endpoints WHERE id = ?", [.text(id)]).map(Self.endpoint)
    }

    func holdEndpoints(of company: CreditCode) throws { try connection.lock(.endpoints, company.description) }

    /// A change of nothing, as for tickets: from then on the row is this transaction's.
    func holdEndpoint(_ id: String) throws {
        try connection.execute("UPDATE webhook_endpoints SET url = url WHERE id = ?", [.text(id)])
    }

    func save(_ endpoint: WebhookEndpoint) throws {
        try connection.execute(
            """
            INSERT INTO webhook_endpoints (
                id, company, url, secret, is_enabled, kinds, previous, disabled, per_minute, per_minute_cap)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                company = excluded.company, url = excluded.url, secret = excluded.secret,
                is_enabled = excluded.is_enabled, kinds = excluded.kinds, previous = excluded.previous,
                disabled = excluded.disabled, per_minute = excluded.per_minute,
                per_minute_cap = excluded.per_minute_cap
            """,
            [
                .text(endpoint.id), .text(endpoint.company.description), .text(endpoint.url),
                .text(endpoint.secret), .flag(endpoint.isEnabled),
                .text(endpoint.kinds.map(\.rawValue).sorted().joined(separator: " ")),
                try endpoint.previous.map { try JSONText.encode($0) } ?? .null,
                try endpoint.disabled.map { try JSONText.encode($0) } ?? .null,
                endpoint.rate.wished.map(SQLValue.int) ?? .null, endpoint.rate.cap.map(SQLValue.int) ?? .null,
            ])
    }

    func deleteEndpoint(_ id: String) throws {
        try connection.execute("DELETE FROM webhook_endpoints WHERE id = ?", [.text(id)])
    }

    private static func company(_ row: SQLRow) throws(StoreError) -> Company {
        Company(
            code: try row.code("code"), name: try row.text("name"), industry: try row.text("industry"),
            size: try row.text("size"), contactName: try row.text("contact_name"),
            contactPhone: try row.text("contact_phone"), contactEmail: try row.text("contact_email"),
            language: try row.word("language", as: Language.self), affiliation: try row.text("affiliation"))
    }

    private static func endpoint(_ row: SQLRow) throws(StoreError) -> WebhookEndpoint {
        WebhookEndpoint(
            id: try row.text("id"), company: try row.code("company"), url: try row.text("url"),
            secret: try row.text("secret"),
            previous: try row.optionalText("previous").map { text throws(StoreError) in
                try JSONText.decode(WebhookEndpoint.PreviousSecret.self, from: text, what: "previous")
            },
            // A kind that a newer version knew is one this version cannot tell of.
            kinds: Set(try row.text("kinds").split(separator: " ").compactMap { Notice.Kind(rawValue: String($0)) }),
            rate: try rate(row), disabled: try disabling(row))
    }

    static func rate(_ row: SQLRow) throws(StoreError) -> WebhookEndpoint.Rate {
        WebhookEndpoint.Rate(
            wished: try row.optionalInteger("per_minute").map { Int($0) },
            cap: try row.optionalInteger("per_minute_cap").map { Int($0) })
    }

    /// Endpoints from before causes were kept were switched off by hand or by a 410, nobody knows which.
    private static func disabling(_ row: SQLRow) throws(StoreError) -> WebhookEndpoint.Disabling? {
        guard let text = try row.optionalText("disabled") else {
            return try row.flag("is_enabled")
                ? nil : WebhookEndpoint.Disabling(.byCompany, at: Date(timeIntervalSince1970: 0))
        }
        return try JSONText.decode(WebhookEndpoint.Disabling.self, from: text, what: "disabled")
    }
}
