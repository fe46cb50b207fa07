import Foundation
import HealthCheck
import Station
import Testing

@Suite("What a matter needs, on its filing page")
struct FilingFactsTests {
    @Test("papers, limit and fee of every matter are shown in both languages")
    func facts() async throws {
        try await TestStation.run { house in
            for matter in try TestStation.catalogue.matters {
                for language in Language.allCases {
                    let page = try await house.page(
                        "/tickets/new?matter=\(matter.code)", as: .company, ["Cookie": "lang=\(language.rawValue)"])
                    let shown = (matter.papers + [matter.limit, matter.fee].compactMap(\.self)).map { $0[language] }
                    for text in shown {
                        let escaped = text.replacing("&", with: "&amp;").replacing("'", with: "&#39;")
                        #expect(page.text.contains(escaped), "\(matter.code) \(language.rawValue): \(text)")
                    }
                }
            }
        }
    }
}
