import Casework
import Foundation
import Testing

@Suite("Intake at the window and on the telephone")
struct IntakeTests {
    @Test(
        "the caller's number is kept for the officers, the ticket number is read back, the company's page tells neither"
    )
    func hotline() async throws {
        try await TestStation.run { house in
            let code = house.codes[.company]?.description ?? ""
            let fields: Fields = [
                "matter": "TX05", "title": "来电反映退税", "body": "请看", "company": "\(code)", "origin": "hotline",
                "callerName": "李会计", "callerPhone": "13900001234",
            ]
            let filed = try await house.form("/tickets", as: .liaison, fields)
            let path = filed.location
            let page = try await house.page(path, as: .liaison)
            #expect(page.text.contains("李会计 13900001234") && page.text.contains("请向对方复述编号"))
            let own = try await house.page(path.replacing("?new=1", with: ""), as: .company)
            #expect(own.status == 200 && !own.text.contains("13900001234"))
        }
    }

    @Test("a caller without a number is asked for it, and nothing typed is lost")
    func half() async throws {
        try await TestStation.run { house in
            let code = house.codes[.company]?.description ?? ""
            let answer = try await house.form(
                "/tickets", as: .liaison,
                [
                    "matter": "TX05", "title": "一", "body": "二", "company": "\(code)", "origin": "hotline",
                    "callerName": "李会计", "callerPhone": "",
                ])
            #expect(answer.status == 422 && answer.text.contains("李会计"))
        }
    }

    @Test("what looks like it is shown before filing, to its own company only, and filing goes on")
    func lookAlikes() async throws {
        try await TestStation.run { house in
            let number = try await house.file("退税被退回")
            let page = try await house.page("/tickets/new?matter=TX05", as: .company)
            #expect(page.text.contains(number) && page.text.contains("可能与这件相同"))
            #expect(!(try await house.page("/tickets/new?matter=TX05", as: .company2)).text.contains(number))
            let second = try await house.file("退税又被退回")
            let officer = try await house.page("/tickets/\(second)", as: .liaison)
            #expect(officer.text.contains(number))
        }
    }
}
