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

@Suite("What a text is about, when filing")
struct FilingSuggestionTests {
    @Test(
        "a sentence leads to matters whose keywords it holds, with the words; an officer also sees where earlier ones went"
    )
    func sentence() async throws {
        try await TestStation.run { house in
            let page = try await house.page("/tickets/new?q=" + TestStation.escaped("我们公司的出口退税一直没有到账"), as: .company)
            #expect(page.text.contains("按您写的，可能是") && page.text.contains("因为写了“"))
            #expect(!page.text.contains("以前带这些字样"))
            for _ in 0..<3 {
                let number = try await house.file("出口退税没有到账")
                try await house.act(number, "acceptance", as: .liaison, #"{"lead":"tax"}"#)
            }
            let desk = try await house.page("/tickets/new?q=" + TestStation.escaped("出口退税迟迟不到"), as: .liaison)
            #expect(desk.text.contains("以前带这些字样") && desk.text.contains("“出口退税”：3 件中 3 件"))
            #expect(!desk.text.contains("“口退”"), "a pair nobody would call a word")
            let none = try await house.page("/tickets/new?q=" + TestStation.escaped("嗯嗯嗯"), as: .company)
            #expect(none.status == 200 && !none.text.contains("按您写的"))
            let api = try await house.api(
                "GET", "/suggestions?title=" + TestStation.escaped("出口退税迟迟不到"), as: .company)
            #expect(api.json["matters"].count > 0 && api.json["unit"] == .null)
        }
    }
}
