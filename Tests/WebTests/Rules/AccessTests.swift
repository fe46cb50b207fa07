import Casework
import Foundation
import Testing

@Suite("Who may see and do what")
struct AccessTests {
    /// One ticket with the tax unit, a shared profile with an open warning, a message: all of the first company.
    struct Scene: Sendable {
        let ticket: String
        let profile: String
        let warning: String
        let message: String
    }

    static func scene(_ house: TestStation) async throws -> Scene {
        let ticket = try await house.file()
        try await house.start(ticket)
        let submitted = try await house.submit("tax")
        let message = try await house.api("GET", "/notifications?limit=1", as: .company).json["items"][0]["id"].text
        return Scene(
            ticket: ticket, profile: try #require(submitted.json["profile"]["id"].text),
            warning: try #require(submitted.json["warnings"][0]["id"].text), message: try #require(message))
    }

    /// A well-formed number that no ticket has.
    static let absent = TicketNumber(year: 2026, sequence: 999)?.description ?? ""

    /// The order of the columns below.
    static let people: [Person?] = [.company, .company2, .liaison, .tax, .entryExit, .manager, .auditor, .admin, nil]

    @Test("every reading of the API, for every role")
    func readingByAPI() async throws {
        try await TestStation.run { house in
            let scene = try await Self.scene(house)
            let code = house.codes[.company]?.description ?? ""
            let table: [(String, [Int])] = [
                ("/self-tests", [200, 200, 200, 200, 200, 200, 200, 200, 401]),
                ("/self-tests/tax", [200, 200, 200, 200, 200, 200, 200, 200, 401]),
                ("/self-tests/none", [404, 404, 404, 404, 404, 404, 404, 404, 401]),
                ("/self-tests/tax/draft", [200, 200, 403, 403, 403, 403, 403, 403, 401]),
                ("/profiles/\(scene.profile)", [200, 404, 200, 404, 404, 200, 404, 404, 401]),
                ("/profiles/none", [404, 404, 404, 404, 404, 404, 404, 404, 401]),
                ("/companies/\(code)/profile", [200, 404, 200, 404, 404, 200, 404, 404, 401]),
                ("/companies/\(code)/trend", [200, 404, 200, 404, 404, 200, 404, 404, 401]),
                ("/companies/none/trend", [404, 404, 404, 404, 404, 404, 404, 404, 404]),
                ("/tickets", [200, 200, 200, 200, 200, 200, 200, 403, 401]),
                ("/tickets/\(scene.ticket)", [200, 404, 200, 200, 404, 200, 200, 404, 401]),
                ("/tickets/\(scene.ticket)/events", [200, 404, 200, 200, 404, 200, 200, 404, 401]),
                ("/tickets/\(Self.absent)", [404, 404, 404, 404, 404, 404, 404, 404, 401]),
                ("/summary", [403, 403, 403, 403, 403, 200, 403, 403, 401]),
                ("/notifications", [200, 200, 200, 403, 403, 200, 403, 200, 401]),
                ("/notifications/\(scene.message)", [200, 404, 200, 403, 403, 200, 403, 200, 401]),
                ("/notifications/none", [404, 404, 404, 403, 403, 404, 403, 404, 401]),
                ("/notifications/pauses", [200, 200, 200, 403, 403, 200, 403, 200, 401]),
                ("/endpoints", [200, 200, 403, 403, 403, 403, 403, 403, 401]),
                ("/endpoints/none", [404, 404, 403, 403, 403, 403, 403, 403, 401]),
                ("/mails", [403, 403, 200, 403, 403, 403, 403, 403, 401]),
                ("/inbox", [200, 200, 200, 200, 200, 200, 200, 200, 401]),
                ("/notice-choices", [200, 200, 200, 200, 200, 200, 200, 200, 401]),
                ("/sites", [200, 200, 200, 200, 200, 200, 200, 200, 401]),
                ("/sites/none/slots?matter=EE02", [404, 404, 404, 404, 404, 404, 404, 404, 401]),
                ("/appointments/none", [404, 404, 404, 404, 404, 404, 404, 404, 401]),
                ("/appointments", [200, 200, 200, 403, 200, 200, 403, 403, 401]),
                ("/pre-reviews", [200, 200, 200, 200, 200, 403, 403, 403, 401]),
                ("/pre-reviews/none", [404, 404, 404, 404, 404, 404, 404, 404, 401]),
                ("/approvals/rules", [403, 403, 200, 403, 403, 200, 200, 200, 401]),
                ("/approvals/drawn", [403, 403, 200, 403, 403, 200, 200, 200, 401]),
                ("/openapi.json", [200, 200, 200, 200, 200, 200, 200, 200, 200]),
                ("/nowhere", [404, 404, 404, 404, 404, 404, 404, 404, 404]),
            ]
            for (path, expected) in table {
                for (person, status) in zip(Self.people, expected) {
                    let answer = try await house.api("GET", path, as: person)
                    #expect(answer.status == status, "\(path) \(person?.rawValue ?? "nobody")")
                    if status == 401 { #expect(answer.header("WWW-Authenticate") == "Bearer") }
                    if status >= 400 { #expect(answer.header("Content-Type") == "application/problem+json") }
                }
            }
        }
    }

    @Test("every page, for every role; the signed out are asked to sign in and come back")
    func pages() async throws {
        try await TestStation.run { house in
            let scene = try await Self.scene(house)
            let table: [(String, [Int])] = [
                ("/", [200, 200, 303, 303, 303, 303, 303, 303]),
                ("/self-tests", [200, 200, 403, 403, 403, 403, 403, 403]),
                ("/self-tests/tax", [200, 200, 403, 403, 403, 403, 403, 403]),
                ("/self-tests/tax/questions/staff-days", [200, 200, 403, 403, 403, 403, 403, 403]),
                ("/self-tests/tax/questions/none", [404, 404, 403, 403, 403, 403, 403, 403]),
                ("/self-tests/tax/review", [303, 303, 403, 403, 403, 403, 403, 403]),
                ("/profiles/\(scene.profile)", [200, 404, 200, 404, 404, 200, 404, 404]),
                ("/profiles/\(scene.profile)/report/html", [200, 404, 200, 404, 404, 200, 404, 404]),
                ("/profiles/\(scene.profile)/report/csv", [200, 404, 200, 404, 404, 200, 404, 404]),
                ("/profiles/\(scene.profile)/report/exe", [404, 404, 404, 404, 404, 404, 404, 404]),
                ("/profiles/none", [404, 404, 404, 404, 404, 404, 404, 404]),
                ("/tickets", [200, 200, 200, 200, 200, 200, 200, 403]),
                ("/tickets/new", [200, 200, 200, 403, 403, 403, 403, 403]),
                ("/tickets/new?matter=TX05", [200, 200, 200, 403, 403, 403, 403, 403]),
                ("/tickets/\(scene.ticket)", [200, 404, 200, 200, 404, 200, 200, 404]),
                ("/tickets/\(Self.absent)", [404, 404, 404, 404, 404, 404, 404, 404]),
                ("/appointments", [200, 200, 303, 303, 303, 303, 303, 303]),
                ("/appointments/new", [200, 200, 200, 403, 403, 403, 403, 403]),
                ("/appointments/new?matter=EE02&site=service-centre", [200, 200, 200, 403, 403, 403, 403, 403]),
                ("/appointments/day", [403, 403, 200, 403, 200, 200, 403, 403]),
                ("/appointments/none", [404, 404, 404, 404, 404, 404, 404, 404]),
                ("/pre-reviews", [303, 303, 200, 200, 200, 403, 403, 403]),
                ("/pre-reviews/none", [404, 404, 404, 404, 404, 404, 404, 404]),
                ("/approvals", [403, 403, 200, 403, 403, 200, 200, 200]),
                ("/desk", [403, 403, 200, 403, 403, 403, 403, 403]),
                ("/legs", [403, 403, 403, 200, 200, 403, 403, 403]),
                ("/summary", [403, 403, 403, 403, 403, 200, 403, 403]),
                ("/notifications", [200, 200, 200, 403, 403, 200, 403, 200]),
                ("/notifications/\(scene.message)", [200, 404, 200, 403, 403, 200, 403, 200]),
                ("/notifications/replays", [200, 200, 200, 403, 403, 403, 403, 200]),
                ("/notices", [403, 403, 403, 403, 403, 403, 403, 200]),
                ("/mails", [403, 403, 200, 403, 403, 403, 403, 403]),
                ("/notices/ticket-accepted.company", [403, 403, 403, 403, 403, 403, 403, 200]),
                ("/inbox", [200, 200, 200, 200, 200, 200, 200, 200]),
                ("/me/notices", [200, 200, 200, 200, 200, 200, 200, 200]),
                ("/me/endpoints/none", [404, 404, 403, 403, 403, 403, 403, 403]),
                ("/me", [200, 200, 200, 200, 200, 200, 200, 200]),
            ]
            for (path, expected) in table {
                for (person, status) in zip(Self.people, expected) {
                    let answer = try await house.page(path, as: person)
                    #expect(answer.status == status, "\(path) \(person?.rawValue ?? "nobody")")
                }
                let away = try await house.page(path, as: nil)
                #expect(away.status == 303 && away.location.hasPrefix("/sign-in?back=%2F"), "\(path)")
            }
            for path in ["/sign-in", "/help", "/privacy"] {
                #expect(try await house.page(path, as: nil).status == 200)
            }
        }
    }

    @Test("every change by API, for every role; what is refused changes nothing")
    func changingByAPI() async throws {
        try await TestStation.run { house in
            let scene = try await Self.scene(house)
            let before = try await house.amounts()
            let tag = try await house.tag(scene.ticket)
            let filing = #"{"matter":"TX05","title":"一","body":"二"}"#
            let text = #"{"text":"x"}"#
            let table: [(String, String, String, [Int])] = [
                ("PUT", "/self-tests/tax/draft", #"{"answers":{}}"#, [0, 0, 403, 403, 403, 403, 403, 403, 401]),
                ("POST", "/self-tests/tax/submissions", #"{"answers":{}}"#, [0, 0, 403, 403, 403, 403, 403, 403, 401]),
                ("POST", "/warnings/\(scene.warning)/ticket", "", [0, 404, 403, 403, 403, 403, 403, 403, 401]),
                ("POST", "/warnings/none/ticket", "", [404, 404, 403, 403, 403, 403, 403, 403, 401]),
                ("POST", "/tickets", filing, [0, 0, 422, 403, 403, 403, 403, 403, 401]),
                ("POST", "/tickets/\(scene.ticket)/notes", text, [409, 404, 0, 0, 404, 0, 403, 404, 401]),
                ("POST", "/tickets/\(scene.ticket)/feedback", text, [409, 404, 409, 0, 404, 409, 403, 404, 401]),
                (
                    "POST", "/tickets/\(scene.ticket)/rating", #"{"stars":5}"#,
                    [409, 404, 409, 409, 404, 409, 403, 404, 401]
                ),
                ("POST", "/tickets/\(scene.ticket)/nothing", "{}", [404, 404, 404, 404, 404, 404, 404, 404, 404]),
                ("POST", "/tickets/\(Self.absent)/notes", text, [404, 404, 404, 404, 404, 404, 404, 404, 401]),
                ("POST", "/notifications/\(scene.message)/replay", "", [404, 404, 0, 403, 403, 403, 403, 0, 401]),
                ("POST", "/notifications/none/replay", "", [404, 404, 404, 403, 403, 403, 403, 404, 401]),
                ("POST", "/mails/none/acceptance", "{}", [403, 403, 404, 403, 403, 403, 403, 403, 401]),
                ("POST", "/mails/none/refusal", "", [403, 403, 404, 403, 403, 403, 403, 403, 401]),
                ("PUT", "/endpoints/none/rate", "{}", [403, 403, 403, 403, 403, 403, 403, 404, 401]),
            ]
            for (method, path, body, expected) in table {
                for (person, status) in zip(Self.people, expected) where status != 0 {
                    let answer = try await house.api(method, path, as: person, body, ["If-Match": tag])
                    #expect(answer.status == status, "\(method) \(path) \(person?.rawValue ?? "nobody")")
                }
            }
            #expect(try await house.amounts() == before)
            #expect(try await house.tag(scene.ticket) == tag)
        }
    }

    @Test("every change by page, for those who may not; what is refused changes nothing")
    func changingByPage() async throws {
        try await TestStation.run { house in
            let scene = try await Self.scene(house)
            let before = try await house.amounts()
            let tag = try await house.tag(scene.ticket)
            let officers: [Person] = [.liaison, .tax, .manager, .auditor, .admin]
            let table: [(String, [Person], Int)] = [
                ("/self-tests/tax/draft", officers, 403),
                ("/self-tests/tax/questions/staff-days", officers, 403),
                ("/self-tests/tax/questions/staff-days/autosave", officers, 403),
                ("/self-tests/tax/submissions", officers, 403),
                ("/profiles/\(scene.profile)/warnings/\(scene.warning)/ticket", officers, 403),
                ("/profiles/\(scene.profile)/warnings/\(scene.warning)/ticket", [.company2], 404),
                ("/tickets/\(scene.ticket)/feedback", [.company2, .entryExit, .admin], 404),
                ("/tickets/\(scene.ticket)/feedback", [.auditor], 403),
                ("/tickets/\(scene.ticket)/rating", [.liaison, .tax, .manager], 422),
                ("/tickets/\(scene.ticket)/nothing", [.company, .liaison], 404),
                ("/tickets/\(Self.absent)/notes", Person.allCases, 404),
                ("/notifications/\(scene.message)/replay", [.tax, .manager, .auditor], 403),
                ("/notifications/\(scene.message)/replay", [.company, .company2], 404),
                ("/notifications/replays", [.tax, .manager, .auditor], 403),
                ("/notifications/pauses", [.company, .liaison, .tax, .manager, .auditor], 403),
                ("/notices/ticket-accepted.company/test", [.company, .liaison, .tax, .manager, .auditor], 403),
                ("/mails/none/refusal", [.company, .tax, .manager, .auditor, .admin], 403),
                ("/mails/none/acceptance", [.company, .tax, .manager, .auditor, .admin], 403),
                ("/notifications/\(scene.message)/rate", [.liaison, .manager, .company], 403),
                ("/inbox/none", Person.allCases, 404),
                ("/me/endpoints", officers, 403),
                ("/me/endpoints/none/switch", officers, 403),
                ("/me/endpoints/none/switch", [.company], 404),
                ("/me/endpoints/none/secret", [.company], 404),
                ("/me/endpoints/none/test", [.company], 404),
                ("/me/endpoints/none/nothing", [.company], 404),
            ]
            for (path, people, status) in table {
                for person in people {
                    let answer = try await house.form(path, as: person, ["text": "x", "url": "https://a.example"])
                    #expect(answer.status == status, "\(path) \(person)")
                }
                #expect(try await house.form(path, as: nil).status == 401, "\(path)")
            }
            #expect(try await house.amounts() == before)
            #expect(try await house.tag(scene.ticket) == tag)
        }
    }

    @Test("somebody else's and nobody's are the same answer, byte for byte")
    func foreignIsAbsent() async throws {
        try await TestStation.run { house in
            let scene = try await Self.scene(house)
            let code = house.codes[.company]?.description ?? ""
            let absentCode = try TestStation.code(77).description
            let tag = ["If-Match": "\"1\""]
            let pairs: [(String, String, String)] = [
                ("GET", "/tickets/\(scene.ticket)", "/tickets/\(Self.absent)"),
                ("GET", "/tickets/\(scene.ticket)/events", "/tickets/\(Self.absent)/events"),
                ("POST", "/tickets/\(scene.ticket)/messages", "/tickets/\(Self.absent)/messages"),
                ("GET", "/profiles/\(scene.profile)", "/profiles/019ab000-0000-7000-8000-000000000000"),
                ("GET", "/companies/\(code)/profile", "/companies/\(absentCode)/profile"),
                ("GET", "/companies/\(code)/trend", "/companies/\(absentCode)/trend"),
                ("POST", "/warnings/\(scene.warning)/ticket", "/warnings/none/ticket"),
            ]
            for (method, foreign, absent) in pairs {
                let body = method == "POST" ? #"{"text":"x"}"# : nil
                let first = try await house.api(method, foreign, as: .company2, body, tag)
                let second = try await house.api(method, absent, as: .company2, body, tag)
                #expect(first.status == 404 && second.status == 404, "\(foreign)")
                #expect(first.bytes == second.bytes && first.headers == second.headers, "\(foreign)")
            }
            let pages = [
                ("/tickets/\(scene.ticket)", "/tickets/\(Self.absent)"),
                ("/profiles/\(scene.profile)", "/profiles/none"),
            ]
            for (foreign, absent) in pages {
                func seen(_ path: String) async throws -> String {
                    try await house.page(path, as: .company2).text
                        .replacing(TestStation.escaped(path), with: "").replacing(path, with: "")
                }
                #expect(try await seen(foreign) == seen(absent))
            }
        }
    }

    @Test("an officer files for a company they name, a company for itself only")
    func filingForOthers() async throws {
        try await TestStation.run { house in
            let code = house.codes[.company]?.description ?? ""
            let body = #"{"matter":"TX05","title":"一","body":"二","company":"\#(code)","origin":"hotline"}"#
            let filed = try await house.api("POST", "/tickets", as: .liaison, body)
            #expect(filed.status == 201 && filed.json["company"].text == code)
            #expect(filed.json["origin"].text == "hotline")
            #expect(try await house.api("POST", "/tickets", as: .company2, body).status == 404)
            let unknown = body.replacing(code, with: try TestStation.code(77).description)
            #expect(try await house.api("POST", "/tickets", as: .liaison, unknown).pointers == ["/company"])
        }
    }
}
