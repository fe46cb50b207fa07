import Foundation
import HealthCheck
import Station
import Testing

/// Placeholders in interface strings and notices.
struct FillTests {
    @Test(
        "placeholders are replaced in one pass, and what is not one stays",
        arguments: [
            ("{a} and {b}", "1 and {a}"), ("{a}{a}", "11"), ("{unknown} {a}", "{unknown} 1"), ("{a", "{a"),
            ("a}", "a}"), ("{}", "{}"), ("", ""), ("编号 {a}。", "编号 1。"),
        ])
    func filling(template: String, expected: String) {
        #expect(fill(template, ["a": "1", "b": "{a}"]) == expected)
    }

    @Test("without values a template stays as it is")
    func nothing() {
        #expect(fill("{a}", [:]) == "{a}")
    }

    @Test("a key that a language lacks shows as itself")
    func missingKey() throws {
        let locales = Locales([.en: ["a.b": "Hello {name}"]])
        #expect(locales.text("a.b", .en, ["name": "Li"]) == "Hello Li")
        #expect(locales.text("a.b", .zhHans) == "a.b")
        #expect(locales.contains("a.b", .en) && !locales.contains("a.b", .zhHans))
    }
}
