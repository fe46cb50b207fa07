import Foundation
import Samples
import Testing

@Suite("Commands over the store")
struct StoreCommandTests {
    private func withData(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("station-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    @Test("migrate lists what is pending, applies it, and then has nothing to do")
    func migrate() throws {
        try withData { data in
            let before = try CommandLine.run(["migrate", "--dry-run", "--data", data])
            #expect(before.output.contains("pending  1"))
            #expect(try CommandLine.run(["migrate", "--data", data]).status == 0)
            let after = try CommandLine.run(["migrate", "--dry-run", "--data", data])
            #expect(after.output.contains("applied  1"))
            #expect(!after.output.contains("pending"))
        }
    }

    @Test("companies and accounts come in, a bad row or a short password keeps everything out")
    func people() throws {
        try withData { data in
            let list = data + ".csv"
            defer { try? FileManager.default.removeItem(atPath: list) }
            let head = "code,name,industry,size,contactName,contactPhone,contactEmail\n"
            let row = "91330109MA2XXXXX1Y,示范企业,trade,small,小王,0571-5550-0199,a@example.com\n"
            try Data((head + row).utf8).write(to: URL(fileURLWithPath: list))
            let bad = try CommandLine.run(["company", "import", list, "--data", data])
            #expect(bad.status == 1)
            #expect(bad.errors.contains(":2: error: code"))
            let user = [
                "user", "add", "lin", "--name", "小林", "--role", "liaison", "--email", "lin@example.com", "--data", data,
            ]
            let short = try CommandLine.run(user, environment: ["CLOUDSTATION_PASSWORD": "short"])
            #expect(short.status == 1)
            #expect(short.errors.contains("password"))
            #expect(try CommandLine.run(user, input: "a-long-enough-password\n").status == 0)
            let twice = try CommandLine.run(user, environment: ["CLOUDSTATION_PASSWORD": "a-long-enough-password"])
            #expect(twice.status == 1)
            #expect(try CommandLine.run(["user", "disable", "lin", "--data", data]).status == 0)
            #expect(try CommandLine.run(["user", "disable", "nobody", "--data", data]).status == 1)
        }
    }

    @Test("doctor says what is missing and fails on a catalogue that cannot be read")
    func doctor() throws {
        try withData { data in
            let fresh = try CommandLine.run(["doctor", "--data", data])
            #expect(fresh.status == 0)
            #expect(fresh.output.contains("There is no store"))
            let broken = try CommandLine.run(["doctor", "--data", data, "--catalogue", "/nowhere"])
            #expect(broken.status == 1)
            #expect(broken.output.contains("FAIL"))
        }
    }

    @Test("a file that is no database is refused in words")
    func notADatabase() throws {
        try withData { data in
            try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
            try Data(String(repeating: "rubbish ", count: 1000).utf8)
                .write(to: URL(fileURLWithPath: data + "/station.sqlite"))
            let outcome = try CommandLine.run(["migrate", "--data", data])
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("error:"))
        }
    }

    @Test("route decides by the file, or on request by the edition in force")
    func routeInForce() throws {
        try withData { data in
            let add = [
                "user", "add", "lin", "--name", "小林", "--role", "liaison", "--email", "lin@example.com", "--data", data,
            ]
            #expect(try CommandLine.run(add, input: "a-long-enough-password\n").status == 0)
            let ours = CommandLine.root.appendingPathComponent("Questionnaires/station/routing.yaml")
            let changed = try String(contentsOf: ours, encoding: .utf8)
                .replacingOccurrences(of: "version: \"2026.11\"", with: "version: \"2026.12\"")
            let file = data + "-rules.yaml"
            defer { try? FileManager.default.removeItem(atPath: file) }
            try Data(changed.utf8).write(to: URL(fileURLWithPath: file))
            let publish = try CommandLine.run([
                "routing", "publish", file, "--by", "lin", "--reason", "试一版", "--data", data,
            ])
            #expect(publish.status == 0, "\(publish.errors)")
            let example = "Questionnaires/station/examples/apec-card-passport-expired.yaml"
            let route = ["route", example, "--format", "json"]
            let byFile = try CommandLine.run(route)
            let byStore = try CommandLine.run(route + ["--in-force", "--data", data])
            #expect(byStore.output.contains("\"edition\":1") && byStore.output.contains("\"version\":\"2026.12\""))
            #expect(!byFile.output.contains("edition"))
            let nowhere = try CommandLine.run(route + ["--in-force", "--data", data + "-absent"])
            #expect(nowhere.status == 2 && nowhere.errors.contains("error:"))
        }
    }
}
