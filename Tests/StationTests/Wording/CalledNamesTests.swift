import Station
import Testing

@Suite("Names called in a text")
struct CalledNamesTests {
    private static let names = CalledNames([
        (id: "1", names: ["tax", "税务 李四"]), (id: "2", names: ["tax-window", "王五"]), (id: "3", names: ["zhao", "王五"]),
    ])

    @Test(
        "are whole names behind an at sign, the longest that fits; a mail address calls nobody",
        arguments: [
            ("@tax 请看", ["1"]), ("请@tax-window看", ["2"]), ("＠税务 李四：请看", ["1"]), ("@TAX", ["1"]),
            ("@王五", ["2", "3"]), ("写信给 someone@tax.example", []), ("@taxes", []), ("@nobody @", []),
            ("@tax，@tax", ["1", "1"]), ("tax", []), ("", []),
        ] as [(String, [String])])
    func calls(text: String, ids: [String]) {
        #expect(Self.names.calls(in: text).flatMap(\.ids) == ids)
    }
}
