import Casework
import Catalogue
import Foundation
import HealthCheck
import Samples
import Station
import Storage
import Testing

/// `retime`: first look, then count anew.
@Suite("Counting anew by command")
struct RetimeCommandTests {
    /// Three tickets in a store, and a catalogue in which the desk has longer to take them in.
    private func withStation(_ body: (_ data: String, _ catalogue: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("station-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = folder.appendingPathComponent("data").path
        try people(data, folder.appendingPathComponent("companies.csv"))
        try await file(3, data)
        let catalogue = folder.appendingPathComponent("Questionnaires")
        try FileManager.default.copyItem(at: URL(fileURLWithPath: "Questionnaires"), to: catalogue)
        let deadlines = catalogue.appendingPathComponent("station/deadlines.yaml")
        let text = try String(contentsOf: deadlines, encoding: .utf8)
        let changed = text.replacing("acceptance: { workingHours: 2 }", with: "acceptance: { workingHours: 6 }")
        #expect(changed != text)
        try Data(changed.utf8).write(to: deadlines)
        try await body(data, catalogue.path)
    }

    private func people(_ data: String, _ list: URL) throws {
        try Data(
            """
            code,name,industry,size,contactName,contactPhone,contactEmail
            91330109MA2XXXXXX4,示范企业,trade,small,小王,0571-5550-0199,a@example.com

            """.utf8
        ).write(to: list)
        #expect(try CommandLine.run(["company", "import", list.path, "--data", data]).status == 0)
        for (login, role) in [("lin", "liaison"), ("audrey", "auditor")] {
            let user = [
                "user", "add", login, "--name", login, "--role", role, "--email", "\(login)@example.com", "--data",
                data,
            ]
            let outcome = try CommandLine.run(user, environment: ["CLOUDSTATION_PASSWORD": "a-long-enough-password"])
            #expect(outcome.status == 0)
        }
    }

    private func file(_ count: Int, _ data: String) async throws {
        let today = CivilDay("2026-03-02") ?? CivilDay(number: 0)
        let folder = URL(fileURLWithPath: "Questionnaires")
        let loaded = CatalogueLoader(folder: folder, today: today, runExamples: false).load().catalogue
        let store = try await StoreLocation.sqlite(path: data + "/station.sqlite").open()
        let station = Station(
            catalogue: try #require(loaded), database: store, settings: StationSettings(baseURL: ""))
        let account = try await store.read { tx in try tx.accounts.account(login: "lin") }
        for index in 0..<count {
            let filing = TicketFiling(
                matter: "TX05", title: "第\(index)件", body: "…", origin: .hotline,
                company: try CreditCode("91330109MA2XXXXXX4"))
            _ = try await station.fileTicket(filing, by: Principal(try #require(account)))
        }
        await store.close()
    }

    @Test("it says what would move and changes nothing; with --apply each row says what came of it, then none is left")
    func round() async throws {
        try await withStation { data, catalogue in
            let place = ["--data", data, "--catalogue", catalogue]
            for _ in 0..<2 {
                let look = try CommandLine.run(["retime"] + place)
                #expect(look.status == 0 && look.output.hasPrefix("3 of 3 open tickets would move: 0 earlier, 3 later"))
                #expect(look.output.split(separator: "\n").count == 4 && look.errors.contains("3 looked at"))
            }
            let json = try CommandLine.run(["retime", "--format", "json"] + place)
            let answer = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            #expect(answer?["moving"] as? Int == 3 && (answer?["items"] as? [Any])?.count == 3)
            let apply = ["retime", "--apply", "--by", "lin", "--base-url", "http://x.example"]
            let done = try CommandLine.run(apply + ["--reason", "新的时限规定"] + place)
            #expect(done.status == 0 && done.output.hasSuffix("3 tickets counted anew, 0 could not be\n"), "\(done)")
            #expect(done.output.matches(of: /2026-[0-9]{6}-[0-9]  2026.* → 2026/).count == 3)
            let again = try CommandLine.run(apply + ["--reason", "新的时限规定", "--format", "json"] + place)
            #expect(again.status == 0 && again.output.contains("\"moved\":0"), "\(again)")
        }
    }

    @Test("without a reason, by nobody known or by the wrong person nothing is counted")
    func refused() async throws {
        try await withStation { data, catalogue in
            let place = ["--data", data, "--catalogue", catalogue, "--base-url", "http://x.example"]
            func apply(_ options: String...) throws -> (status: Int32, errors: String) {
                let outcome = try CommandLine.run(["retime", "--apply"] + options + place)
                return (outcome.status, outcome.errors)
            }
            let nobody = try apply("--reason", "r")
            #expect(nobody.status == 64 && nobody.errors.contains("--apply needs --by"))
            let unknown = try apply("--reason", "r", "--by", "nobody")
            #expect(unknown.status == 64 && unknown.errors.contains("no account “nobody”"))
            let auditor = try apply("--reason", "r", "--by", "audrey")
            #expect(auditor.status == 64 && auditor.errors.contains("neither liaison officer nor manager"))
            let empty = try apply("--reason", " ", "--by", "lin")
            #expect(empty.status == 1 && empty.errors.contains("--reason"))
            let alone = try CommandLine.run(["retime", "--by", "lin"] + place)
            #expect(alone.status == 64 && alone.errors.contains("for --apply"))
            #expect(try CommandLine.run(["retime"] + place).output.hasPrefix("3 of 3"))
        }
    }
}
