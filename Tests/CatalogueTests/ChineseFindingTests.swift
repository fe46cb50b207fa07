import Casework
import HealthCheck
import Station
import Testing

@testable import Catalogue

/// A version of the rules is brought in on the station's own pages, by people who need not read English.
@Suite("What is wrong with a version of the rules is told in both languages")
struct ChineseFindingTests {
    private static let sources = [
        "", "- a\n", "version: \"1\"\n", "version: \"1\"\nrules: none\n", "version: \"1\"\nrules: []\n",
        "a: &b 1\nversion: *b\n", "version: \"1\"\nversion: \"2\"\nrules: []\n",
        "version: {}\nrules:\n  - 7\n", "? [a]\n: b\n",
        """
        version: "1"
        colour: red
        rules:
          - id: R1
            when:
              mater: [EE02]
            lead: tax-office
            reason: { zh-Hans: 一 }
          - id: R1
            when:
              matter: [ee02, ZZ99]
              urgency: [now]
              destination: [XXX]
              hours: noon
              origin: {}
            lead: Tax
            assisting: [tax, tax]
            reason: { zh-Hans: "", en: two }
          - id: R2
            lead: tax
            assisting: [tax]
            reason: { zh-Hans: 二, en: two }
          - id: R3
            when: {}
            lead: tax
            reason: { zh-Hans: 三, en: three }
        """,
    ]

    @Test("every finding has a Chinese sentence, and what the English one quotes stands in it too")
    func everyFinding() {
        func name(_ text: String) -> LocalizedText { LocalizedText(zhHans: text, en: text) }
        let unit = UnitCard(
            id: "tax", name: name("税务"), shortName: name("税务"), loop: .outer, isDesk: false, phone: "", email: "")
        var messages: Set<String> = []
        for source in Self.sources {
            let findings = RoutingText(source).reading(units: [unit], matters: [], countries: .empty).findings
            #expect(!findings.isEmpty, "\(source)")
            for finding in findings {
                let (zhHans, en) = (finding.words(.zhHans), finding.words(.en))
                messages.insert(en.message)
                #expect(Self.isChinese(zhHans.message), "\(en.message)")
                #expect(zhHans.hint.map(Self.isChinese) ?? (en.hint == nil), "\(en.message): \(en.hint ?? "")")
                for quoted in en.message.matches(of: /“([^”]*)”/).map(\.output.1)
                where !quoted.contains("item") && quoted != "the file" {
                    #expect(zhHans.message.contains("“\(quoted)”"), "\(en.message) / \(zhHans.message)")
                }
            }
        }
        #expect(messages.count >= 20, "\(messages.sorted())")
    }

    private static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isIdeographic }
    }
}
