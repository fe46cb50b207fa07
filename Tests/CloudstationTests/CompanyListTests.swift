import Casework
import Foundation
import HealthCheck
import Spreadsheet
import Station
import Testing

@testable import cloudstation

@Suite("A list of companies")
struct CompanyListTests {
    private static let head = "code,name,industry,size,contactName,contactPhone,contactEmail\n"

    private static func code(_ index: Int) -> String {
        let prefix = "91310115MA000000\(index)"
        return "0123456789ABCDEFGHJKLMNPQRTUWXY".lazy.map { prefix + String($0) }
            .first { (try? CreditCode($0)) != nil } ?? ""
    }

    private static func row(_ index: Int, name: String = "虚构企业", mail: String = "a@example.com") -> String {
        "\(code(index)),\(name),trade,small,小王,0571-5550-0199,\(mail)\n"
    }

    private static func read(_ text: String) throws -> CompanyList { try CompanyList(Data(text.utf8)) }

    @Test("rows come in with what they say; language and group may be left out")
    func good() throws {
        let list = try Self.read("affiliation," + Self.head + "集团," + Self.row(1) + "," + Self.row(2))
        #expect(list.problems == [])
        #expect(list.companies.map(\.affiliation) == ["集团", ""])
        #expect(list.companies.map(\.code.description) == [Self.code(1), Self.code(2)])
        #expect(list.companies.first?.language == .zhHans)
    }

    @Test("a quotation mark that never closes is told at its line, and nothing is swallowed")
    func quoting() {
        let text = Self.head + Self.row(1) + Self.row(2, name: "\"虚构") + Self.row(3)
        #expect(throws: SpreadsheetError.quoting(line: 3)) { try Self.read(text) }
    }

    @Test("lines are those of the file, also behind a quoted line break")
    func lines() throws {
        let text = Self.head + Self.row(1, name: "\"一\n二\"") + "\n" + Self.row(2, mail: "nobody")
        #expect(
            try Self.read(text).problems == [
                CompanyList.Problem(line: 2, text: "name: holds a line break or a control character"),
                CompanyList.Problem(line: 5, text: "contactEmail: is “nobody”, no mail address"),
            ])
    }

    @Test(
        "each value is checked as an account's is",
        arguments: [
            (row(1, name: ""), "name: is missing"), (row(1, name: "a\u{85}b"), "name: holds a line break"),
            (row(1, name: String(repeating: "长", count: 101)), "name: has more than 100 characters"),
            (row(1, mail: "a b@example.com"), "contactEmail: is “a b@example.com”, no mail address"),
            (row(1).replacing("trade", with: "fishing"), "industry: is “fishing”, not one of"),
            (row(1) + row(1), "code: stands in line 2 already"),
        ])
    func values(rows: String, problem: String) throws {
        let problems = try Self.read(Self.head + rows).problems
        #expect(problems.count == 1)
        #expect(problems.first?.text.hasPrefix(problem) == true, "\(problems)")
    }

    @Test("a list without a needed column, with one twice or with no line at all is told as that")
    func columns() throws {
        #expect(try Self.read("code,name\n").problems.map(\.text).contains("the column contactEmail is missing"))
        #expect(try Self.read("name," + Self.head).problems.map(\.text) == ["the column name is there twice"])
        #expect(try Self.read("\n\n").problems.map(\.text) == ["there is no line of headings"])
    }
}
